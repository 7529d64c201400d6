import { FormatError } from "../bytes/format-error.ts";
import { readPlist } from "../formats/plist/read-plist.ts";
import type { PlistValue } from "../formats/plist/value.ts";
import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import type { Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
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

/** False, and said, when a database lacks the table that the artifact is about: no rows must not look like nothing there. */
export function hasTable(context: ParseContext, database: EvidenceDatabase, table: string): boolean {
  if (database.has(table)) return true;
  context.skip(message("artifacts/shared/table-missing", { table }), undefined, "unreadable-form");
  return false;
}
