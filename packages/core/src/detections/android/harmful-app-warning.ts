import packages from "../../artifacts/android/packages.ts";
import { appSubject } from "../android-apps.ts";
import { defineMatch } from "../detection.ts";

/** The phone's own verifier (Play Protect, as a rule) judged the app and nobody removed it. */
export default defineMatch({
  id: "android/harmful-app-warning",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "high",
  reads: packages,
  falsePositives: ["verifier", "unwanted"],
  references: [
    "https://developers.google.com/android/play-protect/phacategories",
    "https://developers.google.com/android/play-protect/client-protections",
  ],

  match({ kind, packageName, users }) {
    const warned = users.find(({ harmfulAppWarning }) => harmfulAppWarning !== undefined);
    if (kind !== "package" || !warned) return undefined;
    return { subject: appSubject(packageName), message: "summary", params: { app: packageName, warning: warned.harmfulAppWarning! } };
  },
});
