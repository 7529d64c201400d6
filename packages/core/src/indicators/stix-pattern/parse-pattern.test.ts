import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePattern } from "./parse-pattern.ts";
import {
  type Comparison,
  type Literal,
  MAX_PATTERN_DEPTH,
  MAX_PATTERN_LENGTH,
  MAX_PATTERN_VALUES,
  type ObjectPath,
  type Pattern,
  PatternError,
} from "./pattern.ts";
import { printPattern } from "./print-pattern.ts";

const errorOf = (text: string): unknown => {
  try {
    parsePattern(text);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe("the examples of the STIX 2.1 specification, section 9.8", () => {
  test.each([
    "[file:hashes.'SHA-256' = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f']",
    "[email-message:from_ref.value MATCHES '.+\\\\@example\\\\.com$' AND email-message:body_multipart[*].body_raw_ref.name MATCHES '^Final Report.+\\\\.exe$']",
    "[file:hashes.'SHA-256' = 'aec0' AND file:mime_type = 'application/x-pdf']",
    "[file:hashes.MD5 = '79054025255fb1a26e4bc422aef54eb4'] FOLLOWEDBY [windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\foo\\\\bar'] WITHIN 300 SECONDS",
    "[user-account:account_type = 'unix' AND user-account:user_id = '1007' AND user-account:account_login = 'Peter']",
    "[artifact:mime_type = 'application/vnd.tcpdump.pcap' AND artifact:payload_bin MATCHES '\\\\xd4\\\\xc3\\\\xb2\\\\xa1\\\\x02\\\\x00\\\\x04\\\\x00']",
    "[file:name = 'foo.dll' AND file:parent_directory_ref.path = 'C:\\\\Windows\\\\System32']",
    "[file:extensions.'windows-pebinary-ext'.sections[*].entropy > 7.0]",
    "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '203.0.113.33/32']",
    "[domain-name:value = 'www.5z8.info' AND domain-name:resolves_to_refs[*].value = '198.51.100.1']",
    "[x509-certificate:issuer = 'CN=WEBMAIL' AND x509-certificate:serial_number = '4c:0b:1d:19:74:86:a7:66']",
    "[windows-registry-key:values[*].data NOT IN ('a', 'b') OR process:x_n IN (1, -2.5, true, t'2016-01-01T00:00:00Z', h'ff', b'AA==')]",
    "([file:name = 'a'] AND [file:name = 'b']) REPEATS 5 TIMES START t'2016-01-01T00:00:00Z' STOP t'2017-01-01T00:00:00Z'",
    "[network-traffic:src_ref.value ISSUBSET '2001:0db8:dead:beef:0000:0000:0000:0000/64' OR ipv4-addr:value ISSUPERSET '198.51.100.0/27']",
    "( [(network-traffic:dst_port IN(443,6443,8443) AND network-traffic:src_packets != 0) ])",
    "([x:y = '1']) WITHIN 5 SECONDS REPEATS 2 TIMES",
    "([x:y = '1'] WITHIN 5 SECONDS) WITHIN 6 SECONDS",
    "([x:y = '1'] REPEATS 2 TIMES) REPEATS 2 TIMES",
    "[x:y = 1] START t'2016-06-01T01:30:00.123Z' STOP t'2016-06-01T02:20:00.123Z' OR [x:z = '2'] START '2016-06-01' STOP '2016-06-02'",
    "[x-usb-device:usbdrive.serial_number = '57']",
    "[network-connection:extended_properties[0].source_payload MATCHES 'dGVz']",
    "[file:hashes[*] = '8665c8d477534008b3058b72e2dae8ae']",
    "[file:extended_properties.'ntfs-ext'.sid = '234']",
    "[file:name /* why */ = 'a' // and so on\n OR file:name='/*b*/']",
    "[process:command_line MATCHES'^.+>-add$'] FOLLOWEDBY [process:command_line MATCHES'^x'] WITHIN 300 SECONDS",
    "[EXISTS file:name OR NOT EXISTS file:size]",
    "[file:size != 3 AND file:size <> 4 AND file:size == 5 AND file:size <= 6 AND file:size >= 7 AND file:size < 8 AND NOT EXISTS file:x]",
  ])("reads %s and writes it so that it reads the same", (text) => {
    const pattern = parsePattern(text);
    expect(parsePattern(printPattern(pattern))).toEqual(pattern);
  });
});

test("binds AND tighter than OR, and FOLLOWEDBY loosest", () => {
  const shape = (text: string): unknown => {
    const walk = (node: Pattern | Comparison): unknown => {
      if (node.kind === "observation") return walk(node.test);
      if (node.kind === "comparison") return node.values[0]!.text;
      return "operands" in node ? [node.kind, ...node.operands.map(walk)] : node.kind;
    };
    return walk(parsePattern(text));
  };
  expect(shape("[a:b=1 OR a:b=2 AND a:b=3]")).toEqual(["or", "1", ["and", "2", "3"]]);
  expect(shape("[(a:b=1 OR a:b=2) AND a:b=3]")).toEqual(["and", ["or", "1", "2"], "3"]);
  expect(shape("[a:b=1] FOLLOWEDBY [a:b=2] OR [a:b=3] AND [a:b=4]")).toEqual(["followed-by", "1", ["or", "2", ["and", "3", "4"]]]);
});

test("keeps an equals sign, quotes and backslashes of a value", () => {
  expect(parsePattern("[url:value = 'https://e.example/?a=b=c&d=\\'x\\\\y']")).toEqual({
    kind: "observation",
    test: {
      kind: "comparison",
      path: { type: "url", steps: [{ name: "value" }] },
      operator: "=",
      isNegated: false,
      values: [{ type: "string", text: "https://e.example/?a=b=c&d='x\\y" }],
    },
  });
});

test.each([
  "",
  "[",
  "[]",
  "a:b='1'",
  "[a:b='1'",
  "[a:b='1']]",
  "[a='1']",
  "[a:b='1]",
  "[a:b=x]",
  "[a:b LIKE 3]",
  "[a:b='1' AND]",
  "[NOT a:b='1']",
  "[a:b IN ()]",
  "[a:b='1'] WITHIN 5",
  "[a:b[x]='1']",
  '[a:b="1"]',
  "[a:b='\\n']",
  "([a:b='1']",
  "[x:y == t'2457-73-22T32:81:84.1Z']",
  "[x:y = t'2024-13-01T12:00:00Z']",
  "[x:y = t'2024-01-32T12:00:00Z']",
  "[x:y = t'2024-01-15T24:00:00Z']",
  "[x:y = t'2024-01-15T12:30:45']",
  "[x:y = b'====']",
  "[x:y = h'f']",
  "[x:y =? 'z']",
  "[x.y = 1]",
  "[x:y MATCHES /.*/]",
  "[x:y = 1] within 2 seconds",
  "[x:y = 1] WITHIN ]",
  "[x:y = 1] WITHIN 5 HOURS",
  "[x:y = 1] WITHIN -5 SECONDS",
  "[x:y = 1] REPEATS 0 TIMES",
  "[x:y = 1] REPEATS 1.5 TIMES",
  "[x:y = 1] WITHIN 5 SECONDS WITHIN 6 SECONDS",
  "([x:y = 1] REPEATS 2 TIMES REPEATS 3 TIMES)",
  "[x:y = 1] START t'2016-06-01T00:00:00Z' STOP t'2016-06-02T00:00:00Z' START t'2016-06-01T00:00:00Z' STOP t'2016-06-02T00:00:00Z'",
  "[x:y[-1] = 1]",
  "[x:y = 1] /* open",
])("refuses %s", (text) => {
  expect(errorOf(text)).toMatchObject({ code: "pattern-syntax" });
});

test("refuses what is too deep or too long before it costs", () => {
  const nested = (depth: number): string => `[${"(".repeat(depth)}a:b='1'${")".repeat(depth)}]`;
  expect(parsePattern(nested(MAX_PATTERN_DEPTH))).toMatchObject({ kind: "observation" });
  expect(errorOf(nested(MAX_PATTERN_DEPTH + 1))).toMatchObject({ code: "pattern-limit" });
  expect(errorOf("(".repeat(MAX_PATTERN_LENGTH))).toMatchObject({ code: "pattern-limit" });
  expect(errorOf(`[a:b IN (${"1,".repeat(MAX_PATTERN_VALUES)}1)]`)).toMatchObject({ code: "pattern-limit" });
  expect(errorOf(" ".repeat(MAX_PATTERN_LENGTH + 1))).toMatchObject({ code: "pattern-limit" });
});

test("reads ten thousand alternatives", () => {
  const text = `[${Array.from({ length: 10_000 }, (_, n) => `domain-name:value='${n}.example'`).join(" OR ")}]`;
  expect(parsePattern(text)).toMatchObject({ kind: "observation", test: { kind: "or", operands: { length: 10_000 } } });
});

const KEYWORDS = /^(?:true|false)$/;
const name = fc.oneof(
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/).filter((text) => !KEYWORDS.test(text)),
  fc.string({ minLength: 1 }),
);
const step = fc.oneof(
  name.map((text) => ({ name: text })),
  fc.constantFrom("*", "0", "12").map((index) => ({ index })),
);
const path: fc.Arbitrary<ObjectPath> = fc.record({
  type: fc.constantFrom("file", "domain-name", "x-custom", "t"),
  steps: fc.tuple(name, fc.array(step, { maxLength: 3 })).map(([first, rest]) => [{ name: first }, ...rest]),
});
const string: fc.Arbitrary<Literal> = fc.string({ unit: "binary" }).map((text) => ({ type: "string", text }));
const literal: fc.Arbitrary<Literal> = fc.oneof(
  string,
  fc.integer().map((n): Literal => ({ type: "integer", text: String(n) })),
  fc.boolean().map((flag): Literal => ({ type: "boolean", text: String(flag) })),
  fc.constantFrom<Literal>(
    { type: "timestamp", text: "2016-01-01T00:00:00Z" },
    { type: "hex", text: "ff00" },
    { type: "binary", text: "AA==" },
    { type: "float", text: "-1.5" },
  ),
);
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({
    kind: fc.constant("comparison" as const),
    path,
    operator: fc.constantFrom("=", "!=", "<", "<=", ">", ">=" as const),
    isNegated: fc.boolean(),
    values: literal.map((one) => [one]),
  }),
  fc.record({
    kind: fc.constant("comparison" as const),
    path,
    operator: fc.constant("IN" as const),
    isNegated: fc.boolean(),
    values: fc.array(literal, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant("comparison" as const),
    path,
    operator: fc.constantFrom("LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET" as const),
    isNegated: fc.boolean(),
    values: string.map((one) => [one]),
  }),
  fc.record({ kind: fc.constant("exists" as const), path, isNegated: fc.boolean() }),
);
const { test: tests } = fc.letrec<{ test: Comparison }>((tie) => ({
  test: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    comparison,
    fc.record({ kind: fc.constantFrom("and" as const, "or" as const), operands: fc.array(tie("test"), { minLength: 2, maxLength: 3 }) }),
  ),
}));
const { pattern: patterns } = fc.letrec<{ pattern: Pattern }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("observation" as const), test: tests }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const, "followed-by" as const),
      operands: fc.array(tie("pattern"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("qualified" as const),
      pattern: tie("pattern"),
      qualifier: fc.constantFrom(
        { kind: "within" as const, seconds: "30" },
        { kind: "repeats" as const, times: "2" },
        { kind: "start-stop" as const, start: "a", stop: "b" },
      ),
    }),
  ),
}));

test("reads every pattern that it writes", () => {
  fc.assert(
    fc.property(patterns, (pattern) => {
      expect(parsePattern(printPattern(pattern))).toEqual(pattern);
    }),
  );
});

test("reads or refuses any text, and fails in no other way", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom("[", "]", "(", ")", "a:b", "=", "'x'", " AND ", " OR ", "NOT ", "IN", "t'", "\\", "*", ".", "WITHIN 3 SECONDS"),
    ),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const error = errorOf(parts.join(""));
      expect(error === undefined || error instanceof PatternError).toBe(true);
    }),
  );
});
