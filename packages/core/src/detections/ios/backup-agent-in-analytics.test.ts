import { expect, test } from "vitest";
import type { NetworkBaseline } from "../../artifacts/ios/os-analytics-addaily.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import backupAgentInAnalytics from "./backup-agent-in-analytics.ts";

const used = fromAppleTime(690_000_000)!;
const judge = (...records: NetworkBaseline[]) => hitsOf(backupAgentInAnalytics, records);

test("speaks of a process of exactly this name, alone or before a bundle", () => {
  expect(judge({ processName: "BackupAgent", used })).toMatchObject([
    { subject: { type: "process:name", value: "BackupAgent" }, time: used },
  ]);
  expect(judge({ processName: "BackupAgent/com.x", processPart: "BackupAgent" })).toHaveLength(1);
});

test("is silent on Apple's own service, other letter case, and the name as a bundle", () => {
  const silent = ["BackupAgent2", "backupagent", "backupd"].map((processName) => ({ processName }));
  expect(
    judge(...silent, { processName: "x/BackupAgent", processPart: "x" }, { processName: "BackupAgent2/a.b", processPart: "BackupAgent2" }),
  ).toEqual([]);
});
