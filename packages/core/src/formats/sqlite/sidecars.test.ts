import { describe, expect, test } from "vitest";
import { bytesSource } from "../../bytes/byte-source.ts";
import { buildDatabase, createTestEngine } from "../../testing/sqlite.ts";
import { buildWal } from "../../testing/sqlite-wal.ts";
import { openPageDatabase, openPageReader } from "./page-reader/page-database.ts";
import { openPages } from "./page-reader/page-store.ts";
import { readWal } from "./write-ahead-log.ts";

const engine = await createTestEngine();
const PAGE = { pageSize: 512 };
const FILL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)";
const EMPTY = "CREATE TABLE t(x TEXT)";
const FULL = `${EMPTY}; ${FILL} INSERT INTO t SELECT 'row ' || i FROM n`;
const MORE = `${FULL}; ${FILL} INSERT INTO t SELECT 'more ' || i FROM n`;
const states = await Promise.all([EMPTY, FULL, MORE].map((sql) => buildDatabase(sql, PAGE)));
const main = bytesSource(states[0]!);
const FRAME_BYTES = 24 + PAGE.pageSize;

/** Notes of the engine, and the rows in SQLite and in our own reader, which must be as many where the log applies. */
function read(wal: Uint8Array): { notes: readonly string[]; rows: number } {
  const query = { from: "t", select: ["x"] };
  const database = engine.open(main, { wal: bytesSource(wal) });
  const rows = [...database.rows(query)].flat().length;
  if (database.notes.includes("wal-applied")) {
    const own = openPageDatabase(openPageReader(openPages(main, readWal(bytesSource(wal)))), []);
    expect([...own.rows(query)].flat()).toHaveLength(rows);
  }
  return { notes: database.notes, rows };
}
const changed = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at]! ^= 1;
  return copy;
};

describe("a write-ahead log", () => {
  test.each([true, false])("is applied up to its last commit (little endian: %s)", (isLittleEndian) => {
    const wal = buildWal(states, { isLittleEndian });
    expect(read(wal)).toEqual({ notes: ["wal-applied"], rows: 400 });
    expect(read(wal.subarray(0, wal.length - FRAME_BYTES))).toEqual({ notes: ["wal-applied"], rows: 200 });
  });

  test("is said to be damaged when it ends within a frame of its own, even if no transaction is whole", () => {
    const wal = buildWal(states);
    for (const missing of [1, FRAME_BYTES - 25, FRAME_BYTES + 7]) {
      expect(read(wal.subarray(0, wal.length - missing)).notes, `${missing} bytes missing`).toContain("wal-damaged");
    }
    expect(read(wal.subarray(0, 32 + FRAME_BYTES + 100))).toEqual({ notes: ["wal-damaged"], rows: 0 });
  });

  test("may end within a frame that is left of an earlier use", () => {
    const wal = buildWal(states);
    const rest = wal.slice(32, 32 + 100);
    rest[8]! ^= 1;
    expect(read(Uint8Array.from([...wal, ...rest]))).toEqual({ notes: ["wal-applied"], rows: 400 });
  });

  test("is said to be damaged when a frame before a commit has a wrong checksum", () => {
    const wal = buildWal(states);
    const second = 32 + readWal(bytesSource(buildWal(states.slice(0, 2)))).committedFrames * FRAME_BYTES;
    expect(read(changed(wal, second + 100))).toEqual({ notes: ["wal-applied", "wal-damaged"], rows: 200 });
    expect(read(changed(wal, 40))).toEqual({ notes: ["wal-damaged"], rows: 0 });
    expect(read(changed(wal, 20))).toEqual({ notes: ["wal-damaged"], rows: 0 });
    expect(read(new Uint8Array(5000).fill(7))).toEqual({ notes: ["wal-damaged"], rows: 0 });
  });

  test("is whole where it ends in a transaction that was never committed, whatever its checksums", () => {
    const wal = buildWal(states).subarray(0, -FRAME_BYTES);
    expect(read(changed(wal, wal.length - 10))).toEqual({ notes: ["wal-applied"], rows: 200 });
  });

  test("does not count the frames that an earlier log left behind", () => {
    const old = buildWal(states, { salts: [9, 9] });
    old.set(buildWal(states.slice(0, 2)));
    expect(read(old)).toEqual({ notes: ["wal-applied"], rows: 200 });
  });

  test("gives no note when nothing is in it", () => {
    expect(read(new Uint8Array())).toEqual({ notes: [], rows: 0 });
    expect(read(new Uint8Array(32))).toEqual({ notes: [], rows: 0 });
  });

  test("of a database with other pages is not applied", async () => {
    const others = await Promise.all([EMPTY, FULL].map((sql) => buildDatabase(sql, { pageSize: 1024 })));
    const sameFirstPage = others[1]!.slice();
    sameFirstPage.set(others[0]!.subarray(0, 1024));
    expect(read(buildWal([others[0]!, sameFirstPage]))).toEqual({ notes: ["wal-damaged"], rows: 0 });
  });
});

describe("a rollback journal", () => {
  const magic = Uint8Array.of(0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7);
  const journal = (head: Uint8Array, length: number) => {
    const bytes = new Uint8Array(length);
    bytes.set(head.subarray(0, length));
    return bytesSource(bytes);
  };

  test("that was never finished is named and not applied", () => {
    const database = engine.open(bytesSource(states[1]!), { journal: journal(magic, 1024) });
    expect(database.notes).toEqual(["journal-not-applied"]);
    expect([...database.rows({ from: "t", select: ["x"] })].flat()).toHaveLength(200);
  });

  test("that was ended is nothing to speak of", () => {
    for (const ended of [journal(new Uint8Array(), 0), journal(new Uint8Array(), 1024), journal(magic, 8)]) {
      expect(engine.open(bytesSource(states[1]!), { journal: ended }).notes).toEqual([]);
    }
  });
});
