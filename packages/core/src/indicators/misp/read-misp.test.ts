import { expect, test } from "vitest";
import { IndicatorError } from "../indicator-error.ts";
import { loadIndicators } from "../load.ts";
import { readMispManifest } from "./read-misp.ts";

const load = (json: unknown) => loadIndicators("event.json", new TextEncoder().encode(JSON.stringify(json)), "option");
const attribute = (type: string, value: string, more: object = {}) => ({ type, value, to_ids: true, ...more });
const event = (attributes: object[], more: object = {}) => ({
  Event: { info: "Horses seen", date: "2026-01-02", Orgc: { name: "A Lab" }, Attribute: attributes, ...more },
});

test.each<[string, string, [string, string][]]>([
  ["domain", "evil.example", [["domain-name:value", "evil.example"]]],
  ["hostname", "a.evil.example", [["domain-name:value", "a.evil.example"]]],
  ["ip-dst", "198.51.100.7", [["ipv4-addr:value", "198.51.100.7"]]],
  ["ip-src", "2001:db8::7", [["ipv6-addr:value", "2001:db8::7"]]],
  ["ip-dst", "198.51.100.0/24", [["stix:pattern", "[ipv4-addr:value ISSUBSET '198.51.100.0/24']"]]],
  [
    "domain|ip",
    "evil.example|198.51.100.7",
    [
      ["domain-name:value", "evil.example"],
      ["ipv4-addr:value", "198.51.100.7"],
    ],
  ],
  ["ip-dst|port", "198.51.100.7|8443", [["ipv4-addr:value", "198.51.100.7"]]],
  ["url", "https://evil.example/x", [["url:value", "https://evil.example/x"]]],
  ["email-src", "a@evil.example", [["email-addr:value", "a@evil.example"]]],
  ["sha256", "ab".repeat(32), [["file:hashes.SHA-256", "ab".repeat(32)]]],
  ["filename|md5", `x.bin|${"cd".repeat(16)}`, [["file:hashes.MD5", "cd".repeat(16)]]],
  ["filename", "evil.dylib", [["file:name", "evil.dylib"]]],
  ["x509-fingerprint-sha1", "ab".repeat(20), [["app:cert.sha1", "ab".repeat(20)]]],
  ["mobile-application-id", "com.x.evil", [["app:id", "com.x.evil"]]],
  ["phone-number", "+1 555 0100 99", [["phone-number:value", "+1 555 0100 99"]]],
  ["stix2-pattern", "[process:name = 'evild']", [["process:name", "evild"]]],
])("reads %s %s", (type, value, expected) => {
  expect(load(event([attribute(type, value)])).indicators.map((one) => [one.type, one.value])).toEqual(expected);
});

test.each<[object, string]>([
  [attribute("domain", "evil.example", { to_ids: false }), "not-for-detection"],
  [attribute("yara", "rule x {}"), "pattern-language"],
  [attribute("regkey", "HKLM"), "object-path"],
  [attribute("md5", "nothex"), "value"],
  [attribute("stix2-pattern", "[file:size > 3]"), "object-path"],
  [attribute("stix2-pattern", "["), "pattern-syntax"],
  [attribute("domain|ip", "evil.example|"), "value"],
])("names why %j takes no part", (one, reason) => {
  expect(load(event([one]))).toMatchObject({ indicators: [], notEvaluable: [{ reason }] });
});

test("takes family, maker, date and marking from the event, and closer ones from the attribute", () => {
  const galaxy = { Galaxy: [{ type: "malpedia", GalaxyCluster: [{ type: "malpedia", value: "Horse" }] }], Tag: [{ name: "tlp:green" }] };
  const own = attribute("domain", "b.example", { Tag: [{ name: "tlp:red" }, { name: 'misp-galaxy:threat-actor="Stable"' }] });
  const { pack, indicators } = load(event([attribute("domain", "a.example"), own], galaxy));
  expect(pack).toMatchObject({ title: "Horses seen", publisher: "A Lab", date: "2026-01-02", tlp: "green" });
  expect(indicators).toMatchObject([
    { families: ["Horse"], tlp: "green" },
    { families: ["Stable"], tlp: "red" },
  ]);
  expect(load(event([attribute("domain", "a.example")])).indicators[0]!.families).toEqual(["Horses seen"]);
});

test("reads objects within events, exports and lists of events, and counts what was deleted", () => {
  const withObject = event([attribute("domain", "a.example", { deleted: true })], {
    Object: [
      { name: "file", Attribute: [attribute("md5", "ab".repeat(16))] },
      { deleted: true, Attribute: [attribute("domain", "c.example")] },
    ],
  });
  expect(load(withObject)).toMatchObject({ indicators: [{ type: "file:hashes.MD5" }], revoked: 1 });
  expect(load({ response: [withObject, event([attribute("domain", "b.example")])] }).indicators).toHaveLength(2);
  expect(load([event([attribute("domain", "b.example")])]).indicators).toHaveLength(1);
  expect(() => load({ response: [] })).toThrow(IndicatorError);
});

test("knows a feed's manifest by its form", () => {
  const id = "5c0f1b2a-0000-4000-8000-0123456789ab";
  expect(readMispManifest(JSON.stringify({ [id]: { info: "x" } }))).toEqual([`${id}.json`]);
  for (const text of ["", "{}", "[]", '{"x":{}}', `{"${id}":1}`]) expect(readMispManifest(text)).toBeUndefined();
});
