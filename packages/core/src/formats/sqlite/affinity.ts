import type { SqlValue } from "./value.ts";

/** What a column does to values: https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
export type Affinity = "integer" | "text" | "blob" | "real" | "numeric";

export function affinityOf(type: string): Affinity {
  const upper = type.toUpperCase();
  if (upper.includes("INT")) return "integer";
  if (/CHAR|CLOB|TEXT/.test(upper)) return "text";
  if (upper === "" || upper.includes("BLOB")) return "blob";
  return /REAL|FLOA|DOUB/.test(upper) ? "real" : "numeric";
}

const NUMBER = /^[ \t\n\v\f\r]*([+-]?)(\d+|(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][+-]?\d+)?)[ \t\n\v\f\r]*$/;
const MAX_INTEGER = (1n << 63n) - 1n;
const MIN_INTEGER = -(1n << 63n);

/** Text that is a number as SQLite reads it, integer or real; undefined when it is none. */
export function toNumber(text: string): bigint | number | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = "", digits = ""] = match;
  if (!/^\d+$/.test(digits)) return Number(sign + digits);
  const integer = BigInt(digits) * (sign === "-" ? -1n : 1n);
  return integer > MAX_INTEGER || integer < MIN_INTEGER ? Number(sign + digits) : integer;
}

/** A value as a column of this affinity would store and give it. */
export function applyAffinity(value: SqlValue, affinity: Affinity): SqlValue {
  if (affinity === "blob" || value === null || value instanceof Uint8Array) return value;
  if (affinity === "text") return typeof value === "string" ? value : String(value);
  const number = typeof value === "string" ? toNumber(value) : value;
  if (number === undefined) return value;
  if (affinity === "real") return Number(number);
  return typeof number === "number" && Number.isSafeInteger(number) ? BigInt(number) : number;
}
