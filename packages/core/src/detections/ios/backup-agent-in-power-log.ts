import powerLog, { type PowerLogKind } from "../../artifacts/ios/power-log.ts";
import { defineMatch } from "../detection.ts";
import { BACKUP_AGENT } from "../triangulation.ts";

/** Kinds of rows that name a program which ran. */
const RAN: ReadonlySet<PowerLogKind> = new Set(["started", "network", "processor"]);

export default defineMatch({
  id: "ios/backup-agent-in-power-log",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  families: ["Operation Triangulation"],
  reads: powerLog,
  falsePositives: ["other-program"],
  references: ["https://securelist.com/operation-triangulation/109842/", "https://securelist.com/find-the-triangulation-utility/109867/"],

  match: ({ kind, process, time }) =>
    RAN.has(kind) && process === BACKUP_AGENT
      ? {
          subject: { type: "process:name", value: BACKUP_AGENT },
          message: "summary",
          params: { name: BACKUP_AGENT },
          ...(time && { time }),
        }
      : undefined,
});
