import installSessions from "../../artifacts/android/install-sessions.ts";
import { appSubject } from "../android-apps.ts";
import { isShellUid, SHELL_PACKAGE } from "../android-installers.ts";
import { defineMatch } from "../detection.ts";

/** PackageManager.INSTALL_GRANT_ALL_REQUESTED_PERMISSIONS: nobody is asked. */
const GRANTS_ALL = 0x100;

/** A computer put the app there, over a cable or the air. */
export default defineMatch({
  id: "android/install-by-shell",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  families: ["NoviSpy", "ResidentBat"],
  reads: installSessions,
  falsePositives: ["developer", "helper-tool", "repair"],
  references: [
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://rsf.org/en/exclusive-rsf-uncovers-new-spyware-belarus",
  ],

  match({ sessionId, packageName, finalStatus, initiator, installer, installerUid, isFromAdb, installFlags = "0x0", sessionCreated }) {
    const isByShell = isFromAdb || isShellUid(installerUid) || initiator === SHELL_PACKAGE || installer === SHELL_PACKAGE;
    if (!isByShell) return undefined;
    const isGrantingAll = (Number(installFlags) & GRANTS_ALL) !== 0;
    const isDone = finalStatus === 1;
    return {
      // To Android 14 a session begun by a computer does not name its app.
      subject: packageName === undefined ? `session ${sessionId}` : appSubject(packageName),
      message: isDone ? "summary" : "summary-not-done",
      params: { app: packageName ?? "an app that is not named", grants: isGrantingAll ? "yes" : "no" },
      severity: isGrantingAll && isDone ? "medium" : "low",
      ...(sessionCreated && { time: sessionCreated }),
    };
  },
});
