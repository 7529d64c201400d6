import type { ByteSource } from "../../../bytes/byte-source.ts";
import { FormatError, type FormatErrorCode } from "../../../bytes/format-error.ts";
import { BASE_STEPS, BYTES_PER_STEP, MAX_COLUMNS, MAX_SQL_BYTES, MAX_VALUE_BYTES, OPERATIONS_PER_STEP } from "../limits.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { SqlValue } from "../value.ts";
import * as code from "./constants.ts";
import { functionPointer } from "./function-pointer.ts";
import { instantiate, type SqliteInstance } from "./instance.ts";
import { readRow } from "./row.ts";
import { registerFileSystem, type SourceFileSystem } from "./vfs.ts";

/** An instance with what it needs to open sources. It is given up for a new one when it can no longer be relied on. */
export interface SqliteHost {
  readonly instance: SqliteInstance;
  readonly fileSystem: SourceFileSystem;
  readonly progressHandler: number;
  /** Steps that the statement running now may still take. */
  stepsLeft: number;
  nextName: number;
  /** `full`: a limit was reached, perhaps that of its memory, which never shrinks. `trapped`: it stopped in the middle of something. */
  state: "usable" | "full" | "trapped";
}

export function createHost(module: WebAssembly.Module, memoryPages?: number): SqliteHost {
  const instance = instantiate(module, memoryPages);
  const fileSystem = registerFileSystem(instance);
  const progress = (): number => (--host.stepsLeft < 0 ? 1 : 0);
  const progressHandler = functionPointer(instance.table, "i", progress);
  const host: SqliteHost = { instance, fileSystem, progressHandler, stepsLeft: 0, nextName: 1, state: "usable" };
  return host;
}

export interface Connection {
  prepare(sql: string): Statement;
  close(): void;
}
export interface Statement {
  readonly width: number;
  /** The next rows, at most `count`. An error comes with the rows before it, once. */
  next(count: number): { readonly rows: SqlValue[][]; readonly isDone: boolean; readonly error?: FormatError };
  close(): void;
}

/** Numbers of SQLITE_LIMIT_*: https://www.sqlite.org/c3ref/c_limit_attached.html. All others keep their defaults: real schemas need them. */
const LIMITS = {
  length: [0, MAX_VALUE_BYTES],
  sql: [1, MAX_SQL_BYTES],
  columns: [2, MAX_COLUMNS],
  attached: [7, 0],
  triggerDepth: [10, 0],
} as const;

/** Exclusive locking makes shared memory for the write-ahead log unnecessary; the rest is https://www.sqlite.org/security.html */
const PRAGMAS = [
  "locking_mode=EXCLUSIVE",
  "trusted_schema=OFF",
  "cell_size_check=ON",
  "mmap_size=0",
  "temp_store=MEMORY",
  "cache_size=-2048",
  "query_only=ON",
];

export function connect(host: SqliteHost, main: ByteSource, wal: ByteSource | undefined): Connection {
  const { api, view, allocate, withText } = host.instance;
  const { fileSystem } = host;
  const name = `db${host.nextName++}`;
  const steps = BASE_STEPS + Math.ceil((main.byteLength + (wal?.byteLength ?? 0)) / BYTES_PER_STEP);
  const statements = new Set<Statement>();
  let database = 0;

  const check = (result: number): void => {
    if (result !== code.OK) throw errorOf(host, database, result);
  };
  const prepare = (sql: string): Statement =>
    trapping(host, () => {
      const out = allocate(4);
      try {
        host.stepsLeft = steps;
        withText(sql, (pointer) => check(api.sqlite3_prepare_v2(database, pointer, -1, out, 0)));
        const statement = createStatement(host, database, view().getInt32(out, true), steps, () => statements.delete(statement));
        statements.add(statement);
        return statement;
      } finally {
        api.sqlite3_free(out);
      }
    });
  const close = (): void => {
    for (const statement of statements) statement.close();
    if (host.state !== "trapped") api.sqlite3_close_v2(database);
    fileSystem.sources.delete(name);
    fileSystem.sources.delete(`${name}-wal`);
  };
  const open = (): void => {
    const out = allocate(4);
    const result = withText(name, (pointer) => api.sqlite3_open_v2(pointer, out, code.OPEN_READONLY, fileSystem.name));
    database = view().getInt32(out, true);
    api.sqlite3_free(out);
    check(result);
    api.sqlite3_extended_result_codes(database, 1);
    api.sqlite3_progress_handler(database, OPERATIONS_PER_STEP, host.progressHandler, 0);
    for (const [id, value] of Object.values(LIMITS)) api.sqlite3_limit(database, id, value);
    for (const pragma of PRAGMAS) run(prepare(`PRAGMA ${pragma}`));
  };

  fileSystem.sources.set(name, main);
  if (wal !== undefined) fileSystem.sources.set(`${name}-wal`, wal);
  try {
    trapping(host, open);
  } catch (error) {
    close();
    throw error;
  }
  return { prepare, close };
}

function run(statement: Statement): void {
  const { error } = statement.next(Number.POSITIVE_INFINITY);
  statement.close();
  if (error !== undefined) throw error;
}

function createStatement(host: SqliteHost, database: number, pointer: number, steps: number, onClose: () => void): Statement {
  const { api } = host.instance;
  const width = api.sqlite3_column_count(pointer);
  let stepsLeft = steps;
  let isOpen = true;

  const stepInto = (rows: SqlValue[][], count: number): boolean => {
    while (rows.length < count) {
      const result = api.sqlite3_step(pointer);
      if (result === code.DONE) return true;
      if (result !== code.ROW) throw errorOf(host, database, result);
      rows.push(readRow(host.instance, pointer, width));
    }
    return false;
  };
  return {
    width,
    next(count) {
      if (!isOpen) throw new Error("the database was closed while it was being read");
      const rows: SqlValue[][] = [];
      host.stepsLeft = stepsLeft; // several statements may be read in turns, each has its own
      try {
        return { rows, isDone: trapping(host, () => stepInto(rows, count)) };
      } catch (error) {
        if (error instanceof FormatError) return { rows, isDone: true, error };
        throw error;
      } finally {
        stepsLeft = host.stepsLeft;
      }
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      if (host.state !== "trapped") api.sqlite3_finalize(pointer);
      onClose();
    },
  };
}

/** Turns a trap into an error about the evidence: bytes that make SQLite stop are damaged or made to do so. */
function trapping<T>(host: SqliteHost, call: () => T): T {
  if (host.state === "trapped") throw sqliteError("limit", "SQLite stopped while reading another database");
  host.fileSystem.takeFailure(); // what SQLite could do without is no cause of what comes now
  try {
    return call();
  } catch (error) {
    if (error instanceof FormatError && error.code === "limit" && host.state === "usable") host.state = "full";
    if (error instanceof FormatError) throw error;
    const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    if (!isTrap) throw error;
    host.state = "trapped";
    throw sqliteError("limit", "SQLite stopped at these bytes", { cause: error });
  }
}

function errorOf(host: SqliteHost, database: number, result: number): FormatError {
  const failure = host.fileSystem.takeFailure();
  if (failure instanceof FormatError) return failure;
  const text = database === 0 ? "" : host.instance.readText(host.instance.api.sqlite3_errmsg(database));
  return sqliteError(CODES.get(code.primaryCode(result)) ?? "malformed", `${text} (SQLite code ${result})`, { cause: failure });
}

const CODES: ReadonlyMap<number, FormatErrorCode> = new Map([
  [code.ERROR, "unsupported"],
  [code.NOMEM, "limit"],
  [code.INTERRUPT, "limit"],
  [code.TOOBIG, "limit"],
  [code.CORRUPT, "malformed"],
  [code.NOTADB, "not-this-format"],
]);
