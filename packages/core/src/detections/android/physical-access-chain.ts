import adbState from "../../artifacts/android/adb-state.ts";
import appops from "../../artifacts/android/appops.ts";
import batteryHistory from "../../artifacts/android/battery-history.ts";
import installSessions, { type InstallSession } from "../../artifacts/android/install-sessions.ts";
import packages from "../../artifacts/android/packages.ts";
import { appSubject } from "../android-apps.ts";
import { isShellUid, isStore, isTransferTool, SHELL_PACKAGE } from "../android-installers.ts";
import { defineCorrelate, defineStream, type Moment, type Subject } from "../detection.ts";
import { hoursBetween, nanosecondsBetween } from "../times.ts";

const WINDOW_HOURS = 6;
/** Operations that somebody switches on for an app in the settings, or the shell does (AppOpsManager). */
const GRANTS = new Set([
  "BIND_ACCESSIBILITY_SERVICE",
  "ACCESS_NOTIFICATIONS",
  "SYSTEM_ALERT_WINDOW",
  "GET_USAGE_STATS",
  "WRITE_SETTINGS",
  "MANAGE_EXTERNAL_STORAGE",
]);

/** A computer connected, an app was installed past the stores, and began to use its powers, all within hours. */
export default defineCorrelate({
  id: "android/physical-access-chain",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "high",
  confidence: "medium",
  concerns: "stalkerware",
  families: ["NoviSpy", "ResidentBat"],
  falsePositives: ["developer", "collection", "helper", "charging"],
  references: [
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    "https://rsf.org/en/exclusive-rsf-uncovers-new-spyware-belarus",
  ],
  windowSeconds: WINDOW_HOURS * 3600,

  anchor: defineStream({
    artifact: installSessions,
    select(session) {
      const { sessionCreated, packageName, finalStatus, installer } = session;
      if (!sessionCreated || finalStatus !== 1 || isStore(installer) || isTransferTool(installer)) return undefined;
      if (packageName !== undefined) return { time: sessionCreated, subject: appSubject(packageName) };
      return isShellSession(session) ? { time: sessionCreated, subject: `session ${session.sessionId}` } : undefined;
    },
  }),
  beside: {
    computer: defineStream({
      artifact: adbState,
      select: (entry) =>
        entry.kind === "key" && entry.lastConnected
          ? { time: entry.lastConnected, subject: entry.fingerprint ?? "unnamed-computer" }
          : undefined,
    }),
    cable: defineStream({
      artifact: batteryHistory,
      select: ({ batteryEvent, detail, phase, happened }) =>
        happened && phase !== "ends" && (batteryEvent === "usb_data" || (batteryEvent === "plugged" && detail === "usb"))
          ? { time: happened, subject: "cable" }
          : undefined,
    }),
    /** Gives a session without a name its app. */
    arrival: defineStream({
      artifact: packages,
      select({ kind, packageName, isSystem, installer, firstInstalled, users }) {
        const time = firstInstalled ?? users.find(({ userInstalled }) => userInstalled)?.userInstalled;
        return kind === "package" && !isSystem && !isStore(installer) && time ? { time, subject: appSubject(packageName) } : undefined;
      },
      explainsUpTo: 2_000,
    }),
    grant: defineStream({
      artifact: appops,
      select({ packageName, appOperation, uses }) {
        const used = uses.find((use) => use.access === "access" && use.used)?.used;
        return packageName !== undefined && used && GRANTS.has(appOperation) ? { time: used, subject: appSubject(packageName) } : undefined;
      },
    }),
  },

  correlate(anchor, beside) {
    // Clocks of different zones cannot be set beside each other: where the phone's zone is unknown, its wall clock is left out.
    const near = beside.filter(({ time }) => time.clock === anchor.time.clock);
    const computer = near.find(({ stream }) => stream === "computer") ?? near.find(({ stream }) => stream === "cable");
    const subject = subjectOf(anchor, near);
    const grants = near.filter((moment) => moment.stream === "grant" && nameOf(moment.subject) === nameOf(subject));
    if (!computer && grants.length === 0) return undefined;
    const isByShell = isShellSession(anchor.record.data as InstallSession);
    if (!isByShell && !(computer && grants.length > 0)) return undefined;
    return {
      subject,
      message: messageOf(computer, grants),
      params: {
        app: nameOf(subject),
        hours: hoursBetween(anchor.time, (computer ?? grants[0]!).time),
        operations: operationsOf(grants),
      },
      severity: computer && grants.length > 0 ? "high" : "medium",
      confidence: computer?.stream === "cable" || !computer ? "low" : "medium",
    };
  },
});

const nameOf = (subject: Subject): string => (typeof subject === "string" ? subject : subject.value);

const isShellSession = ({ isFromAdb, installerUid, initiator }: InstallSession): boolean =>
  isFromAdb || isShellUid(installerUid) || initiator === SHELL_PACKAGE;

/** An app that is first noted as installed within these seconds of the session's beginning is what the session installed. */
const ARRIVAL_NANOSECONDS = 600n * 1_000_000_000n;

function subjectOf({ subject, time }: Moment, near: readonly Moment[]): Subject {
  if (typeof subject !== "string") return subject;
  const arrival = near.find((moment) => moment.stream === "arrival" && nanosecondsBetween(moment.time, time) <= ARRIVAL_NANOSECONDS);
  return arrival?.subject ?? subject;
}

function messageOf(computer: Moment | undefined, grants: readonly Moment[]): string {
  if (computer && grants.length > 0) return "summary-all";
  return computer ? "summary-computer" : "summary-powers";
}

const operationsOf = (grants: readonly Moment[]): string =>
  [...new Set(grants.flatMap(({ record }) => ("appOperation" in record.data ? [String(record.data.appOperation)] : [])))].sort().join(", ");
