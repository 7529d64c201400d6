import { parseCreateTable, type TableDefinition } from "./create-table.ts";
import { MAX_SQL_BYTES, MAX_TABLES } from "./limits.ts";
import { foldName } from "./names.ts";
import { sqliteError } from "./sqlite-error.ts";
import type { SqlRow } from "./value.ts";

/** A table of the database: its definition and the page its b-tree starts at. */
export interface SchemaTable extends TableDefinition {
  readonly rootPage: number;
}

/** Tables by folded name. */
export type Schema = ReadonlyMap<string, SchemaTable>;

export const SCHEMA_COLUMNS = ["type", "name", "tbl_name", "rootpage", "sql"] as const;

/**
 * The real tables among the rows (type, name, tbl_name, rootpage, sql) of sqlite_schema. What counts is the statement, not the row
 * around it: SQLite goes by the statement too, and a row that calls itself a table may carry CREATE VIEW.
 */
export function readSchema(rows: Iterable<SqlRow>): Schema {
  const tables = new Map<string, SchemaTable>();
  for (const [type, , , rootPage, sql] of rows) {
    if (type !== "table" || typeof rootPage !== "bigint" || rootPage <= 0n || typeof sql !== "string" || sql.length > MAX_SQL_BYTES)
      continue;
    const definition = parseCreateTable(sql);
    if (definition === undefined || tables.has(foldName(definition.name))) continue;
    if (tables.size >= MAX_TABLES) throw sqliteError("limit", `more than ${MAX_TABLES} tables`);
    tables.set(foldName(definition.name), { ...definition, rootPage: Number(rootPage) });
  }
  return tables;
}
