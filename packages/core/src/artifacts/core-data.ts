import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import type { SqlRow } from "../formats/sqlite/value.ts";
import { atRow } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { ParseContext } from "./artifact.ts";

/** A table of Core Data that joins two entities, and the columns that hold the keys of each. */
export interface JoinTable {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Core Data names a join table and its columns Z_<number of the entity><RELATIONSHIP>; the numbers change whenever a version adds an
 * entity. The column of each side carries the number of the entity it points at, so the two relationships are all that is looked for.
 */
export function joinTableOf(database: EvidenceDatabase, fromRelationship: string, toRelationship: string): JoinTable | undefined {
  const fromName = new RegExp(`^Z_\\d+${fromRelationship}\\d?$`, "i");
  const toName = new RegExp(`^Z_\\d+${toRelationship}\\d?$`, "i");
  for (const [table, columns] of database.tables) {
    const from = columns.find((column) => fromName.test(column));
    const to = columns.find((column) => toName.test(column));
    if (table.startsWith("Z_") && from !== undefined && to !== undefined) return { table, from, to };
  }
  return undefined;
}

/** Rows of one record that are kept; more than these no person has in one call or one message. */
export const MAX_GROUP_ROWS = 2_000;

/** Rows that follow each other and begin with the same key, as one: what a join to many gives for one row of `table`. */
export function* groupRows(
  context: Pick<ParseContext, "skip">,
  table: string,
  batches: Iterable<readonly SqlRow[]>,
): Generator<readonly (readonly SqlRow[])[]> {
  let group: SqlRow[] = [];
  let isFull = false;
  try {
    for (const batch of batches) {
      const groups: (readonly SqlRow[])[] = [];
      for (const row of batch) {
        if (group.length > 0 && row[0] !== group[0]![0]) {
          groups.push(group);
          group = [];
          isFull = false;
        }
        if (group.length < MAX_GROUP_ROWS) group.push(row);
        else if (!isFull) {
          isFull = true;
          context.skip(message("artifacts/shared/too-many", { limit: MAX_GROUP_ROWS }), [atRow(table, String(row[0]))], "over-budget");
        }
      }
      yield groups;
    }
  } catch (error) {
    if (group.length > 0) yield [group]; // what was read before the damage stands
    throw error;
  }
  if (group.length > 0) yield [group];
}
