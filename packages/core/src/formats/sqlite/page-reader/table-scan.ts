import type { ColumnDefinition } from "../create-table.ts";
import { isSameName } from "../names.ts";
import type { SchemaTable } from "../schema.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqlValue } from "../value.ts";
import { countingLoss, type Losses } from "./losses.ts";
import type { PageStore } from "./page-store.ts";
import { recordReader } from "./record.ts";
import { treeCells } from "./tree.ts";

/** As `indexOf` says it, and the reader of records takes it. */
const NOT_STORED = -1;

export interface ScannedRow {
  /** Undefined in tables WITHOUT ROWID. */
  readonly rowid: bigint | undefined;
  /** The wanted columns, in their order. */
  readonly values: readonly SqlValue[];
}

/** The rows of a table with the columns `wanted`. In a table with rowids they rise; what falls is damage. */
export function* scanTable(pages: PageStore, table: SchemaTable, wanted: readonly string[], losses: Losses): Generator<ScannedRow> {
  const columns = wanted.map((name) => table.columns.find((column) => isSameName(column.name, name)));
  const stored: readonly (ColumnDefinition | undefined)[] = storedOrder(table);
  const read = recordReader(
    columns.map((column) => (column === undefined ? NOT_STORED : stored.indexOf(column))),
    pages.header.encoding,
  );
  let last: bigint | undefined;
  for (const { rowid, payload } of treeCells(pages, table.rootPage, table.hasRowid, losses)) {
    const row = countingLoss(losses, "cells", () => {
      if (last !== undefined && rowid !== undefined && rowid <= last) throw sqliteError("malformed", `row ${rowid} after row ${last}`);
      return { rowid, values: read(payload).map((value, index) => presented(value, columns[index], rowid)) };
    });
    if (row === undefined) continue;
    last = rowid;
    yield row;
  }
}

/** The order of columns in records: tables WITHOUT ROWID begin with their key (https://www.sqlite.org/withoutrowid.html). */
function storedOrder({ columns, hasRowid, primaryKey }: SchemaTable): ColumnDefinition[] {
  const stored = columns.filter(({ isComputed }) => !isComputed);
  if (hasRowid) return stored;
  const key = [...new Set(primaryKey)].flatMap((name) => stored.find((column) => column.name === name) ?? []);
  return [...key, ...stored.filter((column) => !key.includes(column))];
}

/** What SQLite gives for a stored value: the rowid for its alias, the default where the row is older, a real where the column is real. */
function presented(value: SqlValue | undefined, column: ColumnDefinition | undefined, rowid: bigint | undefined): SqlValue {
  if (column === undefined) return null;
  if (column.isRowid) return rowid ?? null;
  if (value === undefined) return column.default;
  return column.affinity === "real" && typeof value === "bigint" ? Number(value) : value;
}
