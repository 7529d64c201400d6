import { expect, test } from "vitest";
import crashReports, { type CrashReport } from "../../artifacts/ios/crash-reports.ts";
import powerLog, { type PowerLogEntry } from "../../artifacts/ios/power-log.ts";
import processes from "../../artifacts/ios/processes.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./new-program-after-crashes.ts";

const T = 1_700_000_000;
const at = (seconds: number) => fromUnixSeconds(T + seconds)!;
const crash = (seconds: number, fields: Partial<CrashReport> = {}): CrashReport => ({
  ...{ kind: "report", bugType: "309", reportType: "crash", incident: String(seconds), name: "homed", exception: "EXC_BAD_ACCESS" },
  time: at(seconds),
  ...fields,
});
const CRASHES = [0, 60, 120, 180, 240, 300].map((seconds) => crash(seconds));
const started = (process: string, seconds: number, fields: Partial<PowerLogEntry> = {}): PowerLogEntry => ({
  ...{ kind: "started", process, time: at(seconds) },
  ...fields,
});
/** The diary had been noting programs for two days. */
const BEFORE = started("lsd", -2 * 86_400);
const judge = (diary: readonly PowerLogEntry[], crashes: readonly CrashReport[] = CRASHES) =>
  programHitsOf(rule, [crashReports, crashes], [powerLog, diary]);

test("speaks of a program that was first seen within ten minutes of a burst, and rests on the crashes too", () => {
  const hits = judge([BEFORE, started("DEMO-fresh", 500), started("DEMO-fresh", 90_000)]);
  expect(hits).toMatchObject([
    {
      hit: {
        subject: { type: "process:name", value: "DEMO-fresh" },
        params: { name: "DEMO-fresh", program: "homed", count: 6 },
        time: at(500),
      },
      count: 2,
    },
  ]);
  expect(hits[0]!.evidence.map(({ result }) => result.id)).toEqual(["ios/power-log", ...CRASHES.map(() => "ios/crash-reports")]);
});

test("calls by its path what the log knows in a folder for data, whatever its name", () => {
  const known = { pid: 1, euid: 0, boot: "B", isUnresolved: false };
  const log = [
    { ...known, path: "/usr/libexec/lsd", first: at(-100_000), last: at(0) },
    { ...known, path: "/private/var/tmp/imagent", first: at(200), last: at(210) },
    { ...known, path: "/usr/libexec/rare", first: at(200), last: at(210) },
    { ...known, path: "/private/var/containers/Bundle/Application/A/A.app/A", first: at(200), last: at(210) },
  ];
  expect(programHitsOf(rule, [crashReports, CRASHES], [unifiedLogProcesses, log])).toMatchObject([
    { hit: { subject: { type: "file:path", value: "/private/var/tmp/imagent" } } },
  ]);
});

test("is silent on what had run before, came later or earlier, is the system's or an app's, or has a cut name", () => {
  const silent = [
    ...[started("DEMO-old", -7_000), started("DEMO-old", 400)],
    ...[started("DEMO-late", 901), started("DEMO-early", -1), started("lsd", 400)],
    ...[started("DEMO-app", 400, { bundleId: "com.example.app" }), started("com.apple.DEMOSoftwareUpdate.Br", 400)],
  ];
  expect(judge([BEFORE, ...silent])).toEqual([]);
});

test("is silent where the source had not been watching for a day, where a list alone saw it, and without a time", () => {
  expect(judge([started("lsd", -80_000), started("DEMO-fresh", 500)])).toEqual([]);
  const listed = { pid: 1, uid: 0, command: "/private/var/tmp/x", path: "/private/var/tmp/x" };
  expect(programHitsOf(rule, [crashReports, CRASHES], [powerLog, [BEFORE]], [processes, [listed]])).toEqual([]);
  expect(judge([BEFORE, { kind: "started", process: "DEMO-fresh" }])).toEqual([]);
  const byItsOwnClock = { ...at(500), clock: "powerlog" as const };
  expect(judge([BEFORE, started("DEMO-fresh", 500, { time: byItsOwnClock })])).toEqual([]);
});

test("is silent without a burst: few crashes, crashes far apart, kills, other programs, reports without a time or an exception", () => {
  const diary = [BEFORE, started("DEMO-fresh", 500)];
  const all = (fields: Partial<CrashReport>) => CRASHES.map(({ time, ...report }) => ({ ...report, ...(time && { time }), ...fields }));
  expect(judge(diary, CRASHES.slice(0, 4))).toEqual([]);
  expect(
    judge(
      diary,
      [0, 400, 800, 1_200, 1_600].map((seconds) => crash(seconds - 1_500)),
    ),
  ).toEqual([]);
  expect(judge(diary, all({ exception: "EXC_CRASH" }))).toEqual([]);
  expect(judge(diary, all({ name: "Notes" }))).toEqual([]);
  const damaged = CRASHES.map(({ time: _time, exception: _exception, ...report }) => report);
  expect(judge(diary, damaged)).toEqual([]);
});
