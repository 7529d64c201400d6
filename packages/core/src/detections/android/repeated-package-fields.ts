import packages from "../../artifacts/android/packages.ts";
import { appSubject } from "../android-apps.ts";
import { defineMatch } from "../detection.ts";

/** The service prints each field once. A version's name with line breaks can print more. */
export default defineMatch({
  id: "android/repeated-package-fields",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: packages,
  falsePositives: ["maker", "odd-version-name"],
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/core/java/com/android/server/pm/Settings.java",
  ],

  match: ({ packageName, repeatedFields }) =>
    repeatedFields
      ? { subject: appSubject(packageName), message: "summary", params: { app: packageName, fields: repeatedFields.join(", ") } }
      : undefined,
});
