import { expect, test } from "vitest";
import spindump from "../../artifacts/ios/spindump.ts";
import taskinfo from "../../artifacts/ios/taskinfo.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./process-with-two-images.ts";

const [A, B] = ["BDBDD550-2B15-382C-BB61-1798AFD60460", "58AB16CE-D7E0-32D3-946D-4F68FB1A4A17"];
const PATH = "/usr/libexec/lsd";
const sampled = { kind: "process", pid: 7, name: "lsd", path: PATH, uuid: A };
const task = (uuid: string | undefined, pid = 7) => ({ pid, name: "lsd", threads: 1, ...(uuid && { uuid }) });

test("speaks of one process with two images in lists of the same minutes", () => {
  expect(programHitsOf(rule, [spindump, [sampled]], [taskinfo, [task(B)]])).toMatchObject([
    { hit: { subject: { type: "file:path", value: PATH }, params: { first: A, other: B } } },
  ]);
});

test("is silent on the same image, on none, on other processes, and on what logs remember from before an update", () => {
  for (const other of [task(A), task(undefined), task(B, 8)])
    expect(programHitsOf(rule, [spindump, [sampled]], [taskinfo, [other]])).toEqual([]);
  const logged = { pid: 7, euid: 0, boot: "old", path: PATH, imageUuid: B, isUnresolved: false };
  expect(programHitsOf(rule, [spindump, [sampled]], [unifiedLogProcesses, [logged]])).toEqual([]);
});
