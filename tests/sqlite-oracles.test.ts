import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { bytesSource } from "../packages/core/src/bytes/byte-source.ts";
import { sha256OfText } from "../packages/core/src/bytes/hasher.ts";
import type { EvidenceDatabase, TableQuery } from "../packages/core/src/formats/sqlite/database.ts";
import { openPageDatabase, openPageReader } from "../packages/core/src/formats/sqlite/page-reader/page-database.ts";
import { openPages } from "../packages/core/src/formats/sqlite/page-reader/page-store.ts";
import type { SqlRow, SqlValue } from "../packages/core/src/formats/sqlite/value.ts";
import { readWal } from "../packages/core/src/formats/sqlite/write-ahead-log.ts";
import { createTestEngine } from "../packages/core/src/testing/sqlite.ts";

const engine = await createTestEngine();
const folder = mkdtempSync(join(tmpdir(), "bridle-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SHARED = fileURLToPath(new URL("../../shared/public/", import.meta.url));
const REAL_DATABASES = existsSync(SHARED) ? readdirSync(SHARED, { recursive: true, encoding: "utf8" }).filter(isDatabase).sort() : [];

function isDatabase(name: string): boolean {
  const path = join(SHARED, name);
  return (
    /\.(db|sqlite|PLSQL)$|viber_data$|app_usage$/.test(name) && readFileSync(path).subarray(0, 15).toString("latin1") === "SQLite format 3"
  );
}

/** A table as its row count and the digest of its rows, whatever their order. */
interface TableDigest {
  readonly rows: number;
  readonly digest: string;
}
type Digests = Record<string, TableDigest>;

const textOf = (value: SqlValue): string => {
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString("hex")}`;
  return typeof value === "string" ? JSON.stringify(value) : `${typeof value} ${Object.is(value, -0) ? "-0" : value}`;
};
const digestOf = (rows: readonly SqlRow[]): TableDigest => ({
  rows: rows.length,
  digest: sha256OfText(
    rows
      .map((row) => row.map(textOf).join("|"))
      .sort()
      .join("\n"),
  ),
});

function ours(database: EvidenceDatabase): Digests {
  const digests: Digests = {};
  for (const [table, columns] of database.tables) digests[table] = digestOf([...database.rows({ from: table, select: columns })].flat());
  return digests;
}

function nodes(path: string): Digests {
  const database = new DatabaseSync(path, { readOnly: true });
  const digests: Digests = {};
  const listed = database.prepare(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'",
  );
  for (const { name } of listed.all()) {
    const statement = database.prepare(`SELECT * FROM "${String(name).replaceAll('"', '""')}"`);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    digests[String(name)] = digestOf(statement.all() as unknown as SqlRow[]);
  }
  database.close();
  return digests;
}

const sourceOf = (path: string) => bytesSource(new Uint8Array(readFileSync(path)));
const openOurselves = (path: string, walPath?: string): EvidenceDatabase =>
  openPageDatabase(openPageReader(openPages(sourceOf(path), walPath === undefined ? undefined : readWal(sourceOf(walPath)))), []);

describe.skipIf(REAL_DATABASES.length === 0)("databases of research phones", () => {
  test.each(REAL_DATABASES)("%s reads alike in SQLite, in our own reader and in Node", (name) => {
    const copy = join(folder, "real.db");
    copyFileSync(join(SHARED, name), copy);
    const expected = nodes(copy);
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    expect(ours(engine.open(sourceOf(copy)))).toEqual(expected);
    expect(ours(openOurselves(copy))).toEqual(expected);
  });
});

/** Tables in every form that is stored in its own way. */
const AWKWARD = `
  CREATE TABLE plain(a, "b c" TEXT DEFAULT 'it''s', [d] REAL, \`e\` NUMERIC, PRIMARY KEY(a));
  CREATE TABLE alias(x TEXT, id INTEGER PRIMARY KEY AUTOINCREMENT, y CHECK(y IN ('primary', 'key', '(')), UNIQUE(x, y));
  CREATE TABLE descending(id INTEGER PRIMARY KEY DESC, v); -- a quirk: no alias of the rowid
  CREATE TABLE tabular(v, id INTEGER, CONSTRAINT pk PRIMARY KEY (id DESC) ON CONFLICT REPLACE);
  CREATE TABLE sized(id INTEGER(8) PRIMARY KEY, v VARCHAR(10, 2) NOT NULL DEFAULT -1.5, w DEFAULT (x'ff'));
  CREATE TABLE keyed(v, b TEXT COLLATE NOCASE, a INT, w REAL, PRIMARY KEY (a, b)) WITHOUT ROWID;
  CREATE TABLE single(k TEXT PRIMARY KEY, v) STRICT, WITHOUT ROWID;
  CREATE TABLE computed(a INT, twice AS (a * 2), kept INT GENERATED ALWAYS AS (a + 1) STORED, z);
  CREATE TABLE hidden(oid TEXT, _rowid_ TEXT, v);
  CREATE TABLE "odd "" name"("from" /* , ) */ INT, "to.dot", 'single' TEXT);
  CREATE TABLE extremes(v);
  CREATE VIEW seen AS SELECT * FROM plain;
  CREATE INDEX by_x ON alias(x);
  CREATE VIRTUAL TABLE words USING fts5(body);
`.replace(" STRICT, WITHOUT", " WITHOUT");

const FILL = `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
  INSERT INTO plain SELECT i * 7919 % 1009, 'text ' || i, i, i / 4.0 FROM n;
  INSERT INTO alias SELECT NULL, rowid, 'key' FROM plain;
  INSERT INTO descending SELECT a, 1.0 FROM plain;
  INSERT INTO tabular SELECT "b c", a FROM plain;
  INSERT INTO sized(id) SELECT a FROM plain;
  INSERT INTO keyed SELECT "b c", a % 13, a, 3 FROM plain;
  INSERT INTO single SELECT "b c", a FROM plain;
  INSERT INTO computed(a, z) SELECT a, NULL FROM plain;
  INSERT INTO hidden SELECT 'not the rowid', 'neither', a FROM plain;
  INSERT INTO "odd "" name" SELECT 1, 2, 'ünï𝄞\u{feff}' FROM plain LIMIT 3;
  INSERT INTO extremes VALUES (9223372036854775807), (-9223372036854775808), (281474976710656), (-1), (0.1), (-0.0), (9e999), (''), (x''), (NULL),
    (zeroblob(100000)), (printf('%.90000c', 'ä')), (2147483648), (8388608), (-32769), (127), (-129);
  INSERT INTO extremes SELECT randomblob(i % 3000) FROM (SELECT a AS i FROM plain);
  INSERT INTO words VALUES ('some words'), ('more');
  DELETE FROM extremes WHERE rowid % 5 = 4;
  ALTER TABLE sized ADD COLUMN added INTEGER DEFAULT 42;
  ALTER TABLE alias ADD COLUMN later TEXT DEFAULT 'later';
  ALTER TABLE plain DROP COLUMN d;
  ALTER TABLE tabular RENAME TO "renamed table";
`;

function write(name: string, ...statements: string[]): string {
  const path = join(folder, name);
  const database = new DatabaseSync(path);
  for (const sql of statements) database.exec(sql);
  database.close();
  return path;
}

/** Node gives computed columns too, which are not in the pages. */
const withoutComputed = (digests: Digests): Digests =>
  Object.fromEntries(Object.entries(digests).filter(([table]) => table !== "computed"));

describe("databases written by Node", () => {
  test.each([512, 1024, 4096, 65536])("read alike with pages of %i bytes", (pageSize) => {
    const path = write(`awkward-${pageSize}.db`, `PRAGMA page_size = ${pageSize}`, AWKWARD, FILL);
    const expected = nodes(path);
    expect(ours(engine.open(sourceOf(path)))).toEqual(expected);
    expect(withoutComputed(ours(openOurselves(path)))).toEqual(withoutComputed(expected));
    expect([...openOurselves(path).rows({ from: "computed", select: ["a", "twice", "kept", "z"] })].flat()[0]).toEqual([
      1n,
      null,
      2n,
      null,
    ]);
  });

  test("join and sort alike in both readers and in a query written by hand", () => {
    const sql = `CREATE TABLE a(id INTEGER PRIMARY KEY, ref INTEGER, name TEXT COLLATE NOCASE); CREATE TABLE b(code TEXT, note); CREATE TABLE c(k TEXT PRIMARY KEY, n) WITHOUT ROWID;
      INSERT INTO a(ref, name) VALUES (1, 'b'), ('2', 'B'), (2.0, 'a'), (NULL, NULL), (x'31', x'62'), (3, 7), (1, '𝄞'), (9, 'ﬁ');
      INSERT INTO b VALUES ('1', 'x'), ('2', 'y'), ('1', 'z'), (x'31', 'blob'), (NULL, 'null'), ('2.0', 'real'), ('01', 'zero');
      INSERT INTO c VALUES ('x', 1), ('y', 2.5), ('blob', -1);`;
    const query: TableQuery = {
      from: "a",
      select: ["rowid", "ref", "NAME", "two.note", "three.n", "two.rowid", "three.rowid", "two.absent", "missing.x"],
      joins: [
        { as: "two", table: "b", on: "code", equals: "ref" },
        { as: "three", table: "c", on: "k", equals: "two.note" },
        { as: "missing", table: "nowhere", on: "x", equals: "id" },
      ],
      orderBy: ["name"],
    };
    const path = write("joined.db", sql);
    const byHand = new DatabaseSync(path).prepare(
      "SELECT a.id, ref, name, note, n, b.rowid, NULL, NULL, NULL FROM a LEFT JOIN b ON code = ref LEFT JOIN c ON k = note ORDER BY name COLLATE BINARY, a.id, b.rowid",
    );
    byHand.setReadBigInts(true);
    byHand.setReturnArrays(true);
    const expected = byHand.all() as unknown as SqlRow[];
    expect(expected.length).toBeGreaterThan(8);
    expect([...engine.open(sourceOf(path)).rows(query)].flat()).toEqual(expected);
    expect([...openOurselves(path).rows(query)].flat()).toEqual(expected);
    const wide = engine.open(sourceOf(write("joined-16.db", "PRAGMA encoding = 'UTF-16le'", sql)));
    expect([...wide.rows(query)].flat()).toEqual(expected);
  });

  test.each(["UTF-16le", "UTF-16be"])("read alike in %s", (encoding) => {
    const path = write(`${encoding}.db`, `PRAGMA encoding = '${encoding}'`, AWKWARD, FILL);
    const database = engine.open(sourceOf(path));
    expect(database.notes).toEqual(["own-reader"]);
    expect(withoutComputed(ours(database))).toEqual(withoutComputed(nodes(path)));
  });

  test.each(["UTF-8", "UTF-16le"])("read alike with a write-ahead log that is still open, in %s", (encoding) => {
    const path = join(folder, `log-${encoding}.db`);
    const writer = new DatabaseSync(path);
    writer.exec(`PRAGMA encoding = '${encoding}'; PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0`);
    writer.exec(AWKWARD);
    writer.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    writer.exec(FILL);
    writer.exec(
      "BEGIN; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; UPDATE plain SET e = 'never committed'; UPDATE hidden SET v = 'nor this'",
    );
    const main = sourceOf(path);
    const wal = sourceOf(`${path}-wal`);
    writer.exec("ROLLBACK");
    const expected = withoutComputed(nodes(path));
    writer.close();
    const database = engine.open(main, { wal });
    expect(database.notes).toEqual(encoding === "UTF-8" ? ["wal-applied"] : ["wal-applied", "own-reader"]);
    expect(withoutComputed(ours(database))).toEqual(expected);
    expect(ours(engine.open(main))["plain"]?.rows).toBe(0);
  });
});
