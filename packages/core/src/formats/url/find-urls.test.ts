import fc from "fast-check";
import { expect, test } from "vitest";
import { findUrls, MAX_URL_LENGTH, MAX_URLS_PER_TEXT } from "./find-urls.ts";
import { parseUrl } from "./url.ts";

const urlsIn = (text: string): string[] => findUrls(text).map(({ url, embedded }) => (embedded ? `+ ${url}` : url));

test.each([
  ["(see https://evil.com/a).", "https://evil.com/a"],
  ["<https://evil.com/b>", "https://evil.com/b"],
  ["'https://evil.com/b', said she", "https://evil.com/b"],
  ["**https://evil.com/b**", "https://evil.com/b"],
  ["HTTPS://EVIL.COM/C", "https://evil.com/C"],
  ["hit evil.com/x!", "evil.com/x"],
  ["www.evil.com.", "www.evil.com/"],
  ["link:evil.com:8443", "evil.com:8443/"],
  ["wordhttps://evil.com/x", "https://evil.com/x"],
  ["https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"],
  ["(https://en.wikipedia.org/wiki/A_(b))", "https://en.wikipedia.org/wiki/A_(b)"],
  ["https://bank.com@evil.com/", "https://evil.com/"],
  ["请看https://evil.com/a。谢谢", "https://evil.com/a"],
  ["请看https://evil.com谢谢", "https://evil.com/"],
  ["evil.com谢谢", "evil.com/"],
  ["انظر https://evil.com/a، شكرا", "https://evil.com/a"],
  ["«https://evil.com/a»", "https://evil.com/a"],
  ["https://évil.com/x", "https://xn--vil-9la.com/x"],
  ['{"u":"http:\\/\\/evil.com\\/x\\/y"}', "http://evil.com/x/y"],
  ['<a href="//evil.com/x">', "evil.com/x"],
  ["http://198.51.100.1/x", "http://198.51.100.1/x"],
  ["198.51.100.1:8080", "198.51.100.1:8080/"],
  ["https://[2001:db8::1]/x", "https://[2001:db8::1]/x"],
  ["http://3325256705/", "http://198.51.100.1/"],
  ["https%3A%2F%2Fevil.com", "evil.com/"],
  ["a main.py/x b", "main.py/x"],
])("finds the link in %s", (text, url) => {
  expect(urlsIn(text)).toEqual([url]);
});

test.each([
  "report.txt",
  "main.py and setup.sh",
  "john.doe@evil.com",
  "john@mail.evil.com",
  "com.apple.news",
  "version 17.0.1.2",
  "/private/var/evil.com",
  "C:\\evil.com",
  "3.14",
  "...",
  "a.b.c",
  "Hello.Wurld",
  "http://",
  "://",
  "evil.invalidtld",
])("finds no link in %s", (text) => {
  expect(urlsIn(text)).toEqual([]);
});

test("finds URLs in parameters of URLs, however often they were encoded, and marks them", () => {
  expect(urlsIn("https://t.co/?u=https%3A%2F%2Fevil.com%2Fx%3Fa%3D1&v=2")).toEqual([
    "https://t.co/?u=https%3A%2F%2Fevil.com%2Fx%3Fa%3D1&v=2",
    "+ https://evil.com/x?a=1",
  ]);
  expect(urlsIn("https://t.co/?u=http%253A%252F%252Fevil.com%252F")).toContain("+ http://evil.com/");
  expect(urlsIn("https://web.archive.org/web/2020/https://evil.com/y")).toContain("+ https://evil.com/y");
  expect(urlsIn("itms-services://?action=download-manifest&url=https://evil.com/m.plist")).toEqual(["+ https://evil.com/m.plist"]);
  expect(urlsIn("whatsapp://send?text=evil.com/x")).toEqual(["+ evil.com/x"]);
});

test("says where a link stands and how it was written", () => {
  const text = "go to HTTPS://Evil.com/x, now";
  const [link] = findUrls(text);
  expect(link).toMatchObject({ text: "HTTPS://Evil.com/x", embedded: false });
  expect(text.slice(link!.start, link!.end)).toBe(link!.text);
});

test("finds several links of every kind in order", () => {
  expect(urlsIn("a.com b https://c.com/d\nwww.e.com; f.org/g")).toEqual(["a.com/", "https://c.com/d", "www.e.com/", "f.org/g"]);
});

test("cuts a link longer than the limit and keeps its host", () => {
  const [link] = findUrls(`https://evil.com/${"a".repeat(3 * MAX_URL_LENGTH)}`);
  expect(link!.host).toBe("evil.com");
  expect(link!.text.length).toBe(MAX_URL_LENGTH);
});

test("stops at the limit of links per text", () => {
  expect(findUrls("a.com ".repeat(MAX_URLS_PER_TEXT + 50))).toHaveLength(MAX_URLS_PER_TEXT);
});

test("ends on hostile text of a megabyte", () => {
  for (const piece of [
    ".",
    "http://",
    "http://a.",
    "(",
    "http://a/(",
    "a@",
    "%3A",
    "é.",
    "\\",
    "https://a.com/?u=https://b.com/?",
    "//a.b",
    "%",
    ".",
  ]) {
    expect(findUrls(piece.repeat(Math.ceil(1_000_000 / piece.length))).length).toBeLessThanOrEqual(MAX_URLS_PER_TEXT + 3);
  }
});

test("finds a link again when it stands alone, whatever stood around it", () => {
  const around = fc.constantFrom(" ", "(", ")", '"', "\n", "。", "،", "«", ", ", "<", ">");
  const path = fc.stringMatching(/^[a-z0-9/_-]{0,20}[a-z0-9]$/);
  fc.assert(
    fc.property(around, path, around, (before, tail, after) => {
      const url = `https://evil.com/${tail}`;
      expect(
        findUrls(`${before}${url}${after}`)
          .filter(({ embedded }) => !embedded)
          .map((link) => link.url),
      ).toEqual([parseUrl(url)!.url]);
    }),
  );
});

test("never fails and never leaves the text, whatever it is", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("http://", "https:", ".", "/", "@", "%2F", "evil.com", "[", "]", "?u=", "\\", ":", "#", "é", "。"),
    ),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join("");
      for (const { start, end, host } of findUrls(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(host).not.toBe("");
      }
    }),
  );
});
