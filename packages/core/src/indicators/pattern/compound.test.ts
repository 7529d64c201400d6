import { expect, test } from "vitest";
import type { Indicator, Pack } from "../../model/indicator.ts";
import type { Observable, ObservableType, Role } from "../../model/observable.ts";
import { fromTransfer, toTransfer } from "../index-transfer.ts";
import { buildIndex, createMatcher, type Match } from "../indicator-index.ts";
import { MAX_WATCHING_BRACKETS } from "./pattern-keys.ts";

const PACK: Pack = {
  id: "p",
  title: "P",
  class: "mercenary",
  publisher: "Lab",
  source: "x",
  licence: "x",
  sha256: "12".repeat(32),
  origin: "option",
};
const indicator = (value: string): Indicator => ({ type: "stix:pattern", value, pattern: value, pack: "p", families: [], references: [] });
const seen = (type: ObservableType, value: string, role: Role = "listed"): Observable => ({ type, role, value });

/** What one record meets of one pattern, parts that nobody published left out. */
function meets(pattern: string, ...observables: readonly Observable[]): readonly Match[] {
  const index = buildIndex([indicator(pattern)], [PACK]);
  expect(index.unusable).toEqual([]);
  const matcher = createMatcher(index, { platform: "ios", cuts: { "process:name": 16 } });
  const met: Match[] = [];
  matcher.findAll(observables, (match) => {
    if (!matcher.isPart(match.indicator)) met.push(match);
  });
  return met;
}

test.each<[string, boolean, ...Observable[]]>([
  ["[domain-name:value LIKE '%.evil.example']", true, seen("url:value", "https://A.Evil.example/x")],
  ["[domain-name:value LIKE '%.evil.example']", false, seen("url:value", "https://evil.example/x")],
  ["[domain-name:value LIKE '%.evil.example']", false, seen("url:value", "https://ok.example/?u=a.evil.example")],
  ["[domain-name:value MATCHES '^c2-[0-9]{3}\\\\.example$']", true, seen("domain-name:value", "C2-007.example")],
  ["[domain-name:value MATCHES '^c2-[0-9]{3}\\\\.example$']", false, seen("domain-name:value", "c2-07.example")],
  ["[url:value MATCHES '/gate\\\\?id=[0-9a-f]{4}$']", true, seen("url:value", "https://x.example/gate?id=00ff")],
  ["[ipv4-addr:value ISSUBSET '198.51.100.0/27']", true, seen("ipv4-addr:value", "198.51.100.31")],
  ["[ipv4-addr:value ISSUBSET '198.51.100.0/27']", false, seen("ipv4-addr:value", "198.51.100.32")],
  ["[ipv4-addr:value ISSUBSET '198.51.100.0/27']", true, seen("url:value", "http://198.51.100.1:8080/")],
  ["[network-traffic:dst_ref.value ISSUBSET '2001:db8:dead:beef::/64']", true, seen("ipv6-addr:value", "2001:DB8:dead:beef::7")],
  ["[network-traffic:dst_ref.value ISSUBSET '2001:db8:dead:beef::/64']", false, seen("ipv6-addr:value", "2001:db8:dead:bee0::7")],
  ["[file:path LIKE '/var/tmp/evil%']", true, seen("file:path", "/private/var/tmp/evil-1/x")],
  ["[file:path LIKE '/tmp/evil%']", true, seen("file:path", "/private/var/tmp/evil-1/x")],
  ["[file:path MATCHES '^/var/tmp/evil']", true, seen("file:path", "/private/var/tmp/evil-1/x")],
  ["[process:name LIKE 'evil%d']", true, seen("process:name", "evil_d/com.x.y")],
  ["[process:name LIKE 'evil%d']", false, seen("process:name", "EVIL_D")],
  ["[file:name = 'evil.dylib' AND file:path NOT LIKE '/System/%']", true, seen("file:path", "/private/var/evil.dylib")],
  ["[file:name = 'evil.dylib' AND file:path NOT LIKE '/System/%']", false, seen("file:path", "/System/Library/evil.dylib")],
  [
    "[process:name = 'evild' AND domain-name:value != 'ok.example']",
    true,
    seen("process:name", "evild"),
    seen("url:value", "http://x.example/"),
  ],
  [
    "[process:name = 'evild' AND domain-name:value != 'ok.example']",
    false,
    seen("process:name", "evild"),
    seen("url:value", "http://ok.example/"),
  ],
  ["[process:name = 'evild' AND EXISTS domain-name:value]", false, seen("process:name", "evild")],
  ["[process:name = 'evild' AND NOT EXISTS domain-name:value]", true, seen("process:name", "evild")],
  [
    "[process:name = 'evild' AND domain-name:value = 'evil.example']",
    true,
    seen("process:name", "evild"),
    seen("domain-name:value", "a.evil.example"),
  ],
  ["[process:name = 'evild' AND domain-name:value = 'evil.example']", false, seen("process:name", "evild")],
  ["[process:name = 'evild' AND domain-name:value = 'evil.example']", false, seen("domain-name:value", "evil.example")],
  ["[file:name = 'foo.dll' AND file:parent_directory_ref.path = '/tmp']", true, seen("file:path", "/var/tmp/foo.dll")],
  ["[file:name = 'foo.dll' AND file:parent_directory_ref.path = '/tmp']", false, seen("file:path", "/var/tmp/x/foo.dll")],
  [
    "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '203.0.113.33/32']",
    true,
    seen("ipv4-addr:value", "203.0.113.33"),
  ],
  [
    "[(process:name = 'evild' OR process:name = 'worsed') AND (file:name LIKE 'stage%' OR app:id = 'com.x.evil')]",
    true,
    seen("process:name", "worsed"),
    seen("app:id", "COM.X.EVIL"),
  ],
])("%s: %s", (pattern, expected, ...observables) => {
  expect(meets(pattern, ...observables)).toHaveLength(expected ? 1 : 0);
});

test("a name met only inside a path, or cut, is no part of a pattern", () => {
  const pattern = "[process:name = 'evil-daemon-of-old' AND EXISTS file:path]";
  expect(meets(pattern, seen("file:path", "/private/var/evil-daemon-of-old/x"))).toEqual([]);
  expect(meets(pattern, seen("process:name", "evil-daemon-of-o"), seen("file:path", "/private/var/x"))).toEqual([]);
  expect(meets(pattern, seen("process:name", "evil-daemon-of-old"), seen("file:path", "/private/var/x"))).toHaveLength(1);
});

test("says whether all of it was named, and shows the part that tells most", () => {
  const hash = "ab".repeat(32);
  const both = [seen("file:path", "/private/var/evil.dylib"), seen("file:hashes.SHA-256", hash, "written")];
  expect(meets(`[file:name = 'evil.dylib' AND file:hashes.'SHA-256' = '${hash}']`, ...both)).toEqual([
    { indicator: 0, manner: "joined", type: "file:hashes.SHA-256", value: hash },
  ]);
  expect(meets("[file:name = 'evil.dylib' AND file:path LIKE '/var/%']", ...both)).toEqual([
    { indicator: 0, manner: "pattern", type: "file:name", value: "evil.dylib" },
  ]);
});

test("values that only a pattern names are parts, and those published beside it are not", () => {
  const pattern = "[process:name = 'evild' AND domain-name:value = 'evil.example']";
  const index = buildIndex([indicator(pattern), { ...indicator("evild"), type: "process:name" }], [PACK]);
  const matcher = createMatcher(index, { platform: "ios", cuts: {} });
  const parts: boolean[] = [];
  matcher.findAll([seen("process:name", "evild"), seen("domain-name:value", "evil.example")], ({ indicator: entry }) => {
    parts.push(matcher.isPart(entry));
  });
  expect(parts).toEqual([false, true, false]);
  expect(index.counts.entries).toBe(2);
});

test("matches in another process as in this one", () => {
  const index = fromTransfer(structuredClone(toTransfer(buildIndex([indicator("[domain-name:value LIKE '%.evil.example']")], [PACK]))));
  const met: Match[] = [];
  createMatcher(index, { platform: "ios", cuts: {} }).findAll([seen("domain-name:value", "a.evil.example")], (match) => met.push(match));
  expect(met).toHaveLength(1);
});

test("evaluates so many patterns that look at everything, and names the others", () => {
  const many = Array.from({ length: MAX_WATCHING_BRACKETS + 2 }, (_, n) => indicator(`[domain-name:value LIKE '%.evil${n}.example']`));
  const index = buildIndex(many, [PACK]);
  expect(index.unwatched).toHaveLength(2);
  expect(index.counts.entries).toBe(MAX_WATCHING_BRACKETS);
});
