import { expect, test } from "vitest";
import { createMemorySpool } from "../bytes/spool.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { packRows, packsCursor, rowsOf } from "./row-pack.ts";
import { compareRows, createRowSorter, type RowSorter } from "./row-sorter.ts";
import { createTimeline } from "./timeline.ts";

const row = (earliest: string, over: Partial<TimelineRow> = {}): TimelineRow => ({
  time: { earliest, latest: "1612345678999999999", clock: "utc", zoneSource: "assumed" },
  kind: "visit",
  message: "a heron",
  artifact: "ios/nest",
  evidence: "nest row 1",
  ...over,
});
const MILLION = 1_600_000_000_000_000_000n;
/** 7,919 is prime: each place below `count` once, in no order. */
const shuffledRows = (count: number, over: Partial<TimelineRow> = {}): TimelineRow[] =>
  Array.from({ length: count }, (_, index) => row(String(MILLION + BigInt((index * 7_919) % count)), over));
const packOf = (rows: readonly TimelineRow[]) => packRows("ios/nest", rows);
const timesOf = (sorter: RowSorter): string[] => [...sorter.rows()].map(({ time }) => time.earliest);
const SMALL = { maxRows: 100, maxCharacters: 1 << 20, maxRuns: 128 };

test("rows come out as they went in, whatever evidence wrote into them", () => {
  const texts = ["plain", '",]"\n\0\u2028', "\ud83d\ude00 \ud800", "", "鷺"];
  const rows = texts.flatMap((text, index) => [
    row(String(index), { message: text, evidence: `${text} row 1` }),
    row("-5", { kind: "boot", time: { earliest: "-5", latest: "-5", clock: "host", zoneSource: "explicit" } }),
  ]);
  expect([...rowsOf(packOf(rows))]).toEqual(rows);
  expect([...rowsOf(packOf([]))]).toEqual([]);
});

test("what rows have in common stands once", () => {
  const pack = packOf([row("1"), row("2"), row("3", { kind: "boot" }), row("4")]);
  expect(pack.heads).toHaveLength(2);
  expect([...pack.headOf]).toEqual([0, 0, 1, 0]);
});

test("packs are read in order, also where a double cannot tell two instants apart", () => {
  const close = [3n, 1n, 2n].map((nanosecond) => row(String(1_700_000_000_000_000_000n + nanosecond)));
  const packs = [packOf([close[0]!, row("-1"), row("20")]), packOf([close[1]!, close[2]!, row("9")])];
  const seen: string[] = [];
  const cursor = packsCursor(packs, compareRows);
  for (; cursor.row; cursor.next()) seen.push(cursor.row.time.earliest);
  expect(seen).toEqual(["-1", "9", "20", "1700000000000000001", "1700000000000000002", "1700000000000000003"]);
});

test.each([40, 99, 100, 101, 1_000])("a sorter gives of packs of %i rows what it gives of rows", (size) => {
  const rows = shuffledRows(1_000);
  const byRow = createRowSorter(createMemorySpool(), SMALL);
  const byPack = createRowSorter(createMemorySpool(), SMALL);
  for (const one of rows) byRow.add(one);
  for (let at = 0; at < rows.length; at += size) byPack.addPack(packOf(rows.slice(at, at + size)));
  byPack.add(row("7"));
  byPack.add(rows[0]!);
  expect(timesOf(byPack)).toEqual(["7", ...timesOf(byRow)]);
  expect(timesOf(byPack)).toEqual(["7", ...timesOf(byRow)]);
  expect([byPack.kept(), byPack.leftOut()]).toEqual([1_002, 0]);
});

test("rows of packs that have no room are left out and counted one by one", () => {
  const sorter = createRowSorter(createMemorySpool(10), SMALL);
  for (let pack = 0; pack < 4; pack++) sorter.addPack(packOf(shuffledRows(60)));
  expect([sorter.kept(), sorter.leftOut()]).toEqual([100, 140]);
});

test("long texts of packs go to the spool before they fill the memory", () => {
  let pieces = 0;
  const inner = createMemorySpool();
  const begin = () => {
    pieces++;
    return inner.begin();
  };
  const sorter = createRowSorter({ begin }, { ...SMALL, maxCharacters: 10_000 });
  for (let pack = 0; pack < 3; pack++) sorter.addPack(packOf([row(String(pack), { evidence: "heron ".repeat(1_000) })]));
  expect(pieces).toBe(2);
  expect(timesOf(sorter)).toEqual(["0", "1", "2"]);
});

test("of a pack with rows of both clocks each goes to its timeline", () => {
  const local = row("5", { time: { ...row("5").time, clock: "device-local" } });
  const builder = createTimeline(createMemorySpool());
  for (const rows of [[row("2"), local, row("1")], [local], [row("3")], []]) builder.addPack(packOf(rows));
  const { utc, deviceLocal, kept } = builder.timeline();
  expect([...utc].map(({ time }) => time.earliest)).toEqual(["1", "2", "3"]);
  expect([...deviceLocal]).toEqual([local]);
  expect(kept).toBe(5);
});
