import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { withSalts } from "./write-ahead-log.ts";

/** A value of a column; `undefined` is NULL. Whole numbers are stored as integers, `bigint` where 53 bits do not hold them. */
export type SqlInput = string | number | bigint | Uint8Array | undefined;
export type Row = Readonly<Record<string, SqlInput>>;

export interface TableRows {
  readonly table: string;
  readonly rows: Iterable<Row>;
}

/** What to build. Steps run in the order of the fields. */
export interface DatabasePlan {
  readonly pageSize?: number;
  readonly encoding?: "UTF-8" | "UTF-16le" | "UTF-16be";
  readonly autoVacuum?: "none" | "full" | "incremental";
  readonly userVersion?: number;
  readonly schema: readonly string[];
  readonly tables?: readonly TableRows[];
  /** Statements after the rows, such as DELETE (a function where the rows decide): freed bytes stay in the file, as they do on a phone. */
  readonly statements?: Statements;
  /** Rows and statements that stay in the write-ahead log: the main file does not know of them. */
  readonly inLog?: { readonly tables?: readonly TableRows[]; readonly statements?: Statements };
}

export type Statements = readonly string[] | (() => readonly string[]);

export interface DatabaseFiles {
  readonly main: Uint8Array;
  /** The `-wal` file, when the plan leaves something in it. */
  readonly log?: Uint8Array;
}

const DEFAULT_PAGE_SIZE = 4096;
const LOG_SALTS = [0x42726964, 0x6c650001] as const; // "Bridle"

/** The same plan gives the same bytes: no time, no random value reaches the file. */
export function buildDatabase(plan: DatabasePlan): DatabaseFiles {
  return inTemporaryFile((path) => {
    const database = new DatabaseSync(path);
    try {
      writeMain(database, plan);
      if (!plan.inLog) return undefined;
      database.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = OFF");
      write(database, plan.inLog.tables, plan.inLog.statements);
      return readBoth(path); // before closing: the last connection to close would checkpoint
    } finally {
      database.close();
    }
  });
}

/** A database changed by hand, its log worked in: for damage and tricks that no plan describes. */
export const editDatabase = ({ main, log }: DatabaseFiles, statements: readonly string[]): Uint8Array =>
  inTemporaryFile((path) => {
    writeFileSync(path, main);
    if (log) writeFileSync(`${path}-wal`, log);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    database.exec(`PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE; ${statements.join(";\n")}`);
    database.close();
    return undefined;
  }).main;

function writeMain(database: DatabaseSync, plan: DatabasePlan): void {
  const { pageSize = DEFAULT_PAGE_SIZE, encoding = "UTF-8", autoVacuum = "none", userVersion = 0 } = plan;
  database.exec(`
    PRAGMA page_size = ${pageSize}; PRAGMA encoding = '${encoding}'; PRAGMA auto_vacuum = ${autoVacuum};
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF; PRAGMA foreign_keys = OFF;
    PRAGMA user_version = ${userVersion}`);
  database.exec(["BEGIN", ...plan.schema, "COMMIT"].join(";\n"));
  write(database, plan.tables, plan.statements);
}

function write(database: DatabaseSync, tables: readonly TableRows[] = [], statements: Statements = []): void {
  database.exec("BEGIN");
  for (const { table, rows } of tables) insertRows(database, table, rows);
  const last = typeof statements === "function" ? statements() : statements;
  database.exec([...last, "COMMIT"].join(";\n"));
}

function insertRows(database: DatabaseSync, table: string, rows: Iterable<Row>): void {
  const prepared = new Map<string, StatementSync>();
  for (const row of rows) {
    const columns = Object.keys(row);
    const key = columns.join();
    const statement = prepared.get(key) ?? database.prepare(insertStatement(table, columns));
    prepared.set(key, statement);
    statement.run(...Object.values(row).map(toBindable));
  }
}

const insertStatement = (table: string, columns: readonly string[]): string =>
  `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join()}) VALUES (${columns.map(() => "?").join()})`;

/** node:sqlite binds every number as REAL; whole ones go as integers, so that columns without affinity hold what was meant. */
function toBindable(value: SqlInput): string | number | bigint | Uint8Array | null {
  if (value === undefined) return null;
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function inTemporaryFile(work: (path: string) => DatabaseFiles | undefined): DatabaseFiles {
  const folder = mkdtempSync(join(tmpdir(), "bridle-corpus-"));
  try {
    const path = join(folder, "database");
    return work(path) ?? { main: new Uint8Array(readFileSync(path)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readBoth(path: string): DatabaseFiles {
  const main = new Uint8Array(readFileSync(path));
  const log = existsSync(`${path}-wal`) ? withSalts(new Uint8Array(readFileSync(`${path}-wal`)), LOG_SALTS) : undefined;
  return log ? { main, log } : { main };
}
