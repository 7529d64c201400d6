import { expect, test } from "vitest";
import { MAX_PATTERN_LENGTH } from "../stix-pattern/pattern.ts";
import { MAX_BRACKETS, planPattern } from "./plan-pattern.ts";

const PATTERN = "stix:pattern";
const usable = (text: string): unknown => {
  const plan = planPattern(text);
  return typeof plan === "string"
    ? plan
    : [...plan.usable.map(({ type, value }) => `${type} ${value}`), ...plan.left.map(({ reason }) => reason)];
};

test.each<[string, unknown]>([
  ["[domain-name:value='a.example']", ["domain-name:value a.example"]],
  ["([domain-name:value='a.example'])", ["domain-name:value a.example"]],
  ["[domain-name:value='a.example' OR domain-name:value='b.example']", ["domain-name:value a.example", "domain-name:value b.example"]],
  [
    "[domain-name:value='a.example'] OR ([domain-name:value='b.example'] OR [file:name IN ('c.bin', 'd.bin')])",
    ["domain-name:value a.example", "domain-name:value b.example", "file:name c.bin", "file:name d.bin"],
  ],
  ["[network-traffic:dst_ref.value ISSUBSET '198.51.100.7/32']", ["ipv4-addr:value 198.51.100.7/32"]],
  ["[ipv4-addr:value ISSUPERSET '198.51.100.7']", ["ipv4-addr:value 198.51.100.7"]],
  ["[domain-name:value LIKE 'evil.example']", ["domain-name:value evil.example"]],
  ["[domain-name:value NOT != 'evil.example']", ["domain-name:value evil.example"]],
])("takes %s apart into values", (text, expected) => {
  expect(usable(text)).toEqual(expected);
});

test.each([
  "[domain-name:value LIKE '%.evil.example']",
  "[url:value MATCHES '^https?://[^/]+/evil\\\\?id=[0-9a-f]{8}$']",
  "[ipv4-addr:value ISSUBSET '198.51.100.0/24']",
  "[file:name = 'evil.dylib' AND file:path NOT LIKE '/System/%']",
  "[process:name = 'evild' AND EXISTS domain-name:value]",
  "[process:name = 'evild' AND NOT EXISTS domain-name:value]",
  "[domain-name:value = 'a.example'] AND [process:name = 'evild']",
  "[domain-name:value = 'a.example'] AND ([process:name = 'evild'] OR [file:name = 'evil.bin'])",
  "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '203.0.113.33/32']",
  "[file:name = 'foo.dll' AND file:parent_directory_ref.path = '/private/var/tmp']",
])("keeps %s as a pattern", (text) => {
  expect(usable(text)).toEqual([expect.stringMatching(new RegExp(`^${PATTERN} `))]);
});

test.each<[string, string]>([
  ["[domain-name:value = 'a.example'] FOLLOWEDBY [process:name = 'evild']", "pattern-sequence"],
  ["[domain-name:value = 'a.example'] WITHIN 5 SECONDS", "pattern-qualifier"],
  ["[domain-name:value = 'a.example'] REPEATS 5 TIMES", "pattern-qualifier"],
  ["[domain-name:value = 'a.example'] START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'", "pattern-qualifier"],
  ["[domain-name:value != 'a.example']", "pattern-negation"],
  ["[domain-name:value NOT IN ('a.example', 'b.example')]", "pattern-negation"],
  ["[EXISTS domain-name:value]", "pattern-negation"],
  ["[NOT EXISTS domain-name:value]", "pattern-negation"],
  ["[network-traffic:dst_ref.type = 'ipv4-addr']", "pattern-negation"],
  ["[file:parent_directory_ref.path = '/private/var/tmp']", "pattern-negation"],
  ["[domain-name:value > 'a']", "pattern-operator"],
  ["[ipv4-addr:value ISSUPERSET '198.51.100.0/24']", "pattern-operator"],
  ["[ipv4-addr:value ISSUBSET '0.0.0.0/0']", "value"],
  ["[ipv4-addr:value ISSUBSET '198.51.100.0/33']", "value"],
  ["[domain-name:value ISSUBSET '198.51.100.0/24']", "value"],
  ["[domain-name:value LIKE '%']", "value"],
  ["[domain-name:value LIKE '%.com']", "value"],
  ["[domain-name:value MATCHES '.*']", "value"],
  ["[domain-name:value MATCHES 'x?']", "value"],
  ["[domain-name:value MATCHES '(a)\\\\1']", "expression-not-regular"],
  ["[domain-name:value MATCHES '(']", "expression-syntax"],
  ["[domain-name:value MATCHES '((a{100}){100}){100}']", "expression-limit"],
  [`[file:path LIKE '${"a".repeat(901)}%']`, "expression-limit"],
  ["[windows-registry-key:key = 'x']", "object-path"],
  ["[file:size = 3]", "object-path"],
  ["[file:hashes.MD5 = 'x']", "value"],
  ["[domain-name:value = 3]", "value"],
])("names why %s cannot be evaluated", (text, reason) => {
  expect(usable(text)).toEqual([reason]);
});

test("a pattern of which one part cannot be evaluated is not evaluated as a whole", () => {
  expect(usable("[domain-name:value = 'a.example' AND file:size > 3]")).toEqual(["object-path"]);
  expect(usable("[domain-name:value = 'a.example'] AND [process:name = 'evild'] WITHIN 3 SECONDS")).toEqual(["pattern-qualifier"]);
  expect(usable("[(domain-name:value = 'a.example' OR file:size > 3) AND process:name = 'evild']")).toEqual(["object-path"]);
});

test("an alternative that cannot be evaluated is named, and spoils none of the others", () => {
  const plan = planPattern("[domain-name:value = 'a.example'] OR [file:size > 3] OR [process:name = 'evild']");
  expect(plan).toEqual({
    usable: [
      { type: "domain-name:value", value: "a.example" },
      { type: "process:name", value: "evild" },
    ],
    left: [{ reason: "object-path", text: "[file:size > 3]" }],
  });
});

test("refuses what is no pattern, too long, or joins too many brackets", () => {
  expect(planPattern("[")).toBe("pattern-syntax");
  expect(planPattern(" ".repeat(MAX_PATTERN_LENGTH + 1))).toBe("pattern-limit");
  expect(usable(Array(MAX_BRACKETS).fill("[process:name = 'evild']").join(" AND "))).toHaveLength(1);
  expect(
    usable(
      Array(MAX_BRACKETS + 1)
        .fill("[process:name = 'evild']")
        .join(" AND "),
    ),
  ).toEqual(["pattern-limit"]);
});
