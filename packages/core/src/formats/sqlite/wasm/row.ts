import type { SqlValue } from "../value.ts";
import { TYPE_BLOB, TYPE_FLOAT, TYPE_INTEGER, TYPE_TEXT } from "./constants.ts";
import type { SqliteInstance } from "./instance.ts";

/** Evidence is shown as it is: a byte order mark stays, and nothing throws. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The row a statement stands at, copied out of SQLite's memory, where the next step overwrites it. */
export function readRow(instance: SqliteInstance, statement: number, width: number): SqlValue[] {
  const row: SqlValue[] = [];
  for (let column = 0; column < width; column++) row.push(readColumn(instance, statement, column));
  return row;
}

function readColumn({ api, bytes }: SqliteInstance, statement: number, column: number): SqlValue {
  switch (api.sqlite3_column_type(statement, column)) {
    case TYPE_INTEGER:
      return api.sqlite3_column_int64(statement, column);
    case TYPE_FLOAT:
      return api.sqlite3_column_double(statement, column);
    case TYPE_TEXT: {
      const pointer = api.sqlite3_column_text(statement, column);
      return decoder.decode(bytes().subarray(pointer, pointer + api.sqlite3_column_bytes(statement, column)));
    }
    case TYPE_BLOB: {
      const pointer = api.sqlite3_column_blob(statement, column);
      return bytes().slice(pointer, pointer + api.sqlite3_column_bytes(statement, column));
    }
    default:
      return null;
  }
}
