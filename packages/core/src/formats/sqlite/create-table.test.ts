import { describe, expect, test } from "vitest";
import { parseCreateTable } from "./create-table.ts";
import { tokenize } from "./sql-tokens.ts";

const columnsOf = (sql: string) => parseCreateTable(sql)?.columns.map(({ name }) => name);

describe("CREATE TABLE", () => {
  test("gives columns in order, whatever quotes and comments stand around them", () => {
    const sql = `create /* ( */ table if not exists main."my "" table" ( -- a comment, with a comma
      "a""b" INT, [c d] VARCHAR(10, 2), \`e\` CHECK (e IN ('primary', 'key', ')')), 'f' DEFAULT ',', key REFERENCES x(y), CONSTRAINT u UNIQUE (key, [c d]))`;
    expect(parseCreateTable(sql)?.name).toBe('my " table');
    expect(columnsOf(sql)).toEqual(['a"b', "c d", "e", "f", "key"]);
  });

  test.each([
    ["CREATE TABLE t(id INTEGER PRIMARY KEY, x)", "id"],
    ["CREATE TABLE t(id integer NOT NULL PRIMARY KEY AUTOINCREMENT)", "id"],
    ["CREATE TABLE t(x, id INTEGER, PRIMARY KEY(id DESC))", "id"],
    ["CREATE TABLE t(id INTEGER CONSTRAINT c PRIMARY KEY ASC)", "id"],
    ["CREATE TABLE t(id INTEGER PRIMARY KEY DESC)", undefined],
    ["CREATE TABLE t(id INT PRIMARY KEY)", undefined],
    ["CREATE TABLE t(id INTEGER(4) PRIMARY KEY)", undefined],
    ["CREATE TABLE t(id INTEGER, x, PRIMARY KEY(id, x))", undefined],
    ["CREATE TABLE t(id INTEGER PRIMARY KEY) WITHOUT ROWID", undefined],
    ["CREATE TABLE t(id INTEGER CHECK (PRIMARY KEY))", undefined],
  ])("%s makes %s a name of the rowid", (sql, expected) => {
    expect(parseCreateTable(sql)?.columns.find(({ isRowid }) => isRowid)?.name).toBe(expected);
  });

  test("knows what rows that are older than a column have in it", () => {
    const sql =
      "CREATE TABLE t(a DEFAULT 5, b DEFAULT -1.5, c DEFAULT 'it''s', d DEFAULT (x'ff00'), e DEFAULT NULL, f REAL DEFAULT 3, g TEXT DEFAULT 7, h DEFAULT TRUE, i)";
    const defaults = parseCreateTable(sql)?.columns.map((column) => column.default);
    expect(defaults).toEqual([5n, -1.5, "it's", Uint8Array.of(255, 0), null, 3, "7", 1n, null]);
  });

  test("tells stored columns from computed ones", () => {
    const table = parseCreateTable("CREATE TABLE t(a, b AS (a), c INT GENERATED ALWAYS AS (a + 1) VIRTUAL, d AS (a) STORED)");
    expect(table?.columns.map(({ isComputed }) => isComputed)).toEqual([false, true, true, false]);
  });

  test.each([
    "",
    "CREATE VIEW t AS SELECT 1",
    "CREATE VIRTUAL TABLE t USING fts5(x)",
    "CREATE TABLE t(",
    "CREATE TABLE t AS SELECT 1",
    "CREATE TABLE",
  ])("finds no table in %j", (sql) => {
    expect(parseCreateTable(sql)).toBeUndefined();
  });

  test("takes a time that grows with the length of the text and not faster", () => {
    for (const piece of ["[", '"', "'", "/*", "(", "`", "x'", "a "]) {
      expect(tokenize(piece.repeat(200_000)).length).toBeLessThanOrEqual(200_001);
      expect(parseCreateTable(`CREATE TABLE t(${piece.repeat(100_000)}`)).toBeUndefined();
    }
  });
});
