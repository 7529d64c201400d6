import fc from "fast-check";
import { describe, expect, test } from "vitest";
import sentences from "../messages/en/indicators.ts";
import { ENDING } from "./indicator-columns.ts";
import { INDICATOR_ERROR_CODES, IndicatorError } from "./indicator-error.ts";
import { type LoadedIndicators, loadIndicators } from "./load.ts";
import { NOT_EVALUABLE_REASONS } from "./not-evaluable.ts";
import { planPattern } from "./pattern/plan-pattern.ts";
import { createPlainReader } from "./stix/plain-pattern.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const load = (content: unknown, name = "some/Feed One.stix2"): LoadedIndicators =>
  loadIndicators(name, bytesOf(typeof content === "string" ? content : JSON.stringify(content)), "option");

const codeOf = (content: string | Uint8Array): unknown => {
  try {
    loadIndicators("x", typeof content === "string" ? bytesOf(content) : content, "option");
    return undefined;
  } catch (error) {
    return error instanceof IndicatorError ? error.code : error;
  }
};

const indicator = (id: string, pattern: string, more: object = {}) => ({
  type: "indicator",
  id: `indicator--${id}`,
  pattern,
  pattern_type: "stix",
  ...more,
});
const relationship = (source: string, target: string) => ({
  type: "relationship",
  id: `relationship--${source}`,
  relationship_type: "indicates",
  source_ref: source,
  target_ref: target,
});
const bundle = (...objects: object[]) => ({ type: "bundle", id: "bundle--1", objects });

describe("a STIX bundle", () => {
  const loaded = load(
    bundle(
      { type: "identity", id: "identity--1", name: "A Laboratory" },
      { type: "malware", id: "malware--1", name: "Winged Horse", modified: "2024-05-06T07:08:09.000Z" },
      { type: "report", id: "report--1", name: "A report", object_refs: ["indicator--b", "indicator--a"] },
      indicator("a", "[domain-name:value='evil.example']", {
        created_by_ref: "identity--1",
        valid_until: "2025-01-01T00:00:00Z",
        external_references: [{ source_name: "x", url: "https://lab.example/report" }, { source_name: "y" }, { url: "javascript:x" }],
      }),
      indicator("b", `[file:hashes.'SHA-256'='${"ab".repeat(32)}']`),
      indicator("c", "[url:value='https://e.example/?a=b=c'] OR [ipv4-addr:value='198.51.100.1/32']"),
      indicator("d", "[process:name='gone']", { revoked: true }),
      indicator("e", "rule x { condition: true }", { pattern_type: "yara" }),
      indicator("f", "[domain-name:value='a.example' AND file:name='x']"),
      indicator("g", "[windows-registry-key:key='x']"),
      indicator("h", "[file:hashes.MD5='nothex']"),
      indicator("i", "[broken"),
      indicator("j", "[network-traffic:dst_ref.value='2001:db8::1']"),
      relationship("indicator--a", "malware--1"),
    ),
  );

  test("gives each indicator its family, references and validity", () => {
    expect(loaded.indicators[0]).toEqual({
      type: "domain-name:value",
      value: "evil.example",
      pattern: "[domain-name:value='evil.example']",
      pack: loaded.pack.id,
      families: ["Winged Horse"],
      references: ["https://lab.example/report"],
      validUntil: "2025-01-01T00:00:00Z",
    });
  });

  test("takes the report's name where no family is named", () => {
    expect(loaded.indicators[1]).toMatchObject({ type: "file:hashes.SHA-256", families: ["A report"] });
  });

  test("takes alternatives apart and keeps every equals sign", () => {
    expect(loaded.indicators.slice(2).map(({ type, value }) => [type, value])).toEqual([
      ["url:value", "https://e.example/?a=b=c"],
      ["ipv4-addr:value", "198.51.100.1/32"],
      ["ipv6-addr:value", "2001:db8::1"],
    ]);
  });

  test("counts what was revoked and names what cannot be evaluated", () => {
    expect(loaded.revoked).toBe(1);
    expect(loaded.notEvaluable.map(({ reason }) => reason)).toEqual([
      "pattern-language",
      "value",
      "object-path",
      "value",
      "pattern-syntax",
    ]);
    expect(loaded.notEvaluable[1]!.text).toBe("[domain-name:value='a.example' AND file:name='x']");
  });

  test("describes the pack", () => {
    expect(loaded.pack).toMatchObject({
      title: "Winged Horse",
      class: "unclassified",
      publisher: "A Laboratory",
      date: "2024-05-06",
      origin: "option",
      source: "some/Feed One.stix2",
    });
    expect(loaded.pack.id).toBe(`feed-one-${loaded.pack.sha256.slice(0, 8)}`);
  });
});

test("knows the SHA-256 of what it read", () => {
  expect(load("abc").pack.sha256).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("reads a TAXII envelope and a bare list of objects", () => {
  const one = indicator("a", "[domain-name:value='evil.example']");
  expect(load({ more: false, objects: [one] }).indicators).toHaveLength(1);
  expect(load([one]).indicators).toHaveLength(1);
  expect(load({ type: "bundle", id: "bundle--1" }).indicators).toHaveLength(0);
});

test("lets the caller say what the file does not", () => {
  const loaded = loadIndicators("x.stix2", bytesOf(JSON.stringify(bundle(indicator("a", "[app:id='com.x.y']")))), "default", {
    id: "known",
    class: "mercenary",
    publisher: "P",
  });
  expect(loaded.pack).toMatchObject({ id: "known", class: "mercenary", publisher: "P" });
  expect(loaded.indicators[0]!.pack).toBe("known");
});

describe("a plain list", () => {
  test.each([
    ["https://evil.example/x", "url:value", "https://evil.example/x"],
    ["hxxps://evil[.]example/x", "url:value", "https://evil.example/x"],
    ["evil.example/x", "url:value", "evil.example/x"],
    ["Evil.Example", "domain-name:value", "Evil.Example"],
    ["evil[.]example  # seen in May", "domain-name:value", "evil.example"],
    ["*.evil.example", "domain-name:value", "*.evil.example"],
    ["bücher.example", "domain-name:value", "bücher.example"],
    ["198.51.100.1", "ipv4-addr:value", "198.51.100.1"],
    ["2001:db8::1", "ipv6-addr:value", "2001:db8::1"],
    ["a@evil.example", "email-addr:value", "a@evil.example"],
    ["ab".repeat(16), "file:hashes.MD5", "ab".repeat(16)],
    ["ab".repeat(20), "file:hashes.SHA-1", "ab".repeat(20)],
    ["AB".repeat(32), "file:hashes.SHA-256", "AB".repeat(32)],
    ["/private/var/tmp/a b", "file:path", "/private/var/tmp/a b"],
    ["+44 20 7946 0000", "phone-number:value", "+44 20 7946 0000"],
    ["com.client.appA", "app:id", "com.client.appA"],
    ["roleaboutd", "process:name", "roleaboutd"],
    ["process:name com.apple.rapports.events", "process:name", "com.apple.rapports.events"],
    [`file:hashes.SHA-256 = ${"ab".repeat(32)}`, "file:hashes.SHA-256", "ab".repeat(32)],
  ])("reads %s as %s", (line, type, value) => {
    expect(load(`# list\n\n  ${line}\r\n`).indicators).toMatchObject([{ type, value }]);
  });

  test("names each line whose type cannot be told", () => {
    const { indicators, notEvaluable } = load("evil.example\ntwo words\n1.2.3\nab:cd\nfile:name x\n10.0.0.0/7\n");
    expect(indicators).toHaveLength(1);
    expect(notEvaluable).toEqual([
      { reason: "untyped-line", text: "two words" },
      { reason: "untyped-line", text: "1.2.3" },
      { reason: "untyped-line", text: "ab:cd" },
      { reason: "value", text: "file:name x" },
      { reason: "value", text: "10.0.0.0/7" },
    ]);
  });
});

test.each<[string, string | Uint8Array]>([
  ["empty", ""],
  ["empty", " \n "],
  ["not-json", "{"],
  ["not-json", '{"objects":[}'],
  ["not-indicators", "[1,2]"],
  ["not-indicators", '{"a":1}'],
  ["not-text", new Uint8Array([0x53, 0x51, 0x4c, 0x00, 0x01])],
  ["not-text", new Uint8Array([0xc3, 0x28, 0x0a])],
])("says %s of what is no indicator file", (code, content) => {
  expect(codeOf(content)).toBe(code);
});

test("reads or refuses damaged bundles, and fails in no other way", () => {
  const text = JSON.stringify(
    bundle(
      { type: "malware", id: "malware--1", name: "N" },
      indicator("a", "[domain-name:value='evil.example']"),
      relationship("indicator--a", "malware--1"),
    ),
  );
  for (let cut = 0; cut < text.length; cut++) expect(["empty", "not-json"]).toContain(codeOf(text.slice(0, cut)));
  const value = fc.jsonValue();
  const object = fc.record(
    {
      type: fc.constantFrom<unknown>("indicator", "malware", "relationship", "report", "identity", 3),
      id: fc.oneof(fc.constantFrom<unknown>("indicator--a", "malware--1", "report--1"), value),
    },
    { requiredKeys: [] },
  );
  const fields = fc.dictionary(
    fc.constantFrom(
      "pattern",
      "pattern_type",
      "revoked",
      "name",
      "object_refs",
      "source_ref",
      "target_ref",
      "external_references",
      "valid_until",
      "created_by_ref",
      "modified",
      "__proto__",
    ),
    fc.oneof(value, fc.constantFrom("indicator--a", "malware--1", "[a:b='c']", "[domain-name:value='x.example']")),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(object, fields).map(([a, b]) => ({ ...a, ...b }))), (objects) => {
      expect([undefined, "not-indicators"]).toContain(codeOf(JSON.stringify({ type: "bundle", objects })));
    }),
  );
});

test("reads a hundred thousand indicators with their relationships", () => {
  const objects: object[] = [{ type: "malware", id: "malware--1", name: "N" }];
  for (let n = 0; n < 100_000; n++)
    objects.push(indicator(String(n), `[domain-name:value='host${n}.example']`), relationship(`indicator--${n}`, "malware--1"));
  const { indicators } = load({ type: "bundle", id: "bundle--1", objects });
  expect(indicators).toHaveLength(100_000);
  expect(indicators[99_999]).toMatchObject({ value: "host99999.example", families: ["N"] });
});

test("has a sentence for every reason and every error", () => {
  for (const reason of NOT_EVALUABLE_REASONS) expect(sentences).toHaveProperty([`not-evaluable/${reason}`]);
  for (const code of INDICATOR_ERROR_CODES) expect(sentences).toHaveProperty([`error/${code}`]);
});

test.each(["[domain-name:value='a.example']", "[ process:name = 'x']", "[file:path='/a b/c']", "[url:value = 'https://e.example/?a=b']"])(
  "reads the plain form %s as the whole parser does",
  (pattern) => {
    const { beginning, type } = createPlainReader(`[x]${pattern}`)(3, pattern.length + 3)!;
    const value = pattern.slice(beginning.length, pattern.length - ENDING.length);
    expect({ usable: [{ type, value }], left: [] }).toEqual(planPattern(pattern));
  },
);

test.each([
  "[network-traffic:dst_ref.value = '198.51.100.1']",
  "[file:hashes.MD5 = 'x']",
  "[domain-name:value = 'a' OR domain-name:value = 'b']",
  "[domain-name:value = 'a\\'b']",
  "[domain-name:value != 'a']",
  "[domain-name:value = 'a'] OR [domain-name:value = 'b']",
  "[windows-registry-key:key = 'a']",
  "[process:name = 'x' ]",
  "[process:name = ']",
])("leaves %s to the whole parser", (pattern) => {
  expect(createPlainReader(pattern)(0, pattern.length)).toBeUndefined();
});
