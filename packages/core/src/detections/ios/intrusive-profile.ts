import configurationProfiles, { type InstalledProfile } from "../../artifacts/ios/configuration-profiles.ts";
import type { PayloadEffect } from "../../artifacts/profile-payloads.ts";
import type { Severity } from "../../model/severity.ts";
import { defineMatch, type Hit } from "../detection.ts";
import { intrusiveEffects, nameOfProfile, subjectOfProfile } from "../profile-subject.ts";

/** What brings the phone's traffic to somebody; with a root certificate besides it can be read there. */
const DIVERSIONS: readonly PayloadEffect[] = ["vpn", "proxy", "name-server", "relay"];

export default defineMatch({
  id: "ios/intrusive-profile",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: configurationProfiles,
  falsePositives: ["managed", "ad-blocker", "network-access", "developer"],
  references: [
    "https://developer.apple.com/documentation/devicemanagement/profile-specific-payload-keys",
    "https://support.apple.com/en-us/102390",
  ],

  match(record): Hit | undefined {
    const effects = record.kind === "profile" ? intrusiveEffects(record) : [];
    if (record.kind !== "profile" || effects.length === 0) return undefined;
    const isReader = effects.includes("root-certificate") && effects.some((effect) => DIVERSIONS.includes(effect));
    return {
      subject: subjectOfProfile(record),
      message: isReader ? "summary-reader" : "summary",
      params: { profile: nameOfProfile(record), effects: effects.join(", ") },
      severity: severityOf(record, isReader),
      ...(record.isByManagement && { benign: [{ message: "detections/ios/intrusive-profile/managed" }] }),
      ...(record.profileInstalled && { time: record.profileInstalled }),
    };
  },
});

function severityOf({ isByManagement }: InstalledProfile, isReader: boolean): Severity {
  if (isReader) return isByManagement ? "low" : "medium";
  return isByManagement ? "info" : "low";
}
