import { expect, test } from "vitest";
import processes from "../../artifacts/ios/processes.ts";
import spindump from "../../artifacts/ios/spindump.ts";
import taskinfo from "../../artifacts/ios/taskinfo.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./process-with-two-names.ts";

const sampled = (pid: number, name: string, secondsSinceFork?: number) => ({
  kind: "process",
  pid,
  name,
  path: `/usr/libexec/${name}`,
  secondsSinceFork,
});
const task = (pid: number, name: string) => ({ pid, name, threads: 1 });

test("speaks of one number with two names, louder where one had run long", () => {
  expect(programHitsOf(rule, [spindump, [sampled(7, "lsd", 900)]], [taskinfo, [task(7, "agent")]])).toMatchObject([
    {
      hit: {
        subject: [
          { type: "process:name", value: "lsd" },
          { type: "process:name", value: "agent" },
        ],
        severity: "medium",
        params: { pid: 7 },
      },
    },
  ]);
  expect(programHitsOf(rule, [spindump, [sampled(7, "lsd")]], [taskinfo, [task(7, "agent")]])).toMatchObject([
    { hit: { severity: "low" } },
  ]);
});

test("is silent on cut names, on what ps shows without a path, on other numbers, and where the lists have nothing in common", () => {
  const long = "com.apple.MobileSoftwareUpdate.UpdateBrainService";
  expect(programHitsOf(rule, [spindump, [sampled(7, long)]], [taskinfo, [task(7, long.slice(0, 31)), task(8, "agent")]])).toEqual([]);
  expect(programHitsOf(rule, [spindump, [sampled(7, "zsh")]], [processes, [{ pid: 7, command: "-zsh" }]])).toEqual([]);
  const many = Array.from({ length: 30 }, (_, pid) => pid);
  expect(
    programHitsOf(rule, [spindump, many.map((pid) => sampled(pid, `a${pid}`))], [taskinfo, many.map((pid) => task(pid, `b${pid}`))]),
  ).toEqual([]);
});
