import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import cpuUse from "./cpu-use.ts";

const PATH = "bridle:/dumpstate/CPU INFO";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Threads: 4356 total,   3 running, 4297 sleeping,   0 stopped,   0 zombie
  Mem:  7623824K total,  7410788K used,   213036K free,     3684K buffers
 Swap:  3145724K total,  1023196K used,  2122528K free,  3284796K cached
800%cpu  37%user   4%nice  63%sys 691%idle   0%iow   4%irq   1%sirq   0%host
  PID   TID USER         PR  NI[%CPU]S VIRT  RES PCY CMD             NAME
 1234  1234 shell        20   0 29.6 R  12G 5.0M  fg top             top
 4321  4330 u0_a234      10 -10  7.4 S  15G 120M  ta Jit thread pool com.example.stork:remote
 4321  4321 u0_a234      10 -10  3.7 S  15G 120M  ta m.example.stork com.example.stork:remote
  801   801 root         20   0  0.0 S 2.1G 3.2M  fg x               /data/local/tmp/x --quiet
`;

test("tells each process once, by its whole name, whatever its threads are called", async () => {
  const records = await recordsOf(cpuUse, PATH, bytes(ORDINARY));
  expect(records).toEqual([
    { pid: 1234, user: "shell", processName: "top" },
    { pid: 4321, user: "u0_a234", processName: "com.example.stork:remote" },
    { pid: 801, user: "root", processName: "/data/local/tmp/x --quiet" },
  ]);
  expect(cpuUse.observables!(records[1]!)).toContainEqual({ type: "app:id", role: "ran", value: "com.example.stork" });
  expect(cpuUse.observables!(records[2]!)).toContainEqual({ type: "file:path", role: "ran", value: "/data/local/tmp/x" });
});

test("a damaged line costs itself, and lines before the list are no processes", async () => {
  const { records, problems } = await read(cpuUse, { [PATH]: bytes(`${ORDINARY} 12 broken\n`) });
  expect([records.length, problems.length]).toEqual([3, 1]);
  expect(await recordsOf(cpuUse, PATH, bytes("Tasks: 900 total\n"))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(cpuUse, PATH, bytes(ORDINARY))).toEqual([]);
});
