import { describe, expect, test } from "vitest";
import { bytesSource } from "../../../bytes/byte-source.ts";
import { FormatError } from "../../../bytes/format-error.ts";
import { damaged } from "../../../testing/damage.ts";
import { buildDatabase, createTestEngine } from "../../../testing/sqlite.ts";
import type { EvidenceDatabase } from "../database.ts";
import type { SqlRow } from "../value.ts";
import { openPageDatabase, openPageReader } from "./page-database.ts";
import { openPages } from "./page-store.ts";

const engine = await createTestEngine();
const openOurselves = (bytes: Uint8Array): EvidenceDatabase =>
  openPageDatabase(openPageReader(openPages(bytesSource(bytes), undefined)), []);
const contentOf = (database: EvidenceDatabase): Record<string, SqlRow[]> =>
  Object.fromEntries(
    [...database.tables].map(([table, columns]) => [table, [...database.rows({ from: table, select: ["rowid", ...columns] })].flat()]),
  );

/**
 * Python's sqlite3 wrote these: PRAGMA page_size = 512; CREATE TABLE t(id INTEGER PRIMARY KEY, x TEXT);
 * INSERT INTO t(x) VALUES ('grün'), ('𝄞'), (NULL), ('z'). Hex; a number stands for so many zero bytes.
 */
const LITTLE_ENDIAN = [
  "53514c69746520666f726d617420330002000101004020200000000200000002",
  11,
  "0100000004",
  11,
  "02",
  35,
  "02002e63010d00000001018c00018c",
  286,
  "7201072111110181457400610062006c006500740074000243005200450041005400450020005400410042004c00450020007400280069",
  "006400200049004e005400450047004500520020005000520049004d0041005200590020004b00450059002c0020007800200054004500",
  "5800540029000d0000000401de0001f301ea01e501de",
  462,
  "05040300117a000303030000070203001534d81edd0b0103001d67007200fc006e00",
];
const BIG_ENDIAN = [
  "53514c69746520666f726d617420330002000101004020200000000200000002",
  11,
  "0100000004",
  11,
  "03",
  35,
  "02002e63010d00000001018c00018c",
  286,
  "720107211111018145007400610062006c006500740074020043005200450041005400450020005400410042004c004500200074002800",
  "69006400200049004e005400450047004500520020005000520049004d0041005200590020004b00450059002c00200078002000540045",
  "0058005400290d0000000401de0001f301ea01e501de",
  462,
  "0504030011007a03030300000702030015d834dd1e0b0103001d0067007200fc006e",
];
const bytesOf = (pieces: readonly (string | number)[]): Uint8Array =>
  Uint8Array.from(
    pieces.flatMap((piece) =>
      typeof piece === "number" ? new Array(piece).fill(0) : piece.match(/../g)!.map((pair) => Number.parseInt(pair, 16)),
    ),
  );

describe("UTF-16 databases", () => {
  test.each([LITTLE_ENDIAN, BIG_ENDIAN])("are read by our own reader", (...pieces) => {
    const database = engine.open(bytesSource(bytesOf(pieces)));
    expect(database.notes).toEqual(["own-reader"]);
    expect([...database.tables]).toEqual([["t", ["id", "x"]]]);
    expect(contentOf(database)).toEqual({
      t: [
        [1n, 1n, "grün"],
        [2n, 2n, "𝄞"],
        [3n, 3n, null],
        [4n, 4n, "z"],
      ],
    });
  });
});

/** Rows in trees of several levels, in chains of overflow pages, in every kind of storage. */
const VARIED = `
  CREATE TABLE t(id INTEGER PRIMARY KEY, x, r REAL);
  CREATE TABLE k(v, a TEXT, b INT, PRIMARY KEY (b, a)) WITHOUT ROWID;
  CREATE INDEX by_x ON t(x);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
  INSERT INTO t SELECT i * i * i * 99991 - 5000000000, CASE i % 4 WHEN 0 THEN printf('%.*c', i * 5, 'ä') WHEN 1 THEN zeroblob(i * 3) WHEN 2 THEN i / 7.0 END, i FROM n;
  INSERT INTO t VALUES (-9223372036854775808, 1, NULL), (9223372036854775807, 140737488355327, 0.5);
  INSERT INTO k SELECT x, 'a' || id, id % 7 FROM t;
  ALTER TABLE t ADD COLUMN later TEXT DEFAULT 'not written';
`;

describe("our own reader", () => {
  test.each([512, 1024, 65536])("gives what SQLite gives, with pages of %i bytes", async (pageSize) => {
    const bytes = await buildDatabase(VARIED, { pageSize });
    const content = contentOf(engine.open(bytesSource(bytes)));
    expect(content["t"]).toHaveLength(402);
    expect(contentOf(openOurselves(bytes))).toEqual(content);
  });

  test("answers every damage with rows and a FormatError, as does SQLite", async () => {
    const bytes = await buildDatabase(VARIED.replace("< 400", "< 40"), { pageSize: 512 });
    const seen = { read: 0, refused: 0 };
    for (const { bytes: copy } of damaged(bytes, { cuts: 40, flips: 200 })) {
      for (const open of [() => openOurselves(copy), () => engine.open(bytesSource(copy))]) {
        try {
          contentOf(open());
          seen.read++;
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          seen.refused++;
        }
      }
    }
    expect(seen.read).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(80);
  });

  test("leaves out a row whose overflow chain is broken, and only that", async () => {
    const bytes = await buildDatabase("CREATE TABLE t(x); INSERT INTO t VALUES ('first'), (zeroblob(5000)), ('last')", { pageSize: 512 });
    const view = new DataView(bytes.buffer);
    view.setUint32(512 * 4, 3); // an overflow page now follows itself or another of its chain
    const database = openOurselves(bytes);
    const rows: SqlRow[] = [];
    expect(() => {
      for (const batch of database.rows({ from: "t", select: ["x"] })) rows.push(...batch);
    }).toThrow("0 pages and 1 rows of t could not be read");
    expect(rows).toEqual([["first"], ["last"]]);
  });

  test("does not believe a header that claims more pages than there can be", async () => {
    const bytes = await buildDatabase("CREATE TABLE t(x); INSERT INTO t VALUES (1)");
    new DataView(bytes.buffer).setUint32(28, 0xffffffff);
    const database = engine.open(bytesSource(bytes));
    expect(database.notes).toEqual(["own-reader", "salvaged"]);
    expect(contentOf(database)).toEqual({ t: [[1n, 1n]] });
  });
});
