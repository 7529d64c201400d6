import { FormatError } from "../bytes/format-error.ts";
import { readPlist } from "../formats/plist/read-plist.ts";
import type { PlistValue } from "../formats/plist/value.ts";
import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import { asNumeric, type SqlValue } from "../formats/sqlite/value.ts";
import { atFile, type Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
import { type EvidenceTime, fromAppleTime } from "../model/time.ts";
import type { ParseContext } from "./artifact.ts";

/**
 * Reads one field of a record that is a document of its own (a property list in a column). When it is damaged the record stands
 * without it, and the damage is said: losing a message's text because its link preview is broken would hide what matters.
 */
export function readField<T>(context: ParseContext, at: Locator, field: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    context.skip(message("artifacts/shared/field-unreadable", { field, code: error.code }), [at]);
    return undefined;
  }
}

/** The property list in a column, as far as it can be read; what is damaged in it is said. */
export function readPlistField(context: ParseContext, at: Locator, field: string, bytes: Uint8Array | undefined): PlistValue | undefined {
  if (!bytes || bytes.length === 0) return undefined;
  return readField(context, at, field, () => {
    const { value, problems } = readPlist(bytes, { salvage: true });
    if (problems.length > 0) context.skip(message("artifacts/shared/field-damaged", { field }), [at]);
    return value;
  });
}

/** The number in a column that ought to hold one; words and bytes in its place are said. */
export function readNumeric(context: ParseContext, at: Locator, field: string, value: SqlValue | undefined): bigint | number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = asNumeric(value);
  if (number === undefined) context.skip(message("artifacts/shared/field-unreadable", { field, code: "malformed" }), [at]);
  return number;
}

/** The time in a column that counts from 2001 (model/time.ts). */
export function readAppleTime(context: ParseContext, at: Locator, field: string, value: SqlValue | undefined): EvidenceTime | undefined {
  const number = readNumeric(context, at, field, value);
  return number === undefined ? undefined : fromAppleTime(number);
}

/** Reads the tables of a database one after the other: damage in one costs none of the next, and is thrown at the end. */
export function* eachTable<T>(...tables: readonly (() => Iterable<T>)[]): Generator<T> {
  let damage: FormatError | undefined;
  for (const rowsOf of tables) {
    try {
      yield* rowsOf();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damage ??= error;
    }
  }
  if (damage) throw damage;
}

/** The first entries of a list, as many as a phone can have; that there were more is said, since they are not read. */
export function withinLimit<T>(context: ParseContext, entries: readonly T[], limit: number, at: Locator = atFile): readonly T[] {
  if (entries.length <= limit) return entries;
  tellTooMany(context, at, limit);
  return entries.slice(0, limit);
}

export const tellTooMany = (context: ParseContext, at: Locator, limit: number): void =>
  context.skip(message("artifacts/shared/too-many", { limit }), [at], "over-budget");

export const tellTooDeep = (context: ParseContext, at: Locator, limit: number): void =>
  context.skip(message("artifacts/shared/too-deep", { limit }), [at], "over-budget");

export const tellTooLong = (context: ParseContext, at: Locator, field: string, limit: number): void =>
  context.skip(message("artifacts/shared/too-long", { field, limit }), [at], "over-budget");

/** False, and said, when a database lacks the table that the artifact is about: no rows must not look like nothing there. */
export function hasTable(context: ParseContext, database: EvidenceDatabase, table: string): boolean {
  if (database.has(table)) return true;
  context.skip(message("artifacts/shared/table-missing", { table }), undefined, "unreadable-form");
  return false;
}
