import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import psThread from "./ps-thread.ts";

const PATH = "bridle:/sysdiagnose/ps_thread.txt";
// As published of phones (tracescan's tests).
const HEADER =
  "USER             PID   TT   %CPU STAT PRI     STIME     UTIME COMMAND  PPID        F %MEM PRI NI      VSZ    RSS WCHAN  STARTED      TIME COMMAND";
const LAUNCHD =
  "root               1   ??    0.0 S    31T   0:00.00   0:00.00 /sbin/l     0   104004  0.7 31T  0 407931472  13728 -       1:25PM   0:02.37 /sbin/launchd";
const THREAD =
  "                   1         0.0 S    37T   0:00.00   0:00.08             0   104004  0.7 37T  0 407931472  13728 -       1:25PM   0:02.37";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);

test("gives each process with its whole command and the number of its threads", async () => {
  const app =
    "mobile         10001   ??    0.0 S    31T   0:00.00   0:00.17 /var/co     1  4004004  0.9 31T  0 407965120  18224 -      Tue09PM 12345:02.38 /var/containers/Bundle/Application/AB/My App.app/My App --flag x";
  const records = await recordsOf(psThread, PATH, encoded(HEADER, LAUNCHD, THREAD, THREAD, app));
  expect(records).toEqual([
    { pid: 1, parentPid: 0, user: "root", startedAsShown: "1:25PM", command: "/sbin/launchd", path: "/sbin/launchd", threads: 3 },
    {
      pid: 10001,
      parentPid: 1,
      user: "mobile",
      startedAsShown: "Tue09PM",
      command: "/var/containers/Bundle/Application/AB/My App.app/My App --flag x",
      path: "/private/var/containers/Bundle/Application/AB/My App.app/My App",
      threads: 1,
    },
  ]);
  expect(records.flatMap((record) => psThread.programs!(record))).toEqual([
    { path: "/sbin/launchd", pid: 1, parentPid: 0, uid: 0, isLive: true },
    {
      path: "/private/var/containers/Bundle/Application/AB/My App.app/My App",
      pid: 10001,
      parentPid: 1,
      uid: 501,
      isLive: true,
      mayHoldArguments: true,
    },
  ]);
});

test("the short command may hold spaces or be missing, and the first place that fits is taken", async () => {
  const tail = "     1  4004004  0.9 31T  0 407965120  18224 -       1:25PM   0:02.38";
  const begin = "root              30   ??    0.0 S    31T   0:00.00   0:00.17";
  // The arguments hold a copy of the columns with another command behind it.
  const forged = `${begin} /privat${tail} /private/var/tmp/x${tail} /usr/libexec/UserEventAgent`;
  const records = await recordsOf(psThread, PATH, encoded(HEADER, `${begin} My App ${tail} (gone away)`, `${begin} ${tail} -zsh`, forged));
  expect(records.map(({ command, path }) => [command.split(" ")[0], path?.split(" ")[0]])).toEqual([
    ["(gone", undefined],
    ["-zsh", undefined],
    ["/private/var/tmp/x", "/private/var/tmp/x"],
  ]);
});

test("a header alone is told and costs nothing; no header, strange lines and threads of others do", async () => {
  const alone = await read(psThread, { [PATH]: encoded(HEADER) });
  expect([alone.records, alone.problems, alone.notes.length]).toEqual([[], [], 1]);
  expect((await read(psThread, { [PATH]: encoded("USER PID COMMAND", LAUNCHD) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  const odd = await read(psThread, { [PATH]: encoded(HEADER, THREAD, "root x", LAUNCHD) });
  expect([odd.records.length, odd.problems.length]).toEqual([1, 2]);
});

test("a line of half a megabyte ends in bounded time, and damage is survived", async () => {
  const spaces = `root 1 ?? 0.0 S 31T 0:00.00 0:00.00${" ".repeat(1 << 19)}x`;
  const long = `${LAUNCHD} ${"x ".repeat(1 << 18)}`;
  const { records, problems } = await read(psThread, { [PATH]: encoded(HEADER, spaces, long) });
  expect([records.length, problems.length]).toEqual([1, 1]);
  expect(await faultsOf(psThread, PATH, encoded(HEADER, LAUNCHD, THREAD))).toEqual([]);
});
