import fc from "fast-check";
import { expect, test } from "vitest";
import type { Indicator } from "../../model/indicator.ts";
import { fromTransfer, toTransfer } from "../index-transfer.ts";
import { IndicatorError } from "../indicator-error.ts";
import { buildIndex } from "../indicator-index.ts";
import { type LoadedIndicators, loadIndicators } from "../load.ts";
import { planPattern } from "../pattern/plan-pattern.ts";

/** Bundles as anybody may write them, against what the platform's parser and the whole grammar of patterns make of the same. */

type Json = Readonly<Record<string, unknown>>;

const uuid = fc.integer({ min: 0, max: 9 }).map((digit) => `0000000${digit}-0000-4000-8000-000000000000`);
const id = (type: string) => uuid.map((text) => `${type}--${text}`);
const value = fc.constantFrom(
  ...["evil.example", "EVIL.example", "a.evil.example", "bücher.example", "198.51.100.1", "x", "listed.example/x", "*.wild.example", ""],
  ...["it's", "b\\c.example", "日本.example", "𝒳.example", "/data/local/tmp/x", "com.bad.app", "https://e.example/?a=b", " evil.example "],
);
const property = fc.constantFrom("domain-name:value", "url:value", "file:path", "process:name", "app:id", "windows-registry-key:key");
const comparison = fc.tuple(property, fc.constantFrom("=", " = ", "= ", " LIKE ", " != "), value).map(([a, b, c]) => `${a}${b}'${c}'`);
const pattern = fc.oneof(
  { weight: 6, arbitrary: comparison.map((one) => `[${one}]`) },
  { weight: 1, arbitrary: comparison.map((one) => `[ ${one} ]`) },
  { weight: 1, arbitrary: fc.tuple(comparison, comparison).map(([a, b]) => `[${a} OR ${b}]`) },
  { weight: 1, arbitrary: fc.tuple(comparison, comparison).map(([a, b]) => `[${a}] AND [${b}]`) },
  { weight: 1, arbitrary: fc.constantFrom("", "']", "'", "[domain-name:value=']", "[domain-name:value='a'] ", "\0") },
);
const date = fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00Z", "2025-12-31");
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const indicator = fc.record({
  type: fc.constant("indicator"),
  id: id("indicator"),
  pattern,
  pattern_type: maybe(fc.constantFrom("stix", "yara")),
  modified: maybe(date),
  revoked: maybe(fc.boolean()),
  valid_from: maybe(date),
  valid_until: maybe(date),
  confidence: maybe(fc.constantFrom(0, 50, 101)),
  labels: maybe(fc.array(fc.string())),
  kill_chain_phases: maybe(fc.array(fc.record({ kill_chain_name: fc.string() }))),
});
const relationship = fc.record({
  type: fc.constant("relationship"),
  id: id("relationship"),
  source_ref: fc.oneof(id("indicator"), id("malware")),
  target_ref: fc.oneof(id("indicator"), id("malware")),
});
const malware = fc.record({ type: fc.constant("malware"), id: id("malware"), name: fc.constantFrom("Heron", "Égret", 'A"B') });
const object = fc.oneof({ weight: 5, arbitrary: indicator }, { weight: 3, arbitrary: relationship }, malware, fc.jsonValue());
const objects = fc.array(object as fc.Arbitrary<unknown>, { maxLength: 16 });

/** JSON with its members in any order, named twice, with white space between and escapes where none are needed. */
function written(given: unknown, next: () => number): string {
  const space = (): string => (next() % 4 === 0 ? [" ", "\n", "\t", "  \r\n"][next() % 4]! : "");
  const list = (items: readonly string[]): string => space() + items.join(`${space()},${space()}`) + space();
  if (typeof given === "string") return writtenText(given, next);
  if (Array.isArray(given)) return `[${list(given.map((item) => written(item, next)))}]`;
  if (typeof given !== "object" || given === null) return JSON.stringify(given);
  const members = Object.entries(given).filter(([, member]) => member !== undefined);
  const shuffled = next() % 2 === 0 ? members : members.map((member) => ({ member, at: next() })).sort((a, b) => a.at - b.at);
  const ordered = shuffled.map((one) => (Array.isArray(one) ? one : one.member));
  if (ordered.length > 0 && next() % 8 === 0) ordered.push(ordered[next() % ordered.length]!);
  return `{${list(ordered.map(([name, member]) => `${writtenText(name, next)}${space()}:${space()}${written(member, next)}`))}}`;
}

function writtenText(text: string, next: () => number): string {
  if (next() % 6 !== 0) return JSON.stringify(text);
  const letters = text.split("").map((unit) => {
    const isEscaped = next() % 4 === 0 || /[\0-\x1f"\\\ud800-\udfff]/.test(unit);
    return isEscaped ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : unit;
  });
  return `"${letters.join("")}"`;
}

const bundle = fc.tuple(objects, fc.boolean(), fc.infiniteStream(fc.nat(1_000))).map(([all, isBundle, stream]) => {
  const next = (): number => stream.next().value as number;
  return written(isBundle ? { type: "bundle", id: "bundle--1", objects: all } : all, next);
});

function load(bytes: Uint8Array, piece: number): LoadedIndicators {
  const chunks = function* (): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
  };
  return loadIndicators("x", { byteLength: bytes.length, chunks }, "option", {}, { sha256: "1a".repeat(32) });
}

type Expected = Partial<Indicator>;

/** What the objects ask for, by the platform's parser and the whole grammar: of each object its latest version. */
function expected(text: string): { indicators: Expected[]; left: number; revoked: number } {
  const json = JSON.parse(text) as Json | unknown[];
  const all = ((Array.isArray(json) ? json : json["objects"]) as (Json | null)[]).filter((one) => one?.["type"] === "indicator");
  const latest = new Map<unknown, Json>();
  for (const one of all as Json[]) {
    const known = latest.get(one["id"]);
    if (known !== undefined && String(one["modified"] ?? "") < String(known["modified"] ?? "")) continue;
    latest.delete(one["id"]);
    latest.set(one["id"], one);
  }
  const held = [...latest.values()];
  const plans = held
    .filter((one) => one["revoked"] !== true)
    .map((one) => ({ one, plan: (one["pattern_type"] ?? "stix") === "stix" ? planPattern(one["pattern"] as string) : "pattern-language" }));
  return {
    indicators: plans.flatMap(({ one, plan }) => (typeof plan === "string" ? [] : plan.usable.map((usable) => expectedOf(one, usable)))),
    left: plans.reduce((sum, { plan }) => sum + (typeof plan === "string" ? 1 : plan.left.length), 0),
    revoked: held.length - plans.length,
  };
}

function expectedOf(one: Json, { type, value }: Pick<Indicator, "type" | "value">): Expected {
  const confidence = one["confidence"];
  return {
    type,
    value,
    pattern: one["pattern"] as string,
    ...(one["valid_from"] !== undefined && { validFrom: one["valid_from"] as string }),
    ...(one["valid_until"] !== undefined && { validUntil: one["valid_until"] as string }),
    ...(typeof confidence === "number" && confidence <= 100 && { confidence }),
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const piece = fc.integer({ min: 1, max: 400 });
/** Without an object of STIX's form a document is none: other forms have tests of their own. */
const isStix = (text: string): boolean => /"indicator--0000000\d-/.test(text);

test("reads a bundle as the platform's parser and the whole grammar do, however it is written", () => {
  fc.assert(
    fc.property(bundle, piece, (text, size) => {
      fc.pre(isStix(text));
      const { indicators, notEvaluable, revoked } = load(bytesOf(text), size);
      const told = expected(text);
      expect(indicators).toMatchObject(told.indicators);
      expect({ left: notEvaluable.length, revoked }).toEqual({ left: told.left, revoked: told.revoked });
    }),
    { numRuns: 500 },
  );
});

test("makes the same index of columns as of the indicators they stand for", () => {
  fc.assert(
    fc.property(bundle, piece, (text, size) => {
      fc.pre(isStix(text));
      const { pack, columns, indicators } = load(bytesOf(text), size);
      const [one, other] = [buildIndex(columns!, [pack]), buildIndex(indicators, [pack])];
      const keysOf = ({ keys: { table, ...keys } }: typeof one) => ({ ...keys, table });
      expect(keysOf(one)).toEqual(keysOf(other));
      expect(one.entries).toEqual(other.entries);
      expect(one.counts).toEqual(other.counts);
      expect(fromTransfer(structuredClone(toTransfer(one))).entries).toEqual(other.entries);
    }),
    { numRuns: 200 },
  );
});

test("gives the same of damaged bytes in whatever pieces they come, and refuses them in its own words", () => {
  const outcome = (bytes: Uint8Array, size: number): unknown => {
    try {
      const { indicators, notEvaluable } = load(bytes, size);
      return { indicators, notEvaluable };
    } catch (error) {
      expect(error).toBeInstanceOf(IndicatorError);
      return (error as IndicatorError).code;
    }
  };
  const flips = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(34, 92, 39, 123, 125))), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(bundle, flips, maybe(fc.nat()), piece, (text, changes, cut, size) => {
      const bytes = bytesOf(text);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const damaged = cut === undefined ? bytes : bytes.slice(0, cut % bytes.length);
      expect(outcome(damaged, size)).toEqual(outcome(damaged, 1 << 20));
    }),
    { numRuns: 500 },
  );
});
