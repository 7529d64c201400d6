import configurationProfiles from "../../artifacts/ios/configuration-profiles.ts";
import { defineMatch } from "../detection.ts";
import { nameOfProfile, subjectOfProfile } from "../profile-subject.ts";

/** The more telling case, Shortcuts, has a rule of its own. */
export default defineMatch({
  id: "ios/notifications-set-by-profile",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: configurationProfiles,
  falsePositives: ["managed", "kiosk"],
  references: ["https://docs.mvt.re/en/latest/ios/records/", "https://developer.apple.com/documentation/devicemanagement/notifications"],

  match(record) {
    if (record.kind !== "profile") return undefined;
    const payloads = record.payloads.filter(({ effect }) => effect === "notifications");
    if (payloads.length === 0) return undefined;
    const silenced = new Set(payloads.flatMap(({ silencedApps = [] }) => silencedApps)).size;
    const isManaged = record.isByManagement === true;
    return {
      subject: subjectOfProfile(record),
      message: "summary",
      params: { profile: nameOfProfile(record), silenced },
      severity: isManaged ? "info" : silenced > 0 ? "medium" : "low",
      ...(isManaged && { benign: [{ message: "detections/ios/notifications-set-by-profile/managed" }] }),
      ...(record.profileInstalled && { time: record.profileInstalled }),
    };
  },
});
