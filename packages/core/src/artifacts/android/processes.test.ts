import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import processes from "./processes.ts";

const PATH = "bridle:/processes";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const PS = `USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME
root             1     0 10848040  9512 do_epoll_wait       0 S init
root             2     0       0      0 kthreadd            0 S [kthreadd]
u0_a123       4321   301 15236480 98712 do_epoll_wait       0 S com.example.app:remote
shell         5002  4990 10776912  3400 0                   0 R /data/local/tmp/tool -x
`;
const THREADS = `LABEL                          USER           PID   TID  PPID     VSZ    RSS WCHAN            ADDR S PRI  NI RTPRIO SCH PCY     TIME CMD
u:r:init:s0                    root             1     1     0 10848040  9512 do_epoll_wait       0 S  19   0      -   0  fg 00:00:05 init
u:r:system_server:s0           system        1402  1402   301 21023452 412000 0                   0 S  21  -2      -   0  fg 00:04:41 system_server
u:r:system_server:s0           system        1402  1410   301 21023452 412000 0                   0 S  19   0      -   0  fg 00:00:00 Signal Catcher
u:r:untrusted_app:s0:c1,c256   u0_a123       4321  4321   301 15236480 98712 0                   0 S  29 -10      -   0  ta 00:00:09 ple.app:remote
`;

test("reads ps -A: names whole, kernel threads as such", async () => {
  const { located, problems } = await read(processes, { [PATH]: bytes(PS) });
  expect(problems).toEqual([]);
  expect(located[2]).toEqual({
    at: [{ kind: "line", line: 4 }],
    data: { pid: 4321, parentPid: 301, user: "u0_a123", processName: "com.example.app:remote", state: "S", residentKilobytes: 98712 },
  });
  expect(located.flatMap(({ data }) => processes.observables!(data)).map(({ type, value }) => [type, value])).toEqual([
    ["process:name", "init"],
    ["process:name", "com.example.app:remote"],
    ["app:id", "com.example.app"],
    ["process:name", "/data/local/tmp/tool"],
    ["file:path", "/data/local/tmp/tool"],
  ]);
});

test("reads the list of a bug report: one record for a process, its threads counted", async () => {
  const records = await recordsOf(processes, PATH, bytes(THREADS));
  expect(records.map(({ pid, label, processName, threads }) => [pid, label, processName, threads])).toEqual([
    [1, "u:r:init:s0", "init", 1],
    [1402, "u:r:system_server:s0", "system_server", 2],
    [4321, "u:r:untrusted_app:s0:c1,c256", "ple.app:remote", 1],
  ]);
  expect(records.flatMap((record) => processes.observables!(record)).filter(({ type }) => type === "app:id")).toEqual([]);
  expect(processes.cuts).toEqual({ "process:name": 15 });
});

test("reads the old ps of toolbox, and a list with labels", async () => {
  const old = "USER     PID   PPID  VSIZE  RSS     WCHAN    PC        NAME\nroot      1     0     8904   788   ffffffff 00000000 S /init\n";
  expect(await recordsOf(processes, PATH, bytes(old))).toMatchObject([{ pid: 1, processName: "/init", state: "S" }]);
  const labelled = "LABEL USER PID PPID VSZ RSS WCHAN ADDR S NAME\nu:r:su:s0 root 77 1 100 10 0 0 S su\n";
  expect(await recordsOf(processes, PATH, bytes(labelled))).toMatchObject([{ label: "u:r:su:s0", pid: 77, processName: "su" }]);
});

test("MVT 27: an empty WCHAN shifts no column, with labels or without, and names keep their spaces", async () => {
  const text = `LABEL USER PID PPID VSZ RSS WCHAN ADDR S NAME
u:r:shell:s0 shell 10 1 100 10 0 S Signal Catcher one
u:r:shell:s0 shell 11 1 100 10 do_wait 0 S S
u:r:shell:s0 shell 12 1 100 10 0 0 S D x
`;
  const records = await recordsOf(processes, PATH, bytes(text));
  expect(records.map(({ state, processName }) => [state, processName])).toEqual([
    ["S", "Signal Catcher one"],
    ["S", "S"],
    ["S", "D x"],
  ]);
});

test("MVT 27: a size that is no number costs the size alone; a line without a number of the process costs itself", async () => {
  const { records, problems } = await read(processes, {
    [PATH]: bytes(`${PS}root x 0 1 1 0 0 S bad\nroot 9 0 huge ? 0 0 S kept\n`),
  });
  expect(records).toHaveLength(5);
  expect(records.at(-1)).toEqual({ pid: 9, parentPid: 0, user: "root", processName: "kept", state: "S" });
  expect(problems).toMatchObject([{ problem: { at: [{ line: 6 }] } }]);
});

test("MVT 38: a damaged byte in a name costs nothing else", async () => {
  const damaged = Uint8Array.of(...bytes(PS), ...bytes("root 9 0 1 1 0 0 S a"), 0xff, 10);
  expect((await recordsOf(processes, PATH, damaged)).at(-1)).toMatchObject({ processName: "a\ufffd" });
});

test("a process that names itself like a header is none", async () => {
  const records = await recordsOf(processes, PATH, bytes(`${PS}root 8 0 1 1 0 0 S USER PID NAME\nroot 9 0 1 1 0 0 S next\n`));
  expect(records.slice(-2).map(({ processName }) => processName)).toEqual(["USER PID NAME", "next"]);
});

test("lines without a header are said to be unreadable", async () => {
  const { records, problems } = await read(processes, { [PATH]: bytes("root 1 0 1 1 0 0 S init\n") });
  expect([records, problems]).toMatchObject([[], [{ reason: "rows-skipped" }]]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(processes, PATH, bytes(THREADS))).toEqual([]);
});
