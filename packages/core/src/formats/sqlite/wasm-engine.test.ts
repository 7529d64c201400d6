import { describe, expect, test } from "vitest";
import { type ByteSource, bytesSource } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { buildDatabase, createTestEngine } from "../../testing/sqlite.ts";
import type { EvidenceDatabase, TableQuery } from "./database.ts";
import type { SqlRow } from "./value.ts";

const engine = await createTestEngine();

const openSql = async (sql: string, pageSize?: number): Promise<EvidenceDatabase> =>
  engine.open(bytesSource(await buildDatabase(sql, pageSize === undefined ? {} : { pageSize })));
const rowsOf = (database: EvidenceDatabase, query: TableQuery): SqlRow[] => [...database.rows(query)].flat();
const errorOf = (action: () => unknown): FormatError => {
  try {
    action();
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error("no error");
};
/** Rows of a query up to an error, and the error. */
function rowsUntilError(database: EvidenceDatabase, query: TableQuery): { rows: SqlRow[]; error: FormatError } {
  const rows: SqlRow[] = [];
  const error = errorOf(() => {
    for (const batch of database.rows(query)) rows.push(...batch);
  });
  return { rows, error };
}
const NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <";

describe("values and queries", () => {
  test("gives every type exactly as it is stored", async () => {
    const database = await openSql(`
      CREATE TABLE v(id INTEGER PRIMARY KEY, x);
      INSERT INTO v(x) VALUES (9223372036854775807), (-9223372036854775808), (0), (1), (1.5), (-0.0), (9e999), ('tëxt'), (''),
        (x'00ff10'), (x''), (NULL), (CAST(x'efbbbf41' AS TEXT)), (CAST(x'41ff42' AS TEXT)), (CAST(x'610062' AS TEXT));
    `);
    expect(rowsOf(database, { from: "v", select: ["x"] }).flat()).toEqual([
      9223372036854775807n,
      -9223372036854775808n,
      0n,
      1n,
      1.5,
      -0,
      Number.POSITIVE_INFINITY,
      "tëxt",
      "",
      Uint8Array.of(0, 255, 16),
      Uint8Array.of(),
      null,
      "\ufeffA",
      "A\ufffdB",
      "a\0b",
    ]);
  });

  test("keeps values of earlier batches when later rows overwrite SQLite's memory", async () => {
    const database = await openSql(
      `CREATE TABLE v(b); ${NUMBERS} 1000) INSERT INTO v SELECT printf('%d', i) || zeroblob(0) FROM n; UPDATE v SET b = CAST(b AS BLOB)`,
    );
    const texts = rowsOf(database, { from: "v", select: ["b"] }).map(([blob]) => new TextDecoder().decode(blob as Uint8Array));
    expect(texts).toEqual(Array.from({ length: 1000 }, (_, index) => String(index + 1)));
  });

  test("joins to the left, and gives NULL for columns and tables that are not there", async () => {
    const database = await openSql(`
      CREATE TABLE message(ROWID INTEGER PRIMARY KEY, handle_id INTEGER, text TEXT);
      CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT);
      INSERT INTO handle VALUES (7, '+1555'); INSERT INTO message VALUES (1, 7, 'a'), (2, 8, 'b'), (3, NULL, 'c');
    `);
    const query: TableQuery = {
      from: "message",
      select: ["rowid", "text", "h.id", "subject", "h.country", "chat.guid", "h.rowid"],
      joins: [
        { as: "h", table: "handle", on: "rowid", equals: "handle_id" },
        { as: "chat", table: "chat", on: "rowid", equals: "chat_id" },
      ],
    };
    expect(rowsOf(database, query)).toEqual([
      [1n, "a", "+1555", null, null, null, 7n],
      [2n, "b", null, null, null, null, null],
      [3n, "c", null, null, null, null, null],
    ]);
  });

  test("says which table is missing, and answers has() without regard to case", async () => {
    const database = await openSql("CREATE TABLE Message(Text)");
    expect(database.has("message")).toBe(true);
    expect(database.has("MESSAGE", "text")).toBe(true);
    expect(database.has("message", "rowid")).toBe(false);
    expect(database.has("chat")).toBe(false);
    expect(errorOf(() => rowsOf(database, { from: "chat", select: ["rowid"] }))).toMatchObject({ code: "unsupported" });
  });

  test("orders tables WITHOUT ROWID by their key and has no rowid for them", async () => {
    const database = await openSql(
      "CREATE TABLE k(v, b, a, PRIMARY KEY (a, b)) WITHOUT ROWID; INSERT INTO k VALUES (1, 2, 2), (2, 1, 2), (3, 9, 1)",
    );
    expect(rowsOf(database, { from: "k", select: ["rowid", "v"] })).toEqual([
      [null, 3n],
      [null, 2n],
      [null, 1n],
    ]);
  });

  test("gives the true rowid where a column bears its name", async () => {
    const shadowed = "INSERT INTO t VALUES ('not', 'the', 'rowid')";
    for (const columns of ["rowid, a, b", "rowid, _rowid_, b", "rowid, _rowid_, oid"]) {
      const database = await openSql(`CREATE TABLE t(${columns}); ${shadowed}; ${shadowed}`);
      expect(rowsOf(database, { from: "t", select: ["rowid"] })).toEqual([[1n], [2n]]);
    }
  });

  test("orders text by its bytes and settles ties by rowid, whatever collation the column has", async () => {
    const database = await openSql(`
      CREATE TABLE t(name TEXT COLLATE NOCASE); INSERT INTO t VALUES ('b'), ('B'), (NULL), ('a'), ('b'), (x'61'), (5);
      CREATE TABLE u(name TEXT COLLATE RTRIM, n); INSERT INTO u VALUES ('b', 1), ('x', 2);
      PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(replace(sql, 'NOCASE', 'APPLE'), 'RTRIM', 'ANDROID');
    `);
    const query: TableQuery = {
      from: "t",
      select: ["rowid", "u.n"],
      orderBy: ["name"],
      joins: [{ as: "u", table: "u", on: "name", equals: "name" }],
    };
    expect(rowsOf(database, query)).toEqual([
      [3n, null],
      [7n, null],
      [2n, null],
      [4n, null],
      [1n, 1n],
      [5n, 1n],
      [6n, null],
    ]);
  });

  test("quotes every name, so that none is taken for SQL or for a string", async () => {
    const database = await openSql(`CREATE TABLE "a""b; DROP"("c""d", "select", "x.y"); INSERT INTO "a""b; DROP" VALUES (1, 2, 3)`);
    expect([...database.tables]).toEqual([['a"b; DROP', ['c"d', "select", "x.y"]]]);
    expect(rowsOf(database, { from: 'a"b; DROP', select: ['c"d', "SELECT", "x.y", "1 AS one", '" OR 1'] })).toEqual([
      [1n, 2n, 3n, null, null],
    ]);
  });
});

describe("what counts as a table", () => {
  test("has neither views nor virtual tables, but the tables a full-text index is kept in", async () => {
    const database = await openSql(`
      CREATE TABLE real(x); CREATE VIEW seen AS SELECT x FROM real; CREATE VIRTUAL TABLE words USING fts5(body); INSERT INTO words VALUES ('kept');
    `);
    expect([...database.tables.keys()]).toEqual(["real", "words_data", "words_idx", "words_content", "words_docsize", "words_config"]);
    expect(rowsOf(database, { from: "words_content", select: ["c0"] })).toEqual([["kept"]]);
  });

  test("reads what a full-text module we do not have keeps its text in", async () => {
    const database = await openSql(`
      CREATE TABLE ft_content(docid INTEGER PRIMARY KEY, c0body); INSERT INTO ft_content VALUES (1, 'kept');
      PRAGMA writable_schema = ON;
      INSERT INTO sqlite_schema VALUES ('table', 'ft', 'ft', 0, 'CREATE VIRTUAL TABLE ft USING fts4(body)');
    `);
    expect([...database.tables.keys()]).toEqual(["ft_content"]);
    expect(rowsOf(database, { from: "ft_content", select: ["c0body"] })).toEqual([["kept"]]);
  });

  test("refuses an endless view that bears a table's name, even one that calls itself a table", async () => {
    const endless = "CREATE VIEW message AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS text FROM n";
    const disguise = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'table', rootpage = 2 WHERE name = 'message'";
    for (const sql of [endless, `CREATE TABLE other(x); ${endless}; ${disguise}`]) {
      const database = await openSql(sql);
      expect(database.has("message")).toBe(false);
      expect(errorOf(() => rowsOf(database, { from: "message", select: ["text"] }))).toMatchObject({ code: "unsupported" });
    }
  });
});

describe("bytes that are no sound database", () => {
  const content = `CREATE TABLE t(id INTEGER PRIMARY KEY, x); ${NUMBERS} 2000) INSERT INTO t SELECT i, printf('row %d of the table', i) FROM n`;
  const all: TableQuery = { from: "t", select: ["rowid", "x"] };

  test("tells nothing, something else and too little apart", async () => {
    const whole = await buildDatabase(content);
    expect(errorOf(() => engine.open(bytesSource(new Uint8Array())))).toMatchObject({ code: "truncated", message: "sqlite: 0 bytes" });
    expect(errorOf(() => engine.open(bytesSource(new Uint8Array(10))))).toMatchObject({ code: "not-this-format" });
    expect(errorOf(() => engine.open(bytesSource(new Uint8Array(8192).fill(0x5a))))).toMatchObject({ code: "not-this-format" });
    expect(errorOf(() => engine.open(bytesSource(whole.subarray(0, 50))))).toMatchObject({ code: "truncated" });
  });

  test("gives the rows before and after a damaged page, each once, and then says what is missing", async () => {
    const bytes = await buildDatabase(content, { pageSize: 1024 });
    bytes.fill(0xff, 1024 * 20, 1024 * 21);
    const database = engine.open(bytesSource(bytes));
    const { rows, error } = rowsUntilError(database, all);
    const ids = rows.map(([id]) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
    expect(ids.length).toBeGreaterThan(1900);
    expect(ids.length).toBeLessThan(2000);
    expect(ids.at(-1)).toBe(2000);
    expect(rows.every(([id, x]) => x === `row ${id} of the table`)).toBe(true);
    expect(error).toMatchObject({ code: "malformed", message: "sqlite: 1 pages and 0 rows of t could not be read" });
    expect(database.notes).toEqual(["salvaged"]);
  });

  test("reads what is left of a file that was cut off", async () => {
    const bytes = await buildDatabase(content, { pageSize: 1024 });
    const database = engine.open(bytesSource(bytes.subarray(0, Math.floor(bytes.length * 0.6))));
    expect(database.notes).toEqual(["own-reader", "salvaged"]);
    const { rows, error } = rowsUntilError(database, all);
    expect(rows.length).toBeGreaterThan(500);
    expect(error.code).toBe("truncated");
  });

  test("reads the other tables when one statement of the schema is damaged", async () => {
    const bytes = await buildDatabase(
      `${content}; CREATE TABLE u(y); CREATE INDEX i ON u(y); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE NOTHING' WHERE name = 'i'`,
    );
    const database = engine.open(bytesSource(bytes));
    expect(database.notes).toEqual(["own-reader", "salvaged"]);
    expect(rowsOf(database, all)).toHaveLength(2000);
  });

  test("ends when the pages of a tree lead back to themselves", async () => {
    const bytes = await buildDatabase(content, { pageSize: 1024 });
    const view = new DataView(bytes.buffer);
    const root = 1024; // page 2, an interior page: let all its children be its first
    const child = view.getUint32(root + view.getUint16(root + 12));
    for (let cell = 0; cell < view.getUint16(root + 3); cell++) view.setUint32(root + view.getUint16(root + 12 + cell * 2), child);
    const { rows, error } = rowsUntilError(engine.open(bytesSource(bytes)), all);
    expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
    expect(error.code).toBe("malformed");
  });

  test("hands on the error of a source that cannot be read, as the cause", async () => {
    const bytes = await buildDatabase(content.replace("2000", "20000"));
    const failure = new Error("no key for this file");
    const source: ByteSource = {
      byteLength: bytes.length,
      readSync(offset, into) {
        if (offset > bytes.length / 2) throw failure;
        return bytesSource(bytes).readSync(offset, into);
      },
    };
    const { rows, error } = rowsUntilError(engine.open(source), all);
    expect(rows.length).toBeGreaterThan(0);
    expect(error).toMatchObject({ code: "malformed", cause: failure });
  });
});

describe("limits", () => {
  test("stops endless work after a number of steps, and goes on with other databases", async () => {
    const small = await createTestEngine();
    const crossed =
      "CREATE TABLE a(x); CREATE TABLE b(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO a SELECT 1 FROM n; INSERT INTO b SELECT 1 FROM a;";
    const database = small.open(bytesSource(await buildDatabase(crossed)));
    const endless: TableQuery = { from: "a", select: ["b.x"], joins: [{ as: "b", table: "b", on: "x", equals: "x" }], orderBy: ["b.x"] };
    expect(rowsUntilError(database, endless).error.code).toBe("limit");
    database.close();
    const after = small.open(bytesSource(await buildDatabase("CREATE TABLE t(x); INSERT INTO t VALUES (1)")));
    expect(rowsOf(after, { from: "t", select: ["x"] })).toEqual([[1n]]);
  }, 60_000);

  test("makes its memory anew when it is full, and open databases stay readable", async () => {
    const small = await createTestEngine({ memoryPages: 160 });
    const open = small.open(bytesSource(await buildDatabase(`CREATE TABLE t(x); ${NUMBERS} 1000) INSERT INTO t SELECT i FROM n`)));
    const rows = open.rows({ from: "t", select: ["x"] });
    rows.next();
    const large = `CREATE TABLE t(x); ${NUMBERS} 40) INSERT INTO t SELECT zeroblob(1000000) || i FROM n`;
    const { error } = rowsUntilError(small.open(bytesSource(await buildDatabase(large))), { from: "t", select: ["x"], orderBy: ["x"] });
    expect(error.code).toBe("limit");
    expect([...rows].flat()).toHaveLength(1000 - 256);
    const again = small.open(bytesSource(await buildDatabase("CREATE TABLE t(x); INSERT INTO t VALUES (1)")));
    expect(rowsOf(again, { from: "t", select: ["x"] })).toEqual([[1n]]);
  });

  test("reads two tables of one database in turns", async () => {
    const database = await openSql(
      `CREATE TABLE a(x); CREATE TABLE b(x); ${NUMBERS} 1000) INSERT INTO a SELECT i FROM n; INSERT INTO b SELECT -x FROM a`,
    );
    const left = database.rows({ from: "a", select: ["x"] });
    const right = database.rows({ from: "b", select: ["x"] });
    const sums = [...left].flatMap((batch) => {
      const other = right.next().value as readonly SqlRow[];
      return batch.map(([x], index) => (x as bigint) + (other[index]![0] as bigint));
    });
    expect(sums).toEqual(new Array(1000).fill(0n));
  });

  test("opens and closes many databases on one engine without growing", async () => {
    const bytes = bytesSource(await buildDatabase(`CREATE TABLE t(x); ${NUMBERS} 500) INSERT INTO t SELECT zeroblob(900) FROM n`));
    const small = await createTestEngine({ memoryPages: 160 });
    let rows = 0;
    for (let index = 0; index < 300; index++) {
      const database = small.open(bytes);
      for (const batch of database.rows({ from: "t", select: ["x"] })) {
        rows += batch.length;
        break; // a reader that stops early leaves nothing behind either
      }
      database.close();
    }
    expect(rows).toBe(300 * 256);
  });

  test("does not go on reading a database that was closed", async () => {
    const database = await openSql(`CREATE TABLE t(x); ${NUMBERS} 1000) INSERT INTO t SELECT i FROM n`);
    const rows = database.rows({ from: "t", select: ["x"] });
    rows.next();
    database.close();
    expect(() => rows.next()).toThrow("closed");
  });
});
