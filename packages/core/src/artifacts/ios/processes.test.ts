import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import processes from "./processes.ts";

const PATH = "bridle:/sysdiagnose/ps.txt";
const OLD = "USER             UID   PID  PPID  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND";
const NEW = "USER  UID  PRSNA  PID  PPID  F  %CPU %MEM PRI NI  VSZ  RSS WCHAN  TT  STAT STARTED  TIME COMMAND";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);
const namesOf = (records: readonly Parameters<NonNullable<typeof processes.observables>>[0][]): string[] =>
  records.flatMap((record) => processes.observables!(record)).map(({ type, value }) => `${type} ${value}`);

test("reads by the header's columns; the command is the rest of the line", async () => {
  const records = await recordsOf(
    processes,
    PATH,
    encoded(
      OLD,
      "root               0     1     0   0.0  0.3  37  0  4191296   6000 -        ??  Ss    9:35AM   0:05.79 /sbin/launchd",
      "mobile           501   345   344   1.0  0.3  37  0  4191296   6000 -        ??  Ss   Tue09PM   0:05.79 /var/containers/Bundle/Application/AB/My App.app/My App --flag x",
      "root               0   346     1   1.0  0.3  37  0  4191296   6000 -        ??  Ss    9:35 AM  0:05.79 (zombie d)",
    ),
  );
  expect(records).toMatchObject([
    { pid: 1, parentPid: 0, uid: 0, user: "root", startedAsShown: "9:35AM", command: "/sbin/launchd", path: "/sbin/launchd" },
    { pid: 345, startedAsShown: "Tue09PM", path: "/private/var/containers/Bundle/Application/AB/My App.app/My App" },
    { pid: 346, startedAsShown: "9:35AM", command: "(zombie d)" },
  ]);
  expect(namesOf(records)).toEqual([
    "process:name launchd",
    "file:path /sbin/launchd",
    "process:name My App",
    "file:path /private/var/containers/Bundle/Application/AB/My App.app/My App",
    "process:name My",
    "file:path /private/var/containers/Bundle/Application/AB/My",
    "process:name zombie d",
  ]);
  expect(records.flatMap((record) => processes.programs!(record))).toMatchObject([
    { path: "/sbin/launchd", pid: 1, uid: 0, isLive: true },
    { pid: 345, uid: 501, mayHoldArguments: true },
    { name: "zombie d", pid: 346 },
  ]);
});

test("reads the columns of iOS 16 and later", async () => {
  const line = "mobile 501 - 88 1 4004 0.0 0.1 31 0 407955168 2672 - ?? Ss 2:11PM 0:00.10 /usr/libexec/rapportd";
  expect(await recordsOf(processes, PATH, encoded(NEW, line))).toMatchObject([
    { pid: 88, parentPid: 1, uid: 501, path: "/usr/libexec/rapportd" },
  ]);
});

test("a line that is none costs itself, a list without a header is told, and damage is survived", async () => {
  const { records, problems } = await read(processes, { [PATH]: encoded(OLD, "short", `${"x ".repeat(15)}/sbin/x`) });
  expect([records, problems.length]).toEqual([[], 3]);
  // A running phone's list is never empty.
  expect((await read(processes, { [PATH]: encoded(OLD) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(processes, { [PATH]: encoded("nothing") })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await faultsOf(processes, PATH, encoded(OLD, "root 0 1 0 0.0 0.3 37 0 41 60 - ?? Ss 9:35AM 0:05.79 /sbin/launchd"))).toEqual([]);
});
