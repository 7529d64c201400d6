import type { SqlRow } from "./value.ts";

/**
 * A database of the evidence, open for reading. Two engines answer it: SQLite itself (WebAssembly), and our own page reader for
 * what that build cannot read (UTF-16 text). Artifacts see no difference.
 */
export interface EvidenceDatabase {
  /** Real tables and their columns in order, read from sqlite_schema; views and virtual tables are not among them. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** What should be known about how it was read: a write-ahead log applied, a rollback journal not applied, another engine. */
  readonly notes: readonly DatabaseNote[];
  has(table: string, column?: string): boolean;
  /**
   * Rows in batches. `select` names columns as `alias.column`; what a table does not have comes as null, so that an old schema
   * needs no query of its own. Throws FormatError `malformed` when a page is damaged: what was yielded before stands.
   */
  rows(query: TableQuery): Generator<readonly SqlRow[]>;
  close(): void;
}

export type DatabaseNote = "wal-applied" | "wal-damaged" | "journal-not-applied" | "own-reader" | "salvaged";

/**
 * One table, left-joined with others on equality. No SQL text crosses this line: an artifact cannot name what is not a table,
 * every query has an order, and both engines can answer it.
 */
export interface TableQuery {
  readonly from: string;
  /** Columns to read. A plain name is of `from`; `x.name` of the join called x; `rowid` and `x.rowid` are always there. */
  readonly select: readonly string[];
  readonly joins?: readonly Join[];
  /** Columns to order by; default the rowid of `from`. Ties fall to the rowid. */
  readonly orderBy?: readonly string[];
}

export interface Join {
  readonly as: string;
  readonly table: string;
  /** Column of the joined table (`rowid` allowed) … */
  readonly on: string;
  /** … that equals this column of `from` or of an earlier join. */
  readonly equals: string;
}

/** Rows of a batch: small enough to keep memory flat, large enough that a promise per batch costs nothing. */
export const BATCH_ROWS = 256;
