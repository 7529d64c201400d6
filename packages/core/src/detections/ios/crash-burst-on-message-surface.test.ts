import { expect, test } from "vitest";
import type { CrashReportRecord } from "../../artifacts/ios/crash-reports.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import crashBurst from "./crash-burst-on-message-surface.ts";

const { anchor, correlate } = crashBurst as CorrelateDetection;
const program = (value: string) => ({ type: "process:name", value }) as const;
const time = fromUnixSeconds(1_700_000_000)!;
const crash = (fields: object = {}): CrashReportRecord => ({
  kind: "report",
  bugType: "309",
  reportType: "crash",
  name: "MessagesBlastDoorService",
  exception: "EXC_BAD_ACCESS",
  time,
  ...fields,
});
const homed = momentSample("anchor", 0, { subject: program("homed") });
const beside = (count: number, name: string) =>
  Array.from({ length: count }, (_, n) => momentSample("crashes", n * 20, { subject: program(name) }));

test("counts faults in memory of programs that handle messages, with a time, and no others", () => {
  expect(anchor.select(crash())).toEqual({ time, subject: program("MessagesBlastDoorService") });
  const others = [{ name: "Game" }, { exception: "EXC_RESOURCE" }, { exception: undefined }, { time: undefined }, { name: undefined }];
  for (const other of others) expect(anchor.select(crash(other))).toBeUndefined();
  expect(anchor.select({ kind: "process", bugType: "298", name: "imagent" })).toBeUndefined();
});

test("speaks of five of one program in a short time, and not of fewer or of different ones", () => {
  expect(correlate(homed, beside(5, "homed"))).toMatchObject({ subject: program("homed"), params: { program: "homed", count: 5 } });
  expect(correlate(homed, beside(4, "homed"))).toBeUndefined();
  expect(correlate(homed, [...beside(4, "homed"), ...beside(20, "imagent")])).toBeUndefined();
});
