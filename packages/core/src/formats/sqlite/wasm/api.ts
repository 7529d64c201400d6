/** The functions of SQLite's C interface that we call, as WebAssembly exports them: pointers and ints are numbers, 64 bits are bigint. */
export interface SqliteApi {
  __wasm_call_ctors(): void;
  sqlite3_malloc(byteLength: number): number;
  sqlite3_free(pointer: number): void;
  sqlite3_vfs_register(vfs: number, makeDefault: number): number;
  sqlite3_open_v2(name: number, outDatabase: number, flags: number, vfsName: number): number;
  sqlite3_close_v2(database: number): number;
  sqlite3_extended_result_codes(database: number, on: number): number;
  sqlite3_limit(database: number, id: number, value: number): number;
  sqlite3_progress_handler(database: number, operations: number, handler: number, argument: number): void;
  sqlite3_errmsg(database: number): number;
  sqlite3_prepare_v2(database: number, sql: number, byteLength: number, outStatement: number, outTail: number): number;
  sqlite3_step(statement: number): number;
  sqlite3_finalize(statement: number): number;
  sqlite3_column_count(statement: number): number;
  sqlite3_column_type(statement: number, column: number): number;
  sqlite3_column_int64(statement: number, column: number): bigint;
  sqlite3_column_double(statement: number, column: number): number;
  sqlite3_column_text(statement: number, column: number): number;
  sqlite3_column_blob(statement: number, column: number): number;
  sqlite3_column_bytes(statement: number, column: number): number;
  sqlite3_serialize(database: number, schema: number, outSize: number, flags: number): number;
}
