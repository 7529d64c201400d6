import configurationProfiles from "../../artifacts/ios/configuration-profiles.ts";
import { defineMatch } from "../detection.ts";

/** What stands in a sentence for what the files do not say. */
const UNSTATED = "–";

/** Of a server that may give the phone orders; that it is there may be known and agreed. */
export default defineMatch({
  id: "ios/device-management",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: configurationProfiles,
  falsePositives: ["known-and-agreed"],
  references: ["https://support.apple.com/guide/deployment/depc0aadd3fe/web", "https://developer.apple.com/documentation/devicemanagement"],

  match(record) {
    if (record.kind !== "management" && record.kind !== "supervision") return undefined;
    const isManaged = record.kind === "management" && (record.servers.length > 0 || record.profile !== undefined);
    if (!isManaged && !record.isSupervised) return undefined;
    return {
      subject: record.kind,
      message: isManaged ? "summary-management" : "summary-supervision",
      params: { organization: record.organization ?? UNSTATED, server: record.servers[0] ?? UNSTATED },
      severity: isManaged ? "low" : "info",
    };
  },
});
