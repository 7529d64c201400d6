import { compileSqliteAtOnce, createSqliteEngine, type SqliteEngine } from "@bridle/core";

/** The engine of a process, compiled when the first database is opened: it takes 10 to 20 ms, and a bug report holds none. */
export function sqliteOnDemand(wasm: Uint8Array<ArrayBuffer>): () => SqliteEngine {
  let engine: SqliteEngine | undefined;
  return () => (engine ??= createSqliteEngine(compileSqliteAtOnce(wasm)));
}
