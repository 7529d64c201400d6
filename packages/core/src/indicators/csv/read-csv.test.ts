import fc from "fast-check";
import { expect, test } from "vitest";
import { loadIndicators } from "../load.ts";
import { csvRows } from "./parse-csv.ts";

const load = (text: string) => loadIndicators("table.csv", new TextEncoder().encode(text), "option");
const told = (text: string): string[] => load(text).indicators.map(({ type, value, families }) => [type, value, ...families].join(" "));

test.each<[string, string[]]>([
  ["domain,family\nevil.example,Horse\n", ["domain-name:value evil.example Horse"]],
  ["domain;family\r\nevil.example;Horse\r\n", ["domain-name:value evil.example Horse"]],
  ["family\tIP Address\nHorse\t198.51.100.7", ["ipv4-addr:value 198.51.100.7 Horse"]],
  ["ip\n198.51.100.0/24", ["stix:pattern [ipv4-addr:value ISSUBSET '198.51.100.0/24']"]],
  ["domain\nevil[.]example", ["domain-name:value evil.example"]],
  [
    `type,indicator\nhostname,evil.example\nmd5,${"ab".repeat(16)}`,
    ["domain-name:value evil.example", `file:hashes.MD5 ${"ab".repeat(16)}`],
  ],
  ["ioc_type,ioc\nprocess:name,evild\n,https://evil.example/x", ["process:name evild", "url:value https://evil.example/x"]],
  [
    `SHA256,Package Name,Certificate,Version,App\n${"ab".repeat(32)},com.x.evil,${"CD".repeat(20)},9,1Spy`,
    [`file:hashes.SHA-256 ${"ab".repeat(32)}`, "app:id com.x.evil", `app:cert.sha1 ${"CD".repeat(20)}`],
  ],
  ['# a feed\n# "first_seen","url","threat"\n"2026","https://evil.example/a,b","Horse"\n', ["url:value https://evil.example/a,b Horse"]],
  ["\ufeffurl\nhttps://evil.example/x", ["url:value https://evil.example/x"]],
  [`hash,link\n${"ab".repeat(20)},https://lab.example/`, [`file:hashes.SHA-1 ${"ab".repeat(20)}`]],
])("reads the table %j", (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test("keeps what other columns say, and the marking of all", () => {
  const { indicators, pack } = load(
    "domain,reference,confidence,tlp,valid_until\na.example,https://lab.example/x,80,TLP:AMBER,2027-01-01\nb.example,,,green,\n",
  );
  expect(indicators).toMatchObject([
    { references: ["https://lab.example/x"], confidence: 80, tlp: "amber", validUntil: "2027-01-01" },
    { references: [], tlp: "green" },
  ]);
  expect(pack.tlp).toBe("amber");
});

test("names cells that cannot be looked for", () => {
  expect(load("indicator\nevil.example\nsome words here\n").notEvaluable).toEqual([{ reason: "untyped-line", text: "some words here" }]);
  expect(load("md5\nnothex\n").notEvaluable).toEqual([{ reason: "value", text: "nothex" }]);
});

test("takes a list without a header for a list", () => {
  expect(told("# domain list\nevil.example\nevild\n")).toEqual(["domain-name:value evil.example", "process:name evild"]);
});

test("reads every table that quotes as RFC 4180 says", () => {
  const cell = fc.string().map((text) => text.trim());
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
  fc.assert(
    fc.property(rows, fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n"), (table, delimiter, end) => {
      const text = table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join(end);
      expect([...csvRows(text, delimiter)]).toEqual(table);
    }),
  );
});
