/** A value of a column. Integers are exact (bigint); text is UTF-8 decoded, with U+FFFD where it was not; blobs are copies. */
export type SqlValue = bigint | number | string | Uint8Array | null;

/** A row, in the order of the query's columns. */
export type SqlRow = readonly SqlValue[];

/** Text of a column that ought to hold text: blobs are decoded as UTF-8 (some apps store strings so), other types are none. */
export function asText(value: SqlValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}

/** A number of a column that ought to hold one; integers beyond 2^53 are none (ask for `asInteger`). */
export function asNumber(value: SqlValue | undefined): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "bigint") return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** An exact integer of a column that ought to hold one. */
export const asInteger = (value: SqlValue | undefined): bigint | undefined =>
  typeof value === "bigint" ? value : typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;

export const asNumeric = (value: SqlValue | undefined): bigint | number | undefined =>
  typeof value === "bigint" || typeof value === "number" ? value : undefined;

export const asBytes = (value: SqlValue | undefined): Uint8Array | undefined => (value instanceof Uint8Array ? value : undefined);

/** 0 and NULL are no, every other number is yes. */
export const asFlag = (value: SqlValue | undefined): boolean =>
  typeof value === "bigint" ? value !== 0n : typeof value === "number" && value !== 0;
