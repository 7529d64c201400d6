import { FormatError, type FormatErrorCode } from "../../../bytes/format-error.ts";
import { BATCH_ROWS, type DatabaseNote, type EvidenceDatabase } from "../database.ts";
import { databaseView } from "../database-view.ts";
import { quoteName } from "../names.ts";
import type { ColumnReference, Plan, PlannableTable } from "../plan.ts";
import { isExpressible, toSql } from "../query-sql.ts";
import { readSchema, SCHEMA_COLUMNS } from "../schema.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqlRow, SqlValue } from "../value.ts";
import type { Connection } from "./connection.ts";

/** What our own reader can do where SQLite stops: rows of a plan whose rowid is above one, as far as pages can be read. */
export type Salvage = (plan: Plan, afterRowid: bigint | undefined) => Generator<readonly SqlRow[]>;

/** A database read by SQLite. Throws when it cannot make sense of the schema. */
export function openWasmDatabase(connection: Connection, notes: DatabaseNote[], salvage: Salvage): EvidenceDatabase {
  const schema = readSchema(rowsOf(connection, `SELECT ${SCHEMA_COLUMNS.join(", ")} FROM main.sqlite_schema ORDER BY rowid`));
  return databaseView({
    tables: new Map([...schema].map(([key, table]) => [key, { ...table, ...readColumns(connection, table.name) }])),
    notes,
    rows(plan) {
      if (isExpressible(plan)) return readPlan(connection, plan, notes, salvage);
      note(notes, "own-reader");
      return salvage(plan, undefined);
    },
    close: connection.close,
  });
}

const note = (notes: DatabaseNote[], added: DatabaseNote): void => {
  if (!notes.includes(added)) notes.push(added);
};

/** Columns as SQLite itself understands them. */
function readColumns(connection: Connection, table: string): Pick<PlannableTable, "columns" | "primaryKey"> {
  const columns: string[] = [];
  const primaryKey: string[] = [];
  for (const [, name, , , , keyIndex] of rowsOf(connection, `PRAGMA main.table_xinfo(${quoteName(table)})`)) {
    columns.push(String(name));
    if (Number(keyIndex) > 0) primaryKey[Number(keyIndex) - 1] = String(name);
  }
  return { columns, primaryKey };
}

function* rowsOf(connection: Connection, sql: string): Generator<SqlRow> {
  for (const batch of batchesOf(connection, sql)) yield* batch;
}

/** Rows in batches; an error comes after the rows that were read before it. */
function* batchesOf(connection: Connection, sql: string): Generator<SqlValue[][]> {
  const statement = connection.prepare(sql);
  try {
    for (let isDone = false; !isDone; ) {
      const next = statement.next(BATCH_ROWS);
      if (next.rows.length > 0) yield next.rows;
      if (next.error !== undefined) throw next.error;
      isDone = next.isDone;
    }
  } finally {
    statement.close();
  }
}

const ROWID: ColumnReference = { source: 0, column: undefined };

/**
 * Rows by SQLite until a damaged page stops it, then the rest by our own reader, and at last the error. No row comes twice: what is
 * salvaged begins after the last rowid given, and where the order is another, only when nothing was given yet.
 */
function* readPlan(connection: Connection, plan: Plan, notes: DatabaseNote[], salvage: Salvage): Generator<readonly SqlRow[]> {
  const isByRowid = plan.orderBy.length === 0 && plan.from.hasRowid;
  let hasRows = false;
  let last: bigint | undefined;
  try {
    for (const batch of batchesOf(connection, toSql(plan, isByRowid ? [ROWID] : []))) {
      const inOrder = isByRowid ? takeInOrder(batch, last, plan.joins.length > 0) : { rows: batch, last };
      hasRows = true;
      last = inOrder.last;
      yield inOrder.rows;
      if (inOrder.rows.length < batch.length) throw sqliteError("malformed", `rows of ${plan.from.name} come out of order`);
    }
  } catch (error) {
    if (!isDamage(error) || (hasRows && !isByRowid)) throw error;
    note(notes, "salvaged");
    yield* salvage(plan, last);
    throw error;
  }
}

/** Bytes that are wrong, not bytes that could not be had: those would fail our own reader as well. */
const isDamage = (error: unknown): boolean => error instanceof FormatError && error.cause === undefined && DAMAGE.includes(error.code);

/** A schema that is damaged makes SQLite and us see different columns: then a statement is not understood. */
const DAMAGE: readonly FormatErrorCode[] = ["malformed", "unsupported"];

/**
 * Takes the rowid off rows, as long as it rises: pages that stand in a tree many times would else give rows without end. A join may
 * give one rowid several times.
 */
function takeInOrder(
  batch: SqlValue[][],
  before: bigint | undefined,
  mayRepeat: boolean,
): { rows: SqlValue[][]; last: bigint | undefined } {
  let last = before;
  for (const [index, row] of batch.entries()) {
    const rowid = row.pop() as bigint;
    if (last !== undefined && (mayRepeat ? rowid < last : rowid <= last)) return { rows: batch.slice(0, index), last };
    last = rowid;
  }
  return { rows: batch, last };
}
