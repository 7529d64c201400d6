import type { SqliteEngine, SqliteModule } from "../formats/sqlite/engine.ts";
import { DONE, OK, ROW } from "../formats/sqlite/wasm/constants.ts";
import { instantiate, type SqliteInstance } from "../formats/sqlite/wasm/instance.ts";
import { registerFileSystem } from "../formats/sqlite/wasm/vfs.ts";
import { compileSqlite, createSqliteEngine, type SqliteEngineOptions } from "../formats/sqlite/wasm-engine.ts";

/** SQLite's flags for a database that may be written: here alone, evidence is opened for reading. */
const OPEN_READWRITE = 0x2;
const OPEN_CREATE = 0x4;

/** An engine of one's own: tests may exhaust it. */
export const createTestEngine = async (options?: SqliteEngineOptions): Promise<SqliteEngine> =>
  createSqliteEngine(await testModule(), options);

export interface BuildOptions {
  /** Bytes of a page; small ones make deep trees and overflow chains out of few rows. */
  readonly pageSize?: number;
}

/**
 * A database file, made by running SQL in memory. Statements of one text may be many. This SQLite has no UTF-16: such fixtures are
 * written by node:sqlite in tests/, or stand in the test as bytes.
 */
export async function buildDatabase(
  sql: string | readonly string[],
  { pageSize = 4096 }: BuildOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  builder ??= testModule().then(createBuilder);
  const instance = await builder;
  return withMemoryDatabase(instance, (database) => {
    for (const text of [`PRAGMA page_size = ${pageSize}`, ...[sql].flat()]) execute(instance, database, text);
    return serialize(instance, database);
  });
}

let compiled: Promise<SqliteModule> | undefined;
let builder: Promise<SqliteInstance> | undefined;

/** The module as Vite hands it out, in Node and in the browser alike: an address that holds the bytes. */
export function testModule(): Promise<SqliteModule> {
  compiled ??= import("@sqlite.org/sqlite-wasm/sqlite3.wasm?url&inline").then(({ default: dataUrl }) =>
    compileSqlite(Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(",") + 1)), (character) => character.charCodeAt(0))),
  );
  return compiled;
}

function createBuilder(module: SqliteModule): SqliteInstance {
  const instance = instantiate(module as WebAssembly.Module);
  registerFileSystem(instance);
  return instance;
}

function withMemoryDatabase<T>(instance: SqliteInstance, use: (database: number) => T): T {
  const { api, allocate, view, withText } = instance;
  const out = allocate(4);
  const code = withText(":memory:", (name) => api.sqlite3_open_v2(name, out, OPEN_READWRITE | OPEN_CREATE, 0));
  const database = view().getInt32(out, true);
  try {
    if (code !== OK) throw new Error(`SQLite code ${code}`);
    return use(database);
  } finally {
    api.sqlite3_close_v2(database);
    api.sqlite3_free(out);
  }
}

function execute(instance: SqliteInstance, database: number, sql: string): void {
  const { api, allocate, view, bytes, withText, readText } = instance;
  const out = allocate(8);
  const fail = (): never => {
    throw new Error(`${readText(api.sqlite3_errmsg(database))} in ${sql}`);
  };
  withText(sql, (start) => {
    for (let at = start; bytes()[at] !== 0; at = view().getInt32(out + 4, true)) {
      if (api.sqlite3_prepare_v2(database, at, -1, out, out + 4) !== OK) fail();
      const statement = view().getInt32(out, true);
      if (statement === 0) continue; // space or a comment
      let code = ROW;
      while (code === ROW) code = api.sqlite3_step(statement);
      if (code !== DONE) fail();
      api.sqlite3_finalize(statement);
    }
  });
  api.sqlite3_free(out);
}

function serialize({ api, allocate, view, bytes, withText }: SqliteInstance, database: number): Uint8Array<ArrayBuffer> {
  const out = allocate(8);
  const pointer = withText("main", (name) => api.sqlite3_serialize(database, name, out, 0));
  const byteLength = Number(view().getBigInt64(out, true));
  const copy = bytes().slice(pointer, pointer + byteLength);
  api.sqlite3_free(pointer);
  api.sqlite3_free(out);
  return copy;
}
