import { expect, test } from "vitest";
import { createMemorySpool } from "../bytes/spool.ts";
import { type EvidenceTime, fromUnixSeconds } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { artifactResult } from "../testing/analysis.ts";
import { createTimeline, nearbyCommunication } from "./timeline.ts";

const at = (second: number): EvidenceTime => fromUnixSeconds(1_700_000_000 + second)!;
const row = (second: number, over: Partial<TimelineRow> = {}): TimelineRow => ({
  time: at(second),
  kind: "process",
  message: "m",
  artifact: "ios/a",
  evidence: "e",
  ...over,
});

function timelineOf(rows: readonly TimelineRow[]): { utc: TimelineRow[]; deviceLocal: TimelineRow[] } {
  const builder = createTimeline(createMemorySpool());
  for (const one of rows) builder.add(one);
  const { utc, deviceLocal } = builder.timeline();
  return { utc: [...utc], deviceLocal: [...deviceLocal] };
}

test("sorts by time and then by all that is written, and tells a row once", () => {
  const rows = [row(2), row(1, { artifact: "ios/b" }), row(1), row(2)];
  const { utc } = timelineOf(rows);
  expect(utc.map(({ time, artifact }) => [time.earliest.slice(0, -9), artifact])).toEqual([
    ["1700000001", "ios/a"],
    ["1700000001", "ios/b"],
    ["1700000002", "ios/a"],
  ]);
  expect(timelineOf([...rows].reverse())).toEqual(timelineOf(rows));
});

test("what only the phone's own clock tells is never mixed with UTC", () => {
  const local = row(5, { time: { ...at(5), clock: "device-local", zoneSource: "assumed" } });
  const { utc, deviceLocal } = timelineOf([row(1), local, row(9)]);
  expect(utc).toHaveLength(2);
  expect(deviceLocal).toEqual([local]);
});

test("tells of communication within a day of a finding its kind and second, and nothing else", () => {
  const times = BigInt64Array.from(
    [-86_401, -86_400, 0, 86_400, 86_401, 400_000].map((second) => (1_700_000_000n + BigInt(second)) * 1_000_000_000n),
  );
  const rows = [...nearbyCommunication([artifactResult({ id: "ios/sms", communications: [{ kind: "message", times }] })], [at(0)])];
  expect(rows.map(({ time }) => Number(time.earliest.slice(0, -9)) - 1_700_000_000)).toEqual([-86_400, 0, 86_400]);
  expect(new Set(rows.map(({ evidence, message }) => `${evidence}|${message}`))).toEqual(new Set(["|A message was sent or received."]));
});

test("tells of no communication where there is no finding with a time", () => {
  const communications = [{ kind: "message" as const, times: BigInt64Array.from([1_700_000_000_000_000_000n]) }];
  expect([...nearbyCommunication([artifactResult({ id: "ios/sms", communications })], [])]).toEqual([]);
});
