import fc from "fast-check";
import { expect, test } from "vitest";
import { findUrls, MAX_EMBEDDING_DEPTH, MAX_TEXT_LENGTH, MAX_URL_LENGTH, MAX_URLS_PER_TEXT } from "./find-urls.ts";
import { MAX_ENCODINGS } from "./percent.ts";
import { parseUrl } from "./url.ts";

/** The links of a text that no limit cuts. */
const linksOf = (text: string) =>
  findUrls(text, () => {
    throw new Error("cut");
  });
/** The links of a text, and whether a limit was told of. */
const cutLinksOf = (text: string) => {
  let told = 0;
  const links = findUrls(text, () => told++);
  return { links, told };
};
const urlsIn = (text: string): string[] => linksOf(text).map(({ url, embedded }) => (embedded ? `+ ${url}` : url));

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
  const [link] = linksOf(text);
  expect(link).toMatchObject({ text: "HTTPS://Evil.com/x", embedded: false });
  expect(text.slice(link!.start, link!.end)).toBe(link!.text);
});

test("finds several links of every kind in order", () => {
  expect(urlsIn("a.com b https://c.com/d\nwww.e.com; f.org/g")).toEqual(["a.com/", "https://c.com/d", "www.e.com/", "f.org/g"]);
});

test("cuts a link longer than the limit, keeps its host, and tells", () => {
  const { links, told } = cutLinksOf(`https://evil.com/${"a".repeat(3 * MAX_URL_LENGTH)}`);
  expect(links[0]!.host).toBe("evil.com");
  expect(links[0]!.text.length).toBe(MAX_URL_LENGTH);
  expect(told).toBe(1);
  expect(cutLinksOf(`https://${"a".repeat(MAX_URL_LENGTH)}@evil.com/`).told).toBe(1);
  expect(linksOf(`https://evil.com/${"a".repeat(MAX_URL_LENGTH - 17)}`)).toHaveLength(1);
});

test("stops at the limit of links per text, and tells", () => {
  const { links, told } = cutLinksOf("a.com ".repeat(MAX_URLS_PER_TEXT + 50));
  expect(links).toHaveLength(MAX_URLS_PER_TEXT);
  expect(told).toBe(1);
  expect(linksOf("a.com ".repeat(MAX_URLS_PER_TEXT - 1))).toHaveLength(MAX_URLS_PER_TEXT - 1);
});

test("tells of a text that is longer than is searched", () => {
  const text = `${"a".repeat(MAX_TEXT_LENGTH - 6)} a.com b.com`;
  expect(cutLinksOf(text).told).toBe(1);
});

const nested = (depth: number, core: string): string => {
  let link = core;
  for (let index = 0; index < depth; index++) link = `https://r${index}.com/${link}`;
  return link;
};

test("takes links in links apart to a depth beyond any redirector, and tells of deeper ones", () => {
  const last = (text: string) => linksOf(text).at(-1)!.host;
  expect(last(nested(MAX_EMBEDDING_DEPTH, "https://evil.com/"))).toBe("evil.com");
  const { links, told } = cutLinksOf(nested(MAX_EMBEDDING_DEPTH + 1, "https://evil.com/"));
  expect(links.map(({ host }) => host)).not.toContain("evil.com");
  expect(told).toBe(1);
});

test("takes every encoding off a parameter, and tells of one that was encoded more often than is undone", () => {
  const encoded = (times: number): string => `https://r.com/?u=https:%${"25".repeat(times - 1)}2F%${"25".repeat(times - 1)}2Fevil.com`;
  expect(linksOf(encoded(MAX_ENCODINGS)).map(({ host }) => host)).toContain("evil.com");
  expect(cutLinksOf(encoded(MAX_ENCODINGS + 1)).told).toBe(1);
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
    expect(cutLinksOf(piece.repeat(Math.ceil(1_000_000 / piece.length))).links.length).toBeLessThanOrEqual(
      MAX_URLS_PER_TEXT + MAX_EMBEDDING_DEPTH,
    );
  }
});

test("finds a link again when it stands alone, whatever stood around it", () => {
  const around = fc.constantFrom(" ", "(", ")", '"', "\n", "。", "،", "«", ", ", "<", ">");
  const path = fc.stringMatching(/^[a-z0-9/_-]{0,20}[a-z0-9]$/);
  fc.assert(
    fc.property(around, path, around, (before, tail, after) => {
      const url = `https://evil.com/${tail}`;
      expect(
        linksOf(`${before}${url}${after}`)
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
      for (const { start, end, host } of findUrls(text, () => {})) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(host).not.toBe("");
      }
    }),
  );
});
