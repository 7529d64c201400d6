import osAnalyticsAdDaily from "../../artifacts/ios/os-analytics-addaily.ts";
import { defineMatch } from "../detection.ts";
import { BACKUP_AGENT } from "../triangulation.ts";

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
    (processPart ?? processName) === BACKUP_AGENT
      ? {
          subject: { type: "process:name", value: BACKUP_AGENT },
          message: "summary",
          params: { name: BACKUP_AGENT },
          ...(used && { time: used }),
        }
      : undefined,
});
