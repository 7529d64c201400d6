import manifest from "../../artifacts/ios/manifest.ts";
import { defineMatch } from "../detection.ts";

/** Preferences of root: whose owner is a program with the highest rights. */
const PATH = "/private/var/root/Library/Preferences/com.apple.CrashReporter.plist";

export default defineMatch({
  id: "ios/crash-reporter-preferences",
  version: 1,
  status: "experimental",
  axis: "compromise",
  // MVT rated it higher and learned of healthy phones that have the file.
  severity: "low",
  confidence: "low",
  families: ["Pegasus"],
  reads: manifest,
  falsePositives: ["healthy-phones", "analytics-setting"],
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/mvt-project/mvt/issues/130",
    "https://github.com/mvt-project/mvt/issues/328",
  ],

  match({ path, entryKind, created, modified }) {
    if (path !== PATH || entryKind !== "file") return undefined;
    const time = created ?? modified;
    return { subject: { type: "file:path", value: path }, message: "summary", params: { path }, ...(time && { time }) };
  },
});
