import { expect, test } from "vitest";
import { assembleBinary, binaryPlist, head, xmlPlist } from "../../testing/index.ts";
import { readPlist } from "./read-plist.ts";
import { memberOf, type PlistValue } from "./value.ts";

const salvage = (bytes: Uint8Array) => readPlist(bytes, { salvage: true });
const ascii = (text: string): number[] => [...head(0x5, text.length), ...new TextEncoder().encode(text)];
const kinds = (bytes: Uint8Array): readonly string[] => salvage(bytes).problems.map(({ kind }) => kind);

test("reads an undamaged list as the strict reading does, without problems", () => {
  const value = { a: [1, "two"], b: Uint8Array.of(3) };
  for (const bytes of [binaryPlist(value), xmlPlist(value)]) expect(salvage(bytes)).toEqual(readPlist(bytes));
});

test("leaves out members whose objects are bad, and puts null in the place of items", () => {
  const bytes = assembleBinary([[0xd2, 1, 2, 3, 4], ascii("bad"), ascii("list"), [0x5f, 0x13], [0xa3, 5, 3, 5], [0x09]]);
  expect(salvage(bytes)).toMatchObject({
    value: new Map([["list", [true, null, true]]]),
    problems: [
      { kind: "member-left-out", code: "truncated" },
      { kind: "member-left-out", code: "truncated" },
    ],
  });
});

test("leaves out a member that contains its own container, and keys that are no text", () => {
  const bytes = assembleBinary([[0xd3, 1, 2, 3, 0, 3, 3], ascii("self"), ascii("other"), [0x10, 9]]);
  expect(salvage(bytes).value).toEqual(new Map([["other", 9]]));
  expect(kinds(bytes)).toEqual(["member-left-out", "member-left-out"]);
});

test("finds the list before bytes that were appended to it", () => {
  const list = binaryPlist({ key: "value" });
  const bytes = Uint8Array.of(...list, ...new Array(500).fill(0));
  expect(salvage(bytes)).toMatchObject({ value: new Map([["key", "value"]]), problems: [{ kind: "trailing-bytes", offset: list.length }] });
});

test("finds the objects of a binary list whose end is lost", () => {
  const items = Array.from({ length: 400 }, (_, index) => `item number ${index}`);
  const whole = binaryPlist({ first: "kept", items });
  const { value, problems } = salvage(whole.slice(0, whole.length >> 1));
  expect(memberOf(value, "first")).toBe("kept");
  const read = memberOf(value, "items") as readonly PlistValue[];
  expect(read).toHaveLength(400);
  expect(read.slice(0, 150)).toEqual(items.slice(0, 150));
  expect(read.at(-1)).toBeNull();
  expect(problems[0]).toMatchObject({ kind: "offsets-rebuilt" });
});

test("keeps what was closed of a truncated XML list", () => {
  const text = new TextDecoder().decode(xmlPlist({ a: 1, b: { c: [1, 2, 3], d: "text" }, e: 5 }));
  const cut = text.slice(0, text.indexOf("<integer>3"));
  const { value, problems } = salvage(new TextEncoder().encode(cut));
  expect(value).toEqual(
    new Map<string, unknown>([
      ["a", 1],
      ["b", new Map([["c", [1, 2]]])],
    ]),
  );
  expect(problems).toMatchObject([{ kind: "cut-off", code: "truncated", offset: cut.length }]);
});

test("leaves out bad values of an XML list and reads on", () => {
  const bytes = new TextEncoder().encode(
    "<plist><dict><key>when</key><date>never</date><key>list</key><array><integer>x</integer><true/></array><key>after</key><true/></dict></plist>",
  );
  expect(salvage(bytes).value).toEqual(
    new Map<string, unknown>([
      ["list", [null, true]],
      ["after", true],
    ]),
  );
  expect(kinds(bytes)).toEqual(["member-left-out", "member-left-out"]);
});

test("replaces bytes that are no text, and says so", () => {
  const bytes = Uint8Array.of(...new TextEncoder().encode("<plist><string>a"), 0xff, ...new TextEncoder().encode("</string></plist>"));
  expect(salvage(bytes)).toMatchObject({ value: "a\ufffd", problems: [{ kind: "text-replaced" }] });
  expect(salvage(assembleBinary([[0x52, 0x61, 0xe9]]))).toMatchObject({ value: "aé", problems: [{ kind: "text-replaced" }] });
});

test("a list of which nothing can be read is an error all the same", () => {
  for (const text of ["", "bplist00", "<plist>", "<plist><string>abc", "<unknown/>"]) {
    expect(() => salvage(new TextEncoder().encode(text)), text).toThrow(expect.objectContaining({ name: "FormatError" }));
  }
});

test("keeps a bounded number of problems, and stops after too many failures", () => {
  const bad = assembleBinary([[0xaf, 0x11, 0x10, 0x00, ...new Array(4096).fill(1)], [0x01]]);
  expect(salvage(bad).problems).toHaveLength(100);
  const hopeless = assembleBinary([[0xaf, 0x12, 0, 1, 0, 0, ...new Array(65_536).fill(1)], [0x01]]);
  expect(() => salvage(hopeless)).toThrow(expect.objectContaining({ code: "limit" }));
});
