import { type Affinity, applyAffinity } from "./affinity.ts";
import type { SqlValue } from "./value.ts";

/** SQLite's order of types: https://www.sqlite.org/datatype3.html#sort_order */
const rankOf = (value: SqlValue): number => {
  if (value === null) return 0;
  if (typeof value === "string") return 2;
  return value instanceof Uint8Array ? 3 : 1;
};

export function compareValues(left: SqlValue, right: SqlValue): number {
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (left instanceof Uint8Array && right instanceof Uint8Array) return compareBytes(left, right);
  const rank = rankOf(left) - rankOf(right);
  if (rank !== 0 || left === null || right === null) return rank;
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** By code points, which is the order of the bytes of UTF-8. */
function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = byteOrder(left.charCodeAt(index)) - byteOrder(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all other units: https://www.unicode.org/faq/utf_bom.html#utf16-11 */
const byteOrder = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    if (left[index] !== right[index]) return left[index]! - right[index]!;
  }
  return left.length - right.length;
}

/**
 * A key that two values share when SQLite's `=` holds between columns: numbers in text count where one of the columns is numeric
 * (https://www.sqlite.org/datatype3.html#type_conversions_prior_to_comparison). Undefined for NULL, which equals nothing.
 */
export function equalityKey(value: SqlValue, own: Affinity, other: Affinity): string | number | undefined {
  const final = isNumeric(own) || isNumeric(other) ? applyAffinity(value, "numeric") : value;
  if (final === null) return undefined;
  if (typeof final === "string") return `t${final}`;
  if (final instanceof Uint8Array) return `b${final.join()}`;
  if (typeof final === "number") return Number.isInteger(final) && !Number.isSafeInteger(final) ? String(BigInt(final)) : final + 0;
  const number = Number(final);
  return Number.isSafeInteger(number) ? number : String(final);
}

const isNumeric = (affinity: Affinity): boolean => affinity === "integer" || affinity === "real" || affinity === "numeric";
