import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { defineMatch } from "../detection.ts";
import { programHit } from "../program-hit.ts";

export default defineMatch({
  id: "ios/log-process-outside-system",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  reads: unifiedLogProcesses,
  falsePositives: ["jailbreak", "system-update"],
  references: [
    "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
  ],

  match: ({ path, first }) => programHit(path, first),
});
