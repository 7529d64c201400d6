import { FormatError, type FormatErrorCode } from "../../../bytes/format-error.ts";
import { compareValues } from "../compare.ts";
import { BATCH_ROWS, type DatabaseNote, type EvidenceDatabase } from "../database.ts";
import { databaseView } from "../database-view.ts";
import { MAX_PARTNERS } from "../limits.ts";
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
    const batches = isByRowid ? rowsByRowid(connection, plan) : rowsAsOrdered(connection, plan);
    for (const { rows, lastRowid } of batches) {
      if (rows.length === 0) continue;
      hasRows = true;
      last = lastRowid;
      yield rows;
    }
  } catch (error) {
    if (!isDamage(error) || (hasRows && !isByRowid)) throw error;
    note(notes, "salvaged");
    yield* salvage(plan, last);
    throw error;
  }
}

interface OrderedRows {
  readonly rows: readonly SqlRow[];
  /** Of the last of them, where they come by rowid. */
  readonly lastRowid: bigint | undefined;
}

function* rowsAsOrdered(connection: Connection, plan: Plan): Generator<OrderedRows> {
  const partners = partnersOf(plan);
  const own = plan.from.hasRowid ? [ROWID] : plan.from.primaryKey.map((column) => ({ source: 0, column }));
  const width = plan.select.length;
  const isSameRow = (left: SqlRow, right: SqlRow): boolean =>
    own.every((_, index) => compareValues(left[width + index]!, right[width + index]!) === 0);
  const compare = comparePartners(width + own.length);
  const batches = batchesOf(connection, toSql(plan, [...own, ...partners]));
  for (const rows of partners.length > 0 ? grouped(batches, isSameRow, compare) : batches)
    yield { rows: rows.map((row) => row.slice(0, width)), lastRowid: undefined };
}

/**
 * As long as the rowid rises: pages that stand in a tree many times would else give rows without end. A join may give one rowid
 * several times.
 */
function* rowsByRowid(connection: Connection, plan: Plan): Generator<OrderedRows> {
  const partners = partnersOf(plan);
  const width = plan.select.length;
  const rowidOf = (row: SqlRow): bigint => row[width] as bigint;
  const isSameRow = (left: SqlRow, right: SqlRow): boolean => rowidOf(left) === rowidOf(right);
  let lastRowid: bigint | undefined;
  const batches = batchesOf(connection, toSql(plan, [ROWID, ...partners]));
  for (const rows of partners.length > 0 ? grouped(batches, isSameRow, comparePartners(width + 1)) : batches) {
    const given: SqlRow[] = [];
    let isBroken = false;
    for (const row of rows) {
      const rowid = rowidOf(row);
      isBroken = lastRowid !== undefined && (plan.joins.length > 0 ? rowid < lastRowid : rowid <= lastRowid);
      if (isBroken) break;
      lastRowid = rowid;
      (row as SqlValue[]).length = width;
      given.push(row);
    }
    yield { rows: given, lastRowid };
    if (isBroken) throw sqliteError("malformed", `rows of ${plan.from.name} come out of order`);
  }
}

/** What tells the partners of a row apart. */
const partnersOf = ({ joins }: Plan): ColumnReference[] =>
  joins.flatMap(({ table, on: { source } }): ColumnReference[] =>
    table.hasRowid ? [{ source, column: undefined }] : table.primaryKey.map((column) => ({ source, column })),
  );

const comparePartners =
  (first: number) =>
  (left: SqlRow, right: SqlRow): number => {
    for (let index = first; index < left.length; index++) {
      const order = compareValues(left[index]!, right[index]!);
      if (order !== 0) return order;
    }
    return 0;
  };

type Compare = (left: SqlRow, right: SqlRow) => number;

/**
 * The rows, those of one group sorted among themselves: only the last group waits for what comes. What damage cut short is given
 * before the damage is told.
 */
function* grouped(
  batches: Iterable<SqlValue[][]>,
  isSameRow: (left: SqlRow, right: SqlRow) => boolean,
  compare: Compare,
): Generator<SqlRow[]> {
  let group: SqlRow[] = [];
  try {
    for (const batch of batches) {
      const ready: SqlRow[] = [];
      for (const row of batch) {
        const isNext = group.length > 0 && (group.length === MAX_PARTNERS || !isSameRow(group[0]!, row));
        if (isNext) {
          ready.push(...(group.length > 1 ? group.sort(compare) : group));
          group = [];
        }
        group.push(row);
      }
      yield ready;
    }
  } catch (error) {
    yield group.sort(compare);
    throw error;
  }
  yield group.sort(compare);
}

/** Bytes that are wrong, not bytes that could not be had: those would fail our own reader as well. */
const isDamage = (error: unknown): boolean => error instanceof FormatError && error.cause === undefined && DAMAGE.includes(error.code);

/** A schema that is damaged makes SQLite and us see different columns: then a statement is not understood. */
const DAMAGE: readonly FormatErrorCode[] = ["malformed", "unsupported"];
