import { expect, test } from "vitest";
import type { DataUsageRecord } from "../../artifacts/ios/data-usage.ts";
import type { SmsRecord } from "../../artifacts/ios/sms.ts";
import { fromAppleTime } from "../../model/time.ts";
import type { CorrelateDetection, Moment } from "../detection.ts";
import goneProcessBesideLure from "./gone-process-beside-lure.ts";

const detection = goneProcessBesideLure as CorrelateDetection;
const time = (hours: number) => fromAppleTime(700_000_000 + hours * 3600)!;
const moment = (stream: string, hours: number): Moment => ({
  stream,
  time: time(hours),
  subject: "gone-process-beside-lure",
  record: { artifact: "x", file: { path: "/x", rawPath: "x" } as Moment["record"]["file"], at: [], data: {} },
  families: [],
});
const usage = (fields: Partial<DataUsageRecord>): DataUsageRecord =>
  ({ kind: "usage", usageKey: 1, isOrphan: true, ...fields }) as DataUsageRecord;

test("looks at usage whose process is gone, and at nothing else of that database", () => {
  expect(detection.anchor.select(usage({ processKey: 5, used: time(0) }))).toMatchObject({ time: time(0) });
  expect(detection.anchor.select(usage({ processKey: 5, used: time(0), isOrphan: false }))).toBeUndefined();
  expect(detection.anchor.select(usage({ used: time(0) }))).toBeUndefined();
  expect(detection.anchor.select(usage({ processKey: 5 }))).toBeUndefined();
  expect(detection.anchor.select({ kind: "process", processKey: 5, hasUsage: false } satisfies DataUsageRecord)).toBeUndefined();
});

test("looks beside it at messages received in which an indicator matched, by when they were sent", () => {
  const { lure } = detection.beside;
  const received: SmsRecord = { kind: "deleted-part", isFromMe: false, isHandleMissing: false, isGroup: false, sent: time(1) };
  expect(lure!.matchedAs).toEqual(["received"]);
  expect(lure!.select(received)).toMatchObject({ time: time(1) });
  expect(lure!.select({ kind: "handle", handle: "x@y.z" } satisfies SmsRecord)).toBeUndefined();
});

test("tells how many hours lie between, in one finding whatever their number", () => {
  expect(detection.windowSeconds).toBe(72 * 3600);
  expect(detection.correlate(moment("anchor", 0), [moment("lure", -2.5), moment("lure", 9)])).toMatchObject({
    subject: "gone-process-beside-lure",
    params: { hours: 3 },
  });
});

test("is silent without such a message", () => {
  expect(detection.correlate(moment("anchor", 0), [])).toBeUndefined();
});
