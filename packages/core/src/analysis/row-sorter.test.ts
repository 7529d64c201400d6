import { expect, test } from "vitest";
import { createMemorySpool, type Spool } from "../bytes/spool.ts";
import { fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { MAX_MERGED_RUNS, MAX_ROW_CHARACTERS_IN_MEMORY, MAX_ROWS_IN_MEMORY } from "./limits.ts";
import { compareRows, createRowSorter, type RowSorter } from "./row-sorter.ts";

const TIME = fromUnixSeconds(1_700_000_000)!;
const PAST = 1_600_000_000_000_000_000n;

/** A row of always the same length, with a time of its own. */
const rowAt = (nanoseconds: bigint, over: Partial<TimelineRow> = {}): TimelineRow => ({
  time: { earliest: String(nanoseconds), latest: String(nanoseconds), clock: TIME.clock, zoneSource: TIME.zoneSource },
  kind: "process",
  message: "A process ran.",
  artifact: "ios/nest",
  evidence: "nest",
  ...over,
});
/** Numbers below `count`, each once, in no order: 7,919 is prime and divides none of the counts used here. */
const shuffled = (index: number, count: number): bigint => PAST + BigInt((index * 7_919) % count);

/** Limits that ten thousand rows go beyond. */
const SMALL = { maxRows: 100, maxCharacters: MAX_ROW_CHARACTERS_IN_MEMORY, maxRuns: MAX_MERGED_RUNS };
const timesOf = (sorter: RowSorter): string[] => [...sorter.rows()].map(({ time }) => time.earliest);

/** A memory spool that tells how many bytes went in and came out. */
function countingSpool(maxBytes?: number): { spool: Spool; counts: { written: number; read: number; pieces: number } } {
  const inner = createMemorySpool(maxBytes);
  const counts = { written: 0, read: 0, pieces: 0 };
  const begin = (): ReturnType<Spool["begin"]> => {
    const piece = inner.begin();
    counts.pieces++;
    return {
      append(bytes) {
        piece.append(bytes);
        counts.written += bytes.length;
      },
      finish() {
        const source = piece.finish();
        return {
          byteLength: source.byteLength,
          readSync(offset, into) {
            const got = source.readSync(offset, into);
            counts.read += got;
            return got;
          },
        };
      },
    };
  };
  return { spool: { begin }, counts };
}

test("few rows are sorted without the spool", () => {
  const { spool, counts } = countingSpool();
  const sorter = createRowSorter(spool);
  for (const second of [3n, 1n, 2n, 1n]) sorter.add(rowAt(PAST + second));
  expect([...sorter.rows()].map(({ time }) => BigInt(time.earliest) - PAST)).toEqual([1n, 2n, 3n]);
  expect(counts.pieces).toBe(0);
});

test("rows in the spool come back as they went in, in order, each once, as often as asked for", () => {
  const count = 2 * MAX_ROWS_IN_MEMORY + 10;
  const sorter = createRowSorter(createMemorySpool());
  const odd = rowAt(PAST, { message: "\ud800 lone \0 and \u2028, 鷺 🦩", evidence: '"]\n[' });
  for (let index = 0; index < count; index++) {
    sorter.add(rowAt(shuffled(index, count)));
    if (index % 1_000 === 0) sorter.add(odd);
  }
  for (let round = 0; round < 2; round++) {
    let last: TimelineRow | undefined;
    let seen = 0;
    let odds = 0;
    for (const row of sorter.rows()) {
      if (last && compareRows(last, row) >= 0) throw new Error(`${JSON.stringify(last)} before ${JSON.stringify(row)}`);
      if (row.message === odd.message) {
        expect(row).toEqual(odd);
        odds++;
      }
      last = row;
      seen++;
    }
    expect([seen, odds]).toEqual([count + 1, 1]);
  }
});

test("rows that differ in anything that is written, or in the clock, both stand", () => {
  const sorter = createRowSorter(createMemorySpool());
  const local = { ...rowAt(PAST).time, clock: "host" as const };
  const rows = [
    rowAt(PAST),
    rowAt(PAST, { kind: "boot" }),
    rowAt(PAST, { message: "b" }),
    rowAt(PAST, { artifact: "ios/b" }),
    rowAt(PAST, { evidence: "b" }),
    rowAt(PAST, { time: local }),
    rowAt(PAST, { time: { ...local, zoneSource: "assumed" } }),
  ];
  for (const row of [...rows, ...rows]) sorter.add(row);
  expect([...sorter.rows()]).toHaveLength(rows.length);
});

/** Bytes of a row in a run, by writing one full memory of them. */
function bytesOfRow(): number {
  const { spool, counts } = countingSpool();
  const sorter = createRowSorter(spool);
  for (let index = 0; index <= MAX_ROWS_IN_MEMORY; index++) sorter.add(rowAt(PAST + BigInt(index)));
  return counts.written / MAX_ROWS_IN_MEMORY;
}

test("never holds more rows than the named limit: counted by what went to the spool and came back", () => {
  const bytes = bytesOfRow();
  const count = 5 * MAX_ROWS_IN_MEMORY + 3;
  const { spool, counts } = countingSpool();
  const sorter = createRowSorter(spool);
  let mostHeld = 0;
  for (let index = 0; index < count; index++) {
    sorter.add(rowAt(shuffled(index, count)));
    mostHeld = Math.max(mostHeld, index + 1 - Math.round(counts.written / bytes));
  }
  expect(mostHeld).toBe(MAX_ROWS_IN_MEMORY);
  // What waits stays in memory; of each run there is a block besides.
  const waiting = count - Math.round(counts.written / bytes);
  let given = 0;
  let mostRead = 0;
  for (const _ of sorter.rows()) mostRead = Math.max(mostRead, waiting + Math.round(counts.read / bytes) - given++);
  expect(given).toBe(count);
  expect(mostRead).toBeLessThan(MAX_ROWS_IN_MEMORY);
});

test("long texts count: rows go to the spool before their texts fill the memory", () => {
  const { spool, counts } = countingSpool();
  const sorter = createRowSorter(spool);
  const long = "heron ".repeat(20_000);
  const rows = Math.ceil(MAX_ROW_CHARACTERS_IN_MEMORY / long.length) + 3;
  for (let index = 0; index < rows; index++) sorter.add(rowAt(PAST + BigInt(index), { evidence: long }));
  expect(counts.pieces).toBe(1);
  expect([...sorter.rows()]).toHaveLength(rows);
});

test("many runs are merged on the way, level by level, and no row is lost", () => {
  const count = 10_000;
  const { spool, counts } = countingSpool();
  const sorter = createRowSorter(spool, { ...SMALL, maxRuns: 3 });
  for (let index = 0; index < count; index++) sorter.add(rowAt(shuffled(index, count)));
  expect(timesOf(sorter)).toEqual(Array.from({ length: count }, (_, index) => String(PAST + BigInt(index))));
  // 99 runs were laid aside; each three became one, 33 times, each three of these one, 11 times, and so on.
  expect(counts.pieces).toBe(99 + 33 + 11 + 3 + 1);
});

test("where there is no room to merge, more runs are read at once", () => {
  const count = 1_000;
  const bytes = bytesOfRow();
  const sorter = createRowSorter(createMemorySpool(Math.ceil(1.2 * count * bytes)), { ...SMALL, maxRuns: 5 });
  for (let index = 0; index < count; index++) sorter.add(rowAt(shuffled(index, count)));
  expect(timesOf(sorter)).toHaveLength(sorter.kept());
  expect(sorter.kept() + sorter.leftOut()).toBe(count);
  expect(sorter.kept()).toBeGreaterThan(count / 2);
});

test("where the spool is full the rows that have no room are left out and counted, and the others are sorted", () => {
  const count = 4 * SMALL.maxRows;
  const sorter = createRowSorter(createMemorySpool(Math.ceil(1.5 * SMALL.maxRows * bytesOfRow())), SMALL);
  for (let index = 0; index < count; index++) sorter.add(rowAt(shuffled(index, count)));
  expect([sorter.kept(), sorter.leftOut()]).toEqual([2 * SMALL.maxRows, 2 * SMALL.maxRows]);
  const times = timesOf(sorter);
  expect(times).toHaveLength(2 * SMALL.maxRows);
  expect(times).toEqual([...times].sort());
});
