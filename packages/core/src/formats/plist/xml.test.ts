import { expect, test } from "vitest";
import { FormatError } from "../../bytes/format-error.ts";
import { readPlist } from "./read-plist.ts";
import type { PlistValue } from "./value.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const plist = (body: string): Uint8Array => utf8(`<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">${body}</plist>\n`);
const read = (body: string): PlistValue => readPlist(plist(body)).value;

function errorOf(bytes: Uint8Array): FormatError {
  try {
    readPlist(bytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("was read");
}
const codeOf = (body: string): string => errorOf(plist(body)).code;

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
  for (const [index, unit] of [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))].entries())
    view.setUint16(index * 2, unit, isLittleEndian);
  return new Uint8Array(view.buffer);
}

test("reads every element", () => {
  const value = read(
    "<dict><key>text</key><string>a</string><key>yes</key><true/><key>no</key><false></false><key>list</key><array><integer>1</integer><real>2.5</real></array>" +
      "<key>when</key><date>2001-01-01T00:01:00Z</date><key>data</key><data>AQID\n\t/w==</data><key></key><string/></dict>",
  );
  expect(value).toEqual(
    new Map<string, PlistValue>([
      ["text", "a"],
      ["yes", true],
      ["no", false],
      ["list", [1, 2.5]],
      ["when", { kind: "date", appleSeconds: 60 }],
      ["data", Uint8Array.of(1, 2, 3, 255)],
      ["", ""],
    ]),
  );
});

test("reads integers in decimal and hexadecimal, with signs, and wide ones as bigint", () => {
  const value = read(
    "<array><integer> -42 </integer><integer>+7</integer><integer>0xFF</integer><integer>-0x10</integer><integer>18446744073709551615</integer></array>",
  );
  expect(value).toEqual([-42, 7, 255, -16, 18_446_744_073_709_551_615n]);
});

test("reads reals in every spelling that the writer uses", () => {
  expect(read("<array><real>1e3</real><real>-.5</real><real>inf</real><real>-infinity</real><real>nan</real></array>")).toEqual([
    1000,
    -0.5,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ]);
});

test("keeps white space in text, and reads CDATA, comments and entities in it", () => {
  expect(
    read("<string>  a &lt;b&gt; &amp;amp; &quot;&apos; &#65;&#x1F4F1; <![CDATA[<raw> &amp;]]><!-- not < this --> end\n</string>"),
  ).toBe("  a <b> &amp; \"' A📱 <raw> &amp; end\n");
});

test("reads UTF-8 with and without a mark, UTF-16 of both orders, and lists after white space", () => {
  const text = '<?xml version="1.0"?><plist version="1.0"><string>Žluťoučký 📱</string></plist>';
  const forms = [utf8(text), utf8(`\ufeff${text}`), utf8(`\n\n \t${text}`), utf16(text, true), utf16(text, false)];
  for (const bytes of forms) expect(readPlist(bytes)).toEqual({ value: "Žluťoučký 📱", form: "xml", problems: [] });
});

test("reads a list without declaration, document type or wrapper", () => {
  expect(readPlist(utf8("<dict><key>a</key><true/></dict>")).value).toEqual(new Map([["a", true]]));
});

test("passes over comments, instructions and a document type with what it declares", () => {
  const bytes = utf8(
    '<?xml version="1.0"?><!-- a > b --><!DOCTYPE plist PUBLIC "-//x//>" "http://never.example/fetched.dtd" [<!ENTITY a "]>"><!ELEMENT b ANY>]><?pi x?><plist><true/><!-- c --></plist>',
  );
  expect(readPlist(bytes).value).toBe(true);
});

test("declares no entities: a bomb of them is refused, as is a file to include", () => {
  const bomb = '<!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><plist><string>&b;</string></plist>';
  const file = '<!DOCTYPE plist [<!ENTITY f SYSTEM "file:///etc/passwd">]><plist><string>&f;</string></plist>';
  expect([errorOf(utf8(bomb)).code, errorOf(utf8(file)).code]).toEqual(["malformed", "malformed"]);
});

test("makes a UID of the dictionary that stands for it in XML", () => {
  expect(
    read("<array><dict><key>CF$UID</key><integer>12</integer></dict><dict><key>CF$UID</key><string>x</string></dict></array>"),
  ).toEqual([{ kind: "uid", uid: 12 }, new Map([["CF$UID", "x"]])]);
});

test("refuses what is against the format, and says at which byte", () => {
  const bodies = [
    "<dict><string>no key</string></dict>",
    "<dict><key>a</key></dict>",
    "<dict><key>a</key><key>b</key></dict>",
    "<array><key>a</key></array>",
    "<array>text</array>",
    "<array></dict>",
    "<unknown/>",
    "<string>a<b></b></string>",
    "<true>x</true>",
    "<integer>1.5</integer>",
    "<integer/>",
    "<real>one</real>",
    "<data>a*b=</data>",
    "<data>A</data>",
    "<data>AA==AA==</data>",
    "<date>2021-02-30T00:00:00Z</date>",
    "<date>2021-01-01T24:00:00Z</date>",
    "<date>yesterday</date>",
    "<string>&nbsp;</string>",
    "<string>&</string>",
    "<string>&#x110000;</string>",
    "<string>&#0;</string>",
    "<true/><true/>",
    "",
  ];
  for (const body of bodies) expect([body, codeOf(body)]).toEqual([body, "malformed"]);
  expect(errorOf(utf8("<array>\n<!-- é --><unknown/></array>")).offset).toBe(29);
});

test("refuses truncated lists, wide integers, deep nesting and unknown encodings", () => {
  for (const text of [
    "<plist><dict>",
    "<plist><string>a",
    "<plist><true/",
    "<plist><true/>",
    "<!-- a",
    "<?xml",
    "<!DOCTYPE plist [",
    "<",
  ]) {
    expect([text, errorOf(utf8(text)).code]).toEqual([text, "truncated"]);
  }
  expect(codeOf(`<integer>${"9".repeat(100)}</integer>`)).toBe("limit");
  expect(codeOf("<array>".repeat(100_000))).toBe("limit");
  expect(errorOf(utf8('<?xml version="1.0" encoding="Shift_JIS"?><plist><true/></plist>')).code).toBe("unsupported");
  expect(errorOf(Uint8Array.of(...utf8("<plist><string>"), 0xff, 0xc0, ...utf8("</string></plist>"))).code).toBe("malformed");
});

test("names what is no property list at all", () => {
  for (const text of ["", "   ", "{}", "SQLite format 3\u0000", "bplis"]) expect(errorOf(utf8(text)).code).toBe("not-this-format");
});

test("says what follows a list and that a key came twice, and reads it", () => {
  expect(readPlist(utf8("<plist><true/></plist>\u0000\u0000junk"))).toMatchObject({
    value: true,
    problems: [{ kind: "trailing-bytes", offset: 22 }],
  });
  expect(readPlist(plist("<dict><key>a</key><true/><key>a</key><false/></dict>"))).toMatchObject({
    value: new Map([["a", false]]),
    problems: [{ kind: "duplicate-key" }],
  });
});
