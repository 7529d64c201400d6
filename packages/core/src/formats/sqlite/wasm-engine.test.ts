import { describe, expect, test } from "vitest";
import { bytesSource } from "../../bytes/byte-source.ts";
import { buildDatabase, createTestEngine } from "../../testing/sqlite.ts";
import type { EvidenceDatabase, TableQuery } from "./database.ts";
import type { SqlRow } from "./value.ts";

const engine = await createTestEngine();

const openSql = async (sql: string | string[], pageSize?: number): Promise<EvidenceDatabase> =>
  engine.open(bytesSource(await buildDatabase(sql, pageSize === undefined ? {} : { pageSize })));
const rowsOf = (database: EvidenceDatabase, query: TableQuery): SqlRow[] => [...database.rows(query)].flat();

describe("reading with SQLite", () => {
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
});
