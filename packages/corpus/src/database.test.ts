import { expect, test } from "vitest";
import { buildDatabase, type DatabaseFiles, type DatabasePlan, editDatabase } from "./database.ts";
import { queryBytes } from "./testing.ts";

const PLAN: DatabasePlan = {
  schema: ["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, value)"],
  tables: [
    {
      table: "note",
      rows: [
        { id: 1, text: "häß", value: 5 },
        { id: 2, text: undefined, value: 2.5 },
        { id: 3, text: "gone-but-there", value: 766_123_456_789_012_345n },
      ],
    },
  ],
  statements: ["DELETE FROM note WHERE id = 3"],
};
const LOGGED: DatabasePlan = { ...PLAN, inLog: { tables: [{ table: "note", rows: [{ id: 4, text: "in the log", value: 1 }] }] } };

test("the same plan gives the same bytes, log included", () => {
  expect(buildDatabase(LOGGED)).toEqual(buildDatabase(LOGGED));
});

test("stores whole numbers as integers, others as reals, and nothing as NULL", () => {
  expect(query(buildDatabase(PLAN), "SELECT id, text, typeof(value) AS type FROM note")).toEqual([
    { id: 1, text: "häß", type: "integer" },
    { id: 2, text: null, type: "real" },
  ]);
});

test("rows of the log are in the log alone, with checksums SQLite accepts", () => {
  const { main, log } = buildDatabase(LOGGED);
  const count = "SELECT count(*) AS count FROM note";
  expect(query({ main, log: log! }, count)).toEqual([{ count: 3 }]);
  expect(query({ main: asRollback(main) }, count)).toEqual([{ count: 2 }]);
});

test("deleted text stays in freed bytes", () => {
  expect(Buffer.from(buildDatabase(PLAN).main).includes("gone-but-there")).toBe(true);
});

test.each(["UTF-16le", "UTF-16be"] as const)("writes %s when asked", (encoding) => {
  const files = buildDatabase({ ...PLAN, encoding });
  expect(query(files, "PRAGMA encoding")).toEqual([{ encoding }]);
  expect(query(files, "SELECT text FROM note WHERE id = 1")).toEqual([{ text: "häß" }]);
});

test("an edit works the log in", () => {
  const main = editDatabase(buildDatabase(LOGGED), ["UPDATE note SET text = 'edited' WHERE id = 4"]);
  expect(query({ main }, "SELECT text FROM note WHERE id = 4")).toEqual([{ text: "edited" }]);
});

/** Bytes 18 and 19 say whether a log may lie beside the file. */
const asRollback = (main: Uint8Array) => main.slice().fill(1, 18, 20);

const query = ({ main, log }: DatabaseFiles, sql: string) => queryBytes(main, sql, { "-wal": log });
