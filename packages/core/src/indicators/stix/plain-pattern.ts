import type { IndicatorType } from "../../model/indicator.ts";
import { ENDING } from "../indicator-columns.ts";
import { propertyOf, typeOfProperty } from "../stix-property.ts";

/** What stands in front of the value in a pattern of the plain form, and what it says the value is. */
export interface Beginning {
  readonly beginning: string;
  readonly type: IndicatorType;
}

const PLAIN = /^\[\s*([a-z][a-z0-9-]*):([A-Za-z_]\w*)\s*=\s*'$/;
/** Beginnings of patterns are few; what is not among the first is looked at again each time. */
const MAX_BEGINNINGS = 200;

/**
 * Nearly every published pattern is one equality of one form, `[domain-name:value='evil.example']`; told so it costs a tenth.
 * Patterns are told by where they stand in the text of all. Undefined for all others, which the parser reads.
 */
export function createPlainReader(text: string): (from: number, to: number) => Beginning | undefined {
  const beginnings = new Map<string, Beginning | undefined>();
  let last: Beginning | undefined;
  let backslash = -1;

  const beginningAt = (from: number, to: number): Beginning | undefined => {
    const quote = text.indexOf("'", from);
    if (quote === -1 || quote >= to) return undefined;
    const beginning = text.slice(from, quote + 1);
    if (beginnings.has(beginning)) return beginnings.get(beginning);
    const type = typeOfBeginning(beginning);
    const known = type && { beginning, type };
    if (beginnings.size < MAX_BEGINNINGS) beginnings.set(beginning, known);
    return known;
  };
  const hasBackslash = (from: number, to: number): boolean => {
    if (backslash < from) {
      const next = text.indexOf("\\", from);
      backslash = next === -1 ? text.length : next;
    }
    return backslash < to;
  };
  return (from, to) => {
    const end = to - ENDING.length;
    if (!text.startsWith(ENDING, end)) return undefined;
    if (last === undefined || !text.startsWith(last.beginning, from)) last = beginningAt(from, to);
    if (last === undefined || from + last.beginning.length > end || hasBackslash(from, to)) return undefined;
    return text.indexOf("'", from + last.beginning.length) === end ? last : undefined;
  };
}

function typeOfBeginning(beginning: string): IndicatorType | undefined {
  const match = PLAIN.exec(beginning);
  const property = match ? propertyOf({ type: match[1]!, steps: [{ name: match[2]! }] }) : undefined;
  return property === "host" || property === undefined ? undefined : typeOfProperty(property, "");
}
