import { expect, test } from "vitest";
import type { PowerLogEntry } from "../../artifacts/ios/power-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import rule from "./backup-agent-in-power-log.ts";

const time = fromUnixSeconds(1_700_000_000)!;
const judge = (...entries: PowerLogEntry[]) => hitsOf(rule, entries);

test("speaks of a process of exactly this name that started, used network or processor", () => {
  for (const kind of ["started", "network", "processor"] as const)
    expect(judge({ kind, process: "BackupAgent", time })).toMatchObject([{ subject: { value: "BackupAgent" }, time }]);
});

test("is silent on Apple's own service, on groups of jobs and on lists of what is there", () => {
  expect(
    judge(
      { kind: "started", process: "BackupAgent2" },
      { kind: "group", process: "BackupAgent" },
      { kind: "app", process: "BackupAgent" },
      { kind: "started", bundleId: "BackupAgent" },
    ),
  ).toEqual([]);
});
