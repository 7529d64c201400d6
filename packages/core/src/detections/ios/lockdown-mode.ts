import globalPreferences from "../../artifacts/ios/global-preferences.ts";
import { defineMatch } from "../detection.ts";

/** A fact about the phone that changes what to expect of it; nothing is wrong with either answer. */
export default defineMatch({
  id: "ios/lockdown-mode",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "high",
  reads: globalPreferences,
  falsePositives: ["fact"],
  references: ["https://support.apple.com/en-us/105120", "https://docs.mvt.re/en/latest/ios/records/"],

  match: ({ lockdownMode }) =>
    lockdownMode === "unstated" ? undefined : { subject: "lockdown-mode", message: `summary-${lockdownMode}`, params: {} },
});
