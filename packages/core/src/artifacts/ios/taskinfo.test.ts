import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import taskinfo from "./taskinfo.ts";

const PATH = "bridle:/sysdiagnose/taskinfo.txt";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);
const thread = (id: string): string[] => [
  `\tthread ID: ${id} / 994927`,
  "\tuser/system time: 0.000466 s / 0.000000 s",
  "\tpolicy: POLICY_TIMESHARE",
  "\trun state: TH_STATE_WAITING",
  "",
];
const task = (name: string, pid: number, seconds = 201): string[] => [
  `process: "${name}" [${pid}]`,
  "executable uuid: bdbdd550-2B15-382C-BB61-1798AFD60460",
  `\trun time: ${seconds} s`,
  "threads:",
  ...thread("0xf2e6f"),
  ...thread("0xf2e70"),
  "",
];

test("gives each task with its image, its age and its threads", async () => {
  const records = await recordsOf(taskinfo, PATH, encoded("num tasks: 2", "", ...task("launchd", 1), ...task('a" [9] b', 77, 3)));
  expect(records).toEqual([
    { name: "launchd", pid: 1, uuid: "BDBDD550-2B15-382C-BB61-1798AFD60460", secondsRunning: 201, threads: 2 },
    { name: 'a" [9] b', pid: 77, uuid: "BDBDD550-2B15-382C-BB61-1798AFD60460", secondsRunning: 3, threads: 2 },
  ]);
  expect(taskinfo.programs!(records[1]!)).toMatchObject([{ name: 'a" [9] b', pid: 77, isLive: true, ageSeconds: 3 }]);
  expect(taskinfo.observables!(records[0]!)).toEqual([{ type: "process:name", role: "ran", value: "launchd" }]);
});

test("says when fewer or more tasks follow than the file says, and when there are none", async () => {
  const cut = await read(taskinfo, { [PATH]: encoded("num tasks: 3", ...task("launchd", 1)) });
  expect(cut.records).toHaveLength(1);
  expect(cut.problems.map(({ problem, reason }) => [problem.problem.message, reason])).toEqual([
    ["artifacts/ios/taskinfo/count-differs", "rows-skipped"],
  ]);
  expect((await read(taskinfo, { [PATH]: encoded("num tasks: 0") })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("more tasks than the limit are told once", async () => {
  const many = Array.from({ length: 20_003 }, (_, pid) => `process: "p" [${pid}]`);
  const { records, problems } = await read(taskinfo, { [PATH]: encoded(...many) });
  expect([records.length, problems.length]).toEqual([20_000, 1]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(taskinfo, PATH, encoded("num tasks: 1", ...task("launchd", 1)))).toEqual([]);
});
