import packages from "../../artifacts/android/packages.ts";
import { appSubject } from "../android-apps.ts";
import { defineMatch } from "../detection.ts";

/** Flags that apps of a store never have: stores refuse them. */
const FLAGS = ["DEBUGGABLE", "TEST_ONLY"];

export default defineMatch({
  id: "android/debuggable-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: packages,
  falsePositives: ["developer", "test-version"],
  references: [
    "https://developer.android.com/guide/topics/manifest/application-element#debug",
    "https://developer.android.com/guide/topics/manifest/application-element#testOnly",
  ],

  match({ kind, packageName, isSystem, flags, installer }) {
    const found = FLAGS.filter((flag) => flags.includes(flag));
    if (kind !== "package" || isSystem || found.length === 0) return undefined;
    return {
      subject: appSubject(packageName),
      message: "summary",
      params: { app: packageName, flags: found.join(", "), installer: installer ?? "none named" },
    };
  },
});
