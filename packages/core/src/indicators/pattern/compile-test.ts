import { createAutomaton } from "../expression/automaton.ts";
import { ExpressionError } from "../expression/expression.ts";
import { fixedLength, MAX_LIKE_LENGTH } from "../expression/like.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { MAX_SHORT_NAME, normalizeIndicator } from "../key.ts";
import type { NotEvaluableReason } from "../not-evaluable.ts";
import type { Comparison } from "../stix-pattern/pattern.ts";
import { type Property, propertyOf, typeOfProperty } from "../stix-property.ts";
import { isOneAddress, MIN_RANGE_BITS, parseRange } from "./address-range.ts";
import { type NamedTest, type NamedValue, triggerOf } from "./pattern-test.ts";

type One = Extract<Comparison, { kind: "comparison" }>;
type Result = NamedTest | NotEvaluableReason;

/** What a bracket asks, or why it cannot be evaluated: one part that cannot spoils the whole. */
export function compileBracket(comparison: Comparison): NamedTest | NotEvaluableReason {
  const test = compileTest(comparison);
  if (typeof test === "string") return test;
  return triggerOf(test) === undefined ? "pattern-negation" : test;
}

function compileTest(comparison: Comparison): Result {
  switch (comparison.kind) {
    case "exists": {
      const property = propertyOf(comparison.path);
      if (property === undefined) return "object-path";
      return { kind: "described", properties: spread(property), by: { kind: "any" }, isNegated: comparison.isNegated };
    }
    case "comparison":
      return compileOne(comparison);
    default: {
      const operands = comparison.operands.map(compileTest);
      const reason = operands.find((operand) => typeof operand === "string");
      return typeof reason === "string" ? reason : { kind: comparison.kind, operands: operands as NamedTest[] };
    }
  }
}

function compileOne(comparison: One): Result {
  const property = propertyOf(comparison.path);
  if (property === undefined) return "object-path";
  if (comparison.values.some(({ type }) => type !== "string")) return "value";
  const text = comparison.values[0]!.text;
  switch (comparison.operator) {
    case "=":
    case "!=":
    case "IN":
      return compileSame(property, comparison);
    case "LIKE":
      return /[%_]/.test(text) ? compileLike(property, comparison, text) : compileSame(property, comparison);
    case "MATCHES":
      return compileMatches(property, comparison, text);
    case "ISSUBSET":
    case "ISSUPERSET":
      return compileRange(property, comparison, text);
    default:
      return "pattern-operator";
  }
}

function compileSame(property: Property, { operator, isNegated, values }: One): Result {
  const isOther = isNegated !== (operator === "!=");
  const named = values.map(({ text }) => ({ type: typeOfProperty(property, text), value: text }));
  if (property === "host-type" || property === "folder")
    return { kind: "described", properties: [property], by: { kind: "same", texts: values.map(({ text }) => text) }, isNegated: isOther };
  const normalized = named.map(({ type, value }) => (type === undefined ? undefined : normalizeIndicator(type, value)));
  if (normalized.some((value) => value === undefined)) return "value";
  if (!isOther) return { kind: "entry", entries: named as NamedValue[] };
  const texts = normalized.map((one) => one!.value);
  return { kind: "described", properties: spread(property), by: { kind: "same", texts }, isNegated: true };
}

function compileLike(property: Property, { isNegated }: One, text: string): Result {
  if (text.length > MAX_LIKE_LENGTH) return "expression-limit";
  if (!isNegated && fixedLength(text) <= MAX_SHORT_NAME) return "value";
  return { kind: "described", properties: spread(property), by: { kind: "like", text }, isNegated };
}

function compileMatches(property: Property, { isNegated }: One, text: string): Result {
  try {
    const automaton = createAutomaton(parseExpression(text, { ignoreCase: false }));
    // What is met by nothing at all is met by everything.
    if (!isNegated && automaton.test("")) return "value";
  } catch (error) {
    if (error instanceof ExpressionError) return `expression-${error.code}`;
    throw error;
  }
  return { kind: "described", properties: spread(property), by: { kind: "matches", text }, isNegated };
}

const ADDRESSES: readonly Property[] = ["host", "ipv4-addr:value", "ipv6-addr:value"];

/** A phone's record names one address, which is a superset of a range of one only. */
function compileRange(property: Property, comparison: One, text: string): Result {
  const range = parseRange(text);
  if (range === undefined || !ADDRESSES.includes(property)) return "value";
  if (isOneAddress(range)) return compileSame(property, { ...comparison, operator: "=" });
  if (comparison.operator === "ISSUPERSET") return "pattern-operator";
  if (range.bits < MIN_RANGE_BITS[range.type]) return "value";
  return { kind: "described", properties: [range.type], by: { kind: "range", text }, isNegated: comparison.isNegated };
}

const HOSTS: readonly Property[] = ["domain-name:value", "ipv4-addr:value", "ipv6-addr:value"];

const spread = (property: Property): readonly Property[] => (property === "host" ? HOSTS : [property]);
