import appops from "../../artifacts/android/appops.ts";
import { appSubject } from "../android-apps.ts";
import { SHELL_PACKAGE } from "../android-installers.ts";
import { defineMatch } from "../detection.ts";

/** What a computer does with the phone through the shell, beyond collecting: it hears, sees, locates or reads (AppOpsManager). */
const WATCHED = new Set([
  "RECORD_AUDIO",
  "CAMERA",
  "PROJECT_MEDIA",
  "FINE_LOCATION",
  "READ_SMS",
  "SEND_SMS",
  "READ_CALL_LOG",
  "READ_CONTACTS",
  "READ_CALENDAR",
  "REQUEST_INSTALL_PACKAGES",
  "WRITE_SETTINGS",
]);

export default defineMatch({
  id: "android/shell-operations",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: appops,
  falsePositives: ["collection", "screen-sharing", "developer"],
  references: ["https://docs.mvt.re/en/latest/android/bugreport/", "https://developer.android.com/reference/android/app/AppOpsManager"],

  match({ packageName, appOperation, uses }) {
    const used = packageName === SHELL_PACKAGE && WATCHED.has(appOperation) ? uses.filter(({ access }) => access === "access") : [];
    if (used.length === 0) return undefined;
    const last = used.find((use) => use.used)?.used;
    return {
      subject: [appSubject(SHELL_PACKAGE), appOperation],
      message: "summary",
      params: { operation: appOperation },
      ...(last && { time: last }),
    };
  },
});
