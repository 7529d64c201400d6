import { expect, test } from "vitest";
import dataUsage from "../artifacts/ios/data-usage.ts";
import logdataStatistics from "../artifacts/ios/logdata-statistics.ts";
import powerLog from "../artifacts/ios/power-log.ts";
import processes from "../artifacts/ios/processes.ts";
import taskinfo from "../artifacts/ios/taskinfo.ts";
import unifiedLogProcesses from "../artifacts/ios/unified-log-processes.ts";
import { fromUnixSeconds } from "../model/time.ts";
import { artifactResult } from "../testing/analysis.ts";
import { inventoryOf, type RecordsOfArtifact } from "../testing/programs.ts";
import { buildInventory } from "./inventory.ts";
import { MAX_INVENTORY, MAX_PROGRAM_PATH, MAX_PROGRAM_VALUES, MAX_PROGRAMS } from "./limits.ts";
import { createProgramTraces } from "./program-traces.ts";
import { programsDocument } from "./programs-document.ts";

const A = "BDBDD550-2B15-382C-BB61-1798AFD60460";
const logged = (process: string): object => ({ process });
const spoke = (path: string | undefined, imageUuid?: string): object => ({
  pid: 7,
  euid: 501,
  boot: "B",
  isUnresolved: path === undefined,
  ...(path && { path }),
  ...(imageUuid && { imageUuid }),
});
const task = (name: string, uuid?: string): object => ({ pid: 7, name, threads: 1, ...(uuid && { uuid }) });
const rows = (...sources: readonly RecordsOfArtifact[]): string[] =>
  inventoryOf(...sources).programs.map(
    ({ path, name, place, sightings }) => `${path ?? name} ${place} ${sightings.map(({ artifact }) => artifact).join(" ")}`,
  );

test("joins by path, by the one program of a name, by a name that was cut, and by the image", () => {
  const update = "/private/var/MobileSoftwareUpdate/MobileAsset/com.apple.MobileSoftwareUpdate.UpdateBrain";
  const joined = rows(
    [unifiedLogProcesses, [spoke("/usr/libexec/lsd", A), spoke(update)]],
    [logdataStatistics, [logged("/usr/libexec/lsd"), logged("/private/var/tmp/agent")]],
    [
      powerLog,
      [
        { kind: "started", process: "lsd" },
        { kind: "network", process: "com.apple.MobileSoftwareUpdate." },
        { kind: "group", process: "com.apple.lsd" },
      ],
    ],
    [dataUsage, [{ kind: "process", processKey: 1, processPart: "agent", processName: "agent", hasUsage: true }]],
    [taskinfo, [task("lsd", A)]],
  );
  expect(joined).toEqual([
    "/private/var/MobileSoftwareUpdate/MobileAsset/com.apple.MobileSoftwareUpdate.UpdateBrain installed ios/unified-log-processes ios/power-log",
    "/private/var/tmp/agent data ios/logdata-statistics ios/data-usage",
    "/usr/libexec/lsd system ios/unified-log-processes ios/logdata-statistics ios/power-log ios/taskinfo",
  ]);
});

test("what takes another program's name does not hide behind it, nor does it take what was told of the other", () => {
  const joined = rows(
    [unifiedLogProcesses, [spoke("/usr/libexec/lsd", A), spoke("/private/var/tmp/lsd"), spoke(undefined, A)]],
    [powerLog, [{ kind: "started", process: "lsd" }]],
    [taskinfo, [task("lsd", A), task("other", A)]],
  );
  expect(joined).toEqual([
    "lsd unknown ios/power-log",
    "other unknown ios/taskinfo",
    "/private/var/tmp/lsd data ios/unified-log-processes",
    "/usr/libexec/lsd system ios/unified-log-processes ios/unified-log-processes ios/taskinfo",
  ]);
});

test("takes arguments off a command where another source knows the program", () => {
  const command = (text: string): object => ({ pid: 7, command: text, path: text });
  const joined = rows(
    [processes, [command("/usr/libexec/UserEventAgent (System)"), command("/private/var/tmp/x y z")]],
    [unifiedLogProcesses, [spoke("/usr/libexec/UserEventAgent"), spoke("/private/var/tmp/x y")]],
  );
  expect(joined).toEqual([
    "/private/var/tmp/x y data ios/unified-log-processes ios/processes",
    "/usr/libexec/UserEventAgent system ios/unified-log-processes ios/processes",
  ]);
});

test("the document tells each program with its sources and times, and nothing where nothing tells of programs", () => {
  const [early, late] = [fromUnixSeconds(1_700_000_000)!, fromUnixSeconds(1_700_090_000)!];
  const inventory = inventoryOf(
    [unifiedLogProcesses, [{ ...spoke("/usr/libexec/lsd", A), first: early, last: early }]],
    // The diary's own clock is minutes off.
    [powerLog, [{ kind: "started", process: "lsd", pid: 9, time: { ...late, clock: "powerlog" } }]],
    [logdataStatistics, [{ process: "/usr/libexec/lsd", time: late }]],
  );
  const results = ["ios/unified-log-processes", "ios/sms"].map((id) => artifactResult({ id }));
  expect(programsDocument(inventory, results)).toBeUndefined();
  const [first] = results;
  const whole = programsDocument(inventory, [{ ...first!, programs: [{ ...DRAFT, first: early, last: late }] }]);
  expect(whole).toMatchObject({
    sources: [{ artifact: "ios/unified-log-processes", programs: 1, first: "2023-11-14T22:13:20Z", last: "2023-11-15T23:13:20Z" }],
    leftOut: 0,
  });
  expect(whole!.programs).toEqual([
    {
      name: "lsd",
      path: "/usr/libexec/lsd",
      place: "system",
      imageUuids: [A],
      uids: [501],
      pids: [7, 9],
      parentPids: [],
      count: 3,
      first: "2023-11-14T22:13:20Z",
      last: "2023-11-15T23:13:20Z",
      sources: [
        { artifact: "ios/unified-log-processes", count: 1, first: "2023-11-14T22:13:20Z", last: "2023-11-14T22:13:20Z" },
        { artifact: "ios/logdata-statistics", count: 1, first: "2023-11-15T23:13:20Z", last: "2023-11-15T23:13:20Z" },
        { artifact: "ios/power-log", count: 1 },
      ],
    },
  ]);
});

const DRAFT = { name: "x", imageUuids: [], uids: [], pids: [], parentPids: [], images: [], live: [], count: 1, evidence: [] };

test("floods are bounded: programs of an artifact, of all, values of one, and the length of a path", () => {
  const traces = createProgramTraces([], "ios");
  const draft = () => ({ file: 0, at: [], record: {} });
  for (let index = 0; index < MAX_PROGRAMS + 7; index++) traces.add({ path: `/x/${index}`, pid: index }, draft);
  expect([traces.list().length, traces.dropped()]).toEqual([MAX_PROGRAMS, 7]);

  const one = createProgramTraces([], "ios");
  for (let index = 0; index < 1_000; index++) one.add({ path: `/${"x".repeat(MAX_PROGRAM_PATH * 2)}${index}`, pid: index }, draft);
  const [only] = one.list();
  expect([one.list().length, only!.path!.length, only!.pids.length, only!.count, only!.evidence.length]).toEqual([
    1,
    MAX_PROGRAM_PATH,
    MAX_PROGRAM_VALUES,
    1_000,
    1,
  ]);

  const many = (letter: string) => Array.from({ length: MAX_PROGRAMS }, (_, n) => ({ ...DRAFT, name: `${n}`, path: `/${letter}/${n}` }));
  const results = ["a", "b", "c"].map((letter) => artifactResult({ id: `ios/${letter}`, programs: many(letter) }));
  const inventory = buildInventory(results);
  expect([inventory.programs.length, inventory.leftOut]).toEqual([MAX_INVENTORY, 3 * MAX_PROGRAMS - MAX_INVENTORY]);
});

test("twenty thousand cut names that begin alike end in bounded time", () => {
  const alike = Array.from({ length: MAX_PROGRAMS }, (_, n) => ({
    ...DRAFT,
    name: `com.apple.WebKit${n}`,
    path: `/usr/com.apple.WebKit${n}`,
  }));
  const cut = Array.from({ length: MAX_PROGRAMS }, (_, n) => ({ ...DRAFT, name: `com.apple.WebKit${n}x` }));
  const { programs } = buildInventory([artifactResult({ id: "ios/a", programs: alike }), artifactResult({ id: "ios/b", programs: cut })]);
  expect(programs.length).toBe(2 * MAX_PROGRAMS);
});

test("what stood in a list taken with the acquisition was seen then, unless the list tells better", () => {
  const draft = () => ({ file: 0, at: [], record: {} });
  const [made, sampled] = [fromUnixSeconds(1_700_000_000)!, fromUnixSeconds(1_699_999_000)!];
  const live = createProgramTraces([], "ios", made);
  live.add({ path: "/x", pid: 1, isLive: true }, draft);
  live.add({ path: "/y", pid: 2 }, draft);
  live.add({ path: "/z", pid: 3, isLive: true, first: sampled, last: sampled }, draft);
  expect(live.list().map(({ first, last }) => [first, last])).toEqual([
    [made, made],
    [undefined, undefined],
    [sampled, sampled],
  ]);
});
