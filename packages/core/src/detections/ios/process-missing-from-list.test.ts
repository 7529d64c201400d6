import { expect, test } from "vitest";
import processes from "../../artifacts/ios/processes.ts";
import psThread from "../../artifacts/ios/ps-thread.ts";
import spindump from "../../artifacts/ios/spindump.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./process-missing-from-list.ts";

const sampled = (pid: number, name: string, secondsSinceFork: number) => ({
  kind: "process",
  pid,
  name,
  path: `/usr/libexec/${name}`,
  secondsSinceFork,
});
const listed = (pid: number, name: string) => ({ pid, command: `/usr/libexec/${name}`, path: `/usr/libexec/${name}` });
const PS = [listed(1, "launchd"), listed(2, "lsd")];

test("speaks of what had run for long and does not stand in a list", () => {
  const stacks = [sampled(1, "launchd", 5_000), sampled(2, "lsd", 4_000), sampled(9, "agent", 3_600)];
  expect(programHitsOf(rule, [processes, PS], [spindump, stacks])).toMatchObject([
    {
      hit: {
        subject: [{ type: "file:path", value: "/usr/libexec/agent" }, "ios/processes"],
        message: "summary-processes",
        params: { minutes: 60 },
      },
      count: 1,
    },
  ]);
});

test("is silent on what is young, on the kernel, on a program that runs under another number, on a list without lines, and on a short list", () => {
  const silent = [sampled(0, "kernel_task", 9_000), sampled(3, "lsd", 9_000), sampled(9, "sysdiagnose", 90)];
  expect(programHitsOf(rule, [processes, PS], [spindump, silent])).toEqual([]);
  expect(programHitsOf(rule, [psThread, []], [spindump, [sampled(9, "agent", 9_000)]])).toEqual([]);
  const many = ["a", "b", "c", "d"].map((name, index) => sampled(50 + index, name, 9_000));
  expect(programHitsOf(rule, [processes, PS], [spindump, many])).toEqual([]);
});
