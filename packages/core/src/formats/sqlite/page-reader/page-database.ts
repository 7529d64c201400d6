import { parseCreateTable } from "../create-table.ts";
import type { DatabaseNote, EvidenceDatabase } from "../database.ts";
import { databaseView } from "../database-view.ts";
import { foldName } from "../names.ts";
import type { Plan, PlannableTable } from "../plan.ts";
import { readSchema, SCHEMA_COLUMNS, type Schema, type SchemaTable } from "../schema.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqlRow } from "../value.ts";
import { type Losses, noLosses, throwLosses } from "./losses.ts";
import type { PageStore } from "./page-store.ts";
import { runPlan } from "./run-plan.ts";
import { scanTable } from "./table-scan.ts";

/** The table that lists the others; its definition is the same in every database. */
const SCHEMA_TABLE: SchemaTable = {
  ...parseCreateTable("CREATE TABLE sqlite_schema(type TEXT, name TEXT, tbl_name TEXT, rootpage INTEGER, sql TEXT)")!,
  rootPage: 1,
};

export interface PageReader {
  readonly schema: Schema;
  /** What was lost of the schema itself. */
  readonly schemaLosses: Losses;
  /**
   * Rows of a plan, those of `from` with a rowid above `afterRowid`. Damaged pages and rows are left out; when all the others were
   * given, an error says how many were lost.
   */
  rows(plan: Plan, afterRowid: bigint | undefined): Generator<readonly SqlRow[]>;
}

/** Reads the pages of a database ourselves. Throws when there is no header to go by. */
export function openPageReader(pages: PageStore): PageReader {
  const schemaLosses = noLosses();
  const schemaRows = function* (): Generator<SqlRow> {
    for (const { values } of scanTable(pages, SCHEMA_TABLE, SCHEMA_COLUMNS, schemaLosses)) yield values;
  };
  const schema = readSchema(schemaRows());
  return {
    schema,
    schemaLosses,
    *rows(plan, afterRowid) {
      const losses = noLosses();
      const tables = [plan.from, ...plan.joins.map(({ table }) => table)].map(({ name }) => tableNamed(schema, name));
      yield* runPlan(pages, tables, plan, afterRowid, losses);
      throwLosses(losses, plan.from.name);
    },
  };
}

/** The plan may be SQLite's, which saw a part of the schema that is damaged for us. */
function tableNamed(schema: Schema, name: string): SchemaTable {
  const table = schema.get(foldName(name));
  if (table === undefined) throw sqliteError("malformed", `the definition of ${name} could not be read`);
  return table;
}

/** A database read by our own reader: what SQLite cannot read, or only as a whole or not at all. */
export function openPageDatabase(reader: PageReader, notes: DatabaseNote[]): EvidenceDatabase {
  let isOpen = true;
  if (reader.schemaLosses.first !== undefined && !notes.includes("salvaged")) notes.push("salvaged");
  return databaseView({
    tables: new Map([...reader.schema].map(([key, table]) => [key, plannable(table)])),
    notes,
    *rows(plan) {
      for (const batch of reader.rows(plan, undefined)) {
        if (!isOpen) throw new Error("the database was closed while it was being read");
        yield batch;
      }
    },
    close() {
      isOpen = false;
    },
  });
}

/** Columns that are computed when asked for are not in the pages: for this reader the table does not have them. */
const plannable = ({ name, columns, hasRowid, primaryKey }: SchemaTable): PlannableTable => ({
  name,
  columns: columns.filter(({ isComputed }) => !isComputed).map((column) => column.name),
  hasRowid,
  primaryKey,
});
