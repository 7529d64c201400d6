import configurationProfiles from "../../artifacts/ios/configuration-profiles.ts";
import { defineMatch } from "../detection.ts";
import { nameOfProfile, subjectOfProfile } from "../profile-subject.ts";

/** The app whose notification tells that an automation runs. */
const SHORTCUTS = "com.apple.shortcuts";

export default defineMatch({
  id: "ios/shortcuts-silenced-by-profile",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  families: ["Predator"],
  reads: configurationProfiles,
  falsePositives: ["quiet-automations", "managed"],
  references: [
    "https://github.com/AmnestyTech/investigations/tree/master/2021-12-16_cytrox",
    "https://developer.apple.com/documentation/devicemanagement/notifications",
  ],

  match(record) {
    if (record.kind !== "profile") return undefined;
    const isSilenced = record.payloads.some(({ silencedApps = [] }) => silencedApps.some((app) => app.toLowerCase() === SHORTCUTS));
    if (!isSilenced) return undefined;
    const isManaged = record.isByManagement === true;
    return {
      subject: subjectOfProfile(record),
      message: "summary",
      params: { profile: nameOfProfile(record) },
      severity: isManaged ? "medium" : "high",
      confidence: isManaged ? "low" : "medium",
      ...(isManaged && { benign: [{ message: "detections/ios/shortcuts-silenced-by-profile/managed" }] }),
      ...(record.profileInstalled && { time: record.profileInstalled }),
    };
  },
});
