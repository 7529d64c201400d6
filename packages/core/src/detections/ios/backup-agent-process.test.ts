import { expect, test } from "vitest";
import type { DataUsageRecord } from "../../artifacts/ios/data-usage.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import backupAgentProcess from "./backup-agent-process.ts";

const time = fromAppleTime(700000000)!;
const usage = (processName: string, processPart: string): DataUsageRecord => ({
  kind: "usage",
  usageKey: 1,
  processKey: 1,
  isOrphan: false,
  processName,
  processPart,
  used: time,
});

test("speaks of a process of exactly this name, alone or before a bundle", () => {
  const hits = hitsOf(backupAgentProcess, [usage("BackupAgent", "BackupAgent"), usage("BackupAgent/com.x", "BackupAgent")]);
  expect(hits).toHaveLength(2);
  expect(hits[0]).toMatchObject({ subject: { type: "process:name", value: "BackupAgent" }, time });
});

test("speaks of a process row without usage, dated by its last use", () => {
  const record: DataUsageRecord = {
    kind: "process",
    processKey: 1,
    processName: "BackupAgent",
    processPart: "BackupAgent",
    hasUsage: false,
    lastSeen: time,
  };
  expect(hitsOf(backupAgentProcess, [record])).toMatchObject([{ time }]);
});

test("is silent on Apple's own services, other letter case, and the name as a bundle", () => {
  const silent = [
    usage("BackupAgent2", "BackupAgent2"),
    usage("backupagent", "backupagent"),
    usage("x/BackupAgent", "x"),
    usage("com.apple.backup/x", "com.apple.backup"),
    { kind: "highest-key", processKey: 9 } satisfies DataUsageRecord,
  ];
  expect(hitsOf(backupAgentProcess, silent)).toEqual([]);
});
