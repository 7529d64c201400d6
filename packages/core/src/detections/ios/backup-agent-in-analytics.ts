import osAnalyticsAdDaily from "../../artifacts/ios/os-analytics-addaily.ts";
import { defineMatch } from "../detection.ts";

/** Apple's own daemon of today is BackupAgent2; the name without the number is what Operation Triangulation left behind. */
const NAME = "BackupAgent";

export default defineMatch({
  id: "ios/backup-agent-in-analytics",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  families: ["Operation Triangulation"],
  reads: osAnalyticsAdDaily,
  falsePositives: ["old-system", "other-program"],
  references: ["https://securelist.com/operation-triangulation/109842/", "https://securelist.com/find-the-triangulation-utility/109867/"],

  match: ({ processName, processPart, used }) =>
    (processPart ?? processName) === NAME
      ? { subject: { type: "process:name", value: NAME }, message: "summary", params: { name: NAME }, ...(used && { time: used }) }
      : undefined,
});
