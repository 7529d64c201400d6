import dataUsage from "../../artifacts/ios/data-usage.ts";
import { defineMatch } from "../detection.ts";
import { BACKUP_AGENT } from "../triangulation.ts";

export default defineMatch({
  id: "ios/backup-agent-process",
  version: 1,
  // Silent on the one real database at hand; more are needed before it may count.
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  families: ["Operation Triangulation"],
  reads: dataUsage,
  falsePositives: ["old-system", "other-program"],
  references: ["https://securelist.com/operation-triangulation/109842/", "https://securelist.com/find-the-triangulation-utility/109867/"],

  match(record) {
    if (record.kind === "highest-key" || record.processPart !== BACKUP_AGENT) return undefined;
    const time = record.kind === "usage" ? record.used : (record.lastSeen ?? record.firstSeen);
    return {
      subject: { type: "process:name", value: BACKUP_AGENT },
      message: "summary",
      params: { name: BACKUP_AGENT },
      ...(time && { time }),
    };
  },
});
