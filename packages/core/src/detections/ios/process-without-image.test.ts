import { expect, test } from "vitest";
import spindump from "../../artifacts/ios/spindump.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./process-without-image.ts";

const A = "BDBDD550-2B15-382C-BB61-1798AFD60460";
const unnamed = (imageUuid: string, isUnresolved = true) => ({ pid: 7, euid: 0, boot: "B", imageUuid, isUnresolved });

test("speaks of an image that nothing names", () => {
  expect(programHitsOf(rule, [unifiedLogProcesses, [unnamed(A), unnamed(A)]])).toMatchObject([
    { hit: { subject: A, params: { image: A } }, count: 2 },
  ]);
});

test("is silent where another source names it, where the tables are not there, and where many are missing", () => {
  const sampled = { kind: "process", pid: 7, name: "lsd", path: "/usr/libexec/lsd", uuid: A };
  expect(programHitsOf(rule, [unifiedLogProcesses, [unnamed(A)]], [spindump, [sampled]])).toEqual([]);
  expect(programHitsOf(rule, [unifiedLogProcesses, [unnamed(A, false)]])).toEqual([]);
  const many = Array.from({ length: 6 }, (_, n) => unnamed(`${A.slice(0, -1)}${n}`));
  expect(programHitsOf(rule, [unifiedLogProcesses, many])).toEqual([]);
});
