import { expect, test } from "vitest";
import type { DataUsageRecord } from "../../artifacts/ios/data-usage.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import dataUsageDeletedRows from "./data-usage-deleted-rows.ts";

const DAY = 86_400;
const START = 700_000_000;
const process = (processKey: number): DataUsageRecord => ({ kind: "process", processKey, hasUsage: true, processName: `p${processKey}` });
const processes = (to: number, ...without: number[]): DataUsageRecord[] =>
  Array.from({ length: to }, (_, index) => index + 1)
    .filter((key) => !without.includes(key))
    .map(process);
const orphan = (processKey: number, day = 0): DataUsageRecord => ({
  kind: "usage",
  usageKey: processKey * 10 + day,
  processKey,
  isOrphan: true,
  used: fromAppleTime(START + day * DAY)!,
});
const judge = (...records: DataUsageRecord[]) => hitsOf(dataUsageDeletedRows, records);

test("is silent on a list without gaps and orphans, and on one that is empty", () => {
  expect(judge(...processes(100))).toEqual([]);
  expect(judge()).toEqual([]);
  expect(judge(...processes(100), { kind: "highest-key", processKey: 100 })).toEqual([]);
});

test("rates few orphans higher that lie close together in an otherwise whole list", () => {
  const hits = judge(...processes(100, 60, 61), orphan(60), orphan(60, 1), orphan(61, 2));
  expect(hits).toMatchObject([
    {
      subject: "deleted-rows",
      message: "summary-clustered",
      severity: "medium",
      confidence: "medium",
      count: 3,
      params: { orphans: 2, rows: 3, missing: 2, gaps: 1, processes: 98 },
    },
  ]);
  expect(hits[0]!.records).toHaveLength(3);
  expect(hits[0]!.time!.raw).toBe(String(START));
});

test("rates the same orphans low when they lie far apart or the list has other gaps", () => {
  expect(judge(...processes(100, 60, 61), orphan(60), orphan(61, 30))).toMatchObject([{ message: "summary-scattered", severity: "low" }]);
  expect(judge(...processes(100, 3, 9, 15, 22, 40, 60, 71, 80), orphan(60))).toMatchObject([
    { message: "summary-scattered", severity: "low" },
  ]);
});

test("takes many orphans for a restored phone, in one finding", () => {
  const hits = judge(...processes(100), ...Array.from({ length: 35 }, (_, index) => orphan(200 + index, index)));
  expect(hits).toMatchObject([
    { message: "summary-many", severity: "info", count: 35, benign: [{ message: expect.stringMatching(/restored-phone$/) }] },
  ]);
});

test("only informs of gaps that nothing else speaks of, also of those at the end", () => {
  expect(judge(...processes(100, 50))).toMatchObject([{ message: "summary-gaps-only", severity: "info", params: { missing: 1, gaps: 1 } }]);
  expect(judge(...processes(100), { kind: "highest-key", processKey: 105 })).toMatchObject([{ severity: "info", params: { missing: 5 } }]);
  expect(judge(...processes(50), process(30_050))).toMatchObject([{ params: { missing: 29_999, gaps: 1 } }]);
});

test("is silent on usage that names no process at all", () => {
  expect(judge(...processes(10), { kind: "usage", usageKey: 1, isOrphan: true })).toEqual([]);
});

test("does not call orphans without a time close together", () => {
  expect(judge(...processes(100, 60), { kind: "usage", usageKey: 1, processKey: 60, isOrphan: true })).toMatchObject([
    { message: "summary-scattered" },
  ]);
});

test("keeps a bounded number of records for one missing process", () => {
  const rows = Array.from({ length: 500 }, () => orphan(60));
  expect(judge(...processes(100, 60), ...rows)).toMatchObject([{ count: 500, records: { length: 10 } }]);
});
