import appops, { type AppOperation } from "../../artifacts/android/appops.ts";
import audioUse, { type AudioRecording } from "../../artifacts/android/audio-use.ts";
import batteryDaily, { type DailyPackageChange } from "../../artifacts/android/battery-daily.ts";
import batteryHistory, { type BatteryEvent } from "../../artifacts/android/battery-history.ts";
import cameraUse, { type CameraUse } from "../../artifacts/android/camera-use.ts";
import cpuUse, { type BusyProcess } from "../../artifacts/android/cpu-use.ts";
import dbinfo, { type DatabaseOperation } from "../../artifacts/android/dbinfo.ts";
import exitInfo, { type ProcessExit } from "../../artifacts/android/exit-info.ts";
import installSessions, { type InstallSession } from "../../artifacts/android/install-sessions.ts";
import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import logcat, { type LogEntry } from "../../artifacts/android/logcat.ts";
import platformCompat, { type CompatibilityOverride } from "../../artifacts/android/platform-compat.ts";
import processes, { type AndroidProcess } from "../../artifacts/android/processes.ts";
import usageStats, { type AppUsage } from "../../artifacts/android/usage-stats.ts";
import { isPackageName, packageOf } from "../../artifacts/android-components.ts";
import { compareText } from "../../model/json.ts";
import { message } from "../../model/message.ts";
import { appListOf, appPart, appSubject } from "../android-apps.ts";
import { isShellUid, isStore } from "../android-installers.ts";
import { defineJoin, definePart, type HitWithRecords, type JoinedFact } from "../detection.ts";

/** One source that names an app. */
interface Trace {
  readonly packageName: string;
  readonly source:
    | ("operations" | "daily" | "history" | "databases" | "overrides" | "sessions" | "usage" | "exits" | "camera" | "audio")
    | ("security log" | "processes" | "log");
  /** Of a process its account: names of processes are free to choose, and an app's own are often no package's. */
  readonly uid?: number;
  readonly isRemoval?: boolean;
  readonly isFromStore?: boolean;
  readonly isFromShell?: boolean;
}

/** Of one source: a removal and all that is none. No name of a package holds a blank. */
const keyOf = (packageName: string, isRemoval = false): string => (isRemoval ? `${packageName} removal` : packageName);

const named = (packageName: string | undefined, trace: Omit<Trace, "packageName">) =>
  packageName !== undefined && isPackageName(packageName)
    ? { key: keyOf(packageName, trace.isRemoval), fact: { packageName, ...trace } }
    : undefined;

/** The list of overrides also holds games that were never there: it counts beside another source alone. */
const WEAK: readonly Trace["source"][] = ["overrides"];

/** Kept for months or years after an app was removed, on older systems: alone they say that it was there once. */
const LASTING: readonly Trace["source"][] = [...WEAK, "usage", "history", "daily", "security log"];

/** An app that the phone speaks of and does not have. */
export default defineJoin({
  id: "android/ghost-app",
  version: 2,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  falsePositives: ["removed-by-owner", "part-of-other", "reset-of-list"],
  references: [
    "https://docs.mvt.re/en/latest/android/bugreport/",
    "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
  ],
  parts: {
    apps: appPart,
    operations: definePart<AppOperation, Trace>({
      artifact: appops,
      select: ({ packageName }) => named(packageName, { source: "operations" }),
    }),
    daily: definePart<DailyPackageChange, Trace>({
      artifact: batteryDaily,
      select: ({ packageName, packageChange }) => named(packageName, { source: "daily", isRemoval: packageChange === "uninstall" }),
    }),
    history: definePart<BatteryEvent, Trace>({
      artifact: batteryHistory,
      select: ({ packageName, batteryEvent }) => named(packageName, { source: "history", isRemoval: batteryEvent === "pkgunin" }),
      keyOf: ({ packageName, batteryEvent }) => packageName && keyOf(packageName, batteryEvent === "pkgunin"),
    }),
    databases: definePart<DatabaseOperation, Trace>({
      artifact: dbinfo,
      select: ({ packageName }) => named(packageName, { source: "databases" }),
    }),
    usage: definePart<AppUsage, Trace>({ artifact: usageStats, select: ({ packageName }) => named(packageName, { source: "usage" }) }),
    exits: definePart<ProcessExit, Trace>({ artifact: exitInfo, select: ({ packageName }) => named(packageName, { source: "exits" }) }),
    camera: definePart<CameraUse, Trace>({ artifact: cameraUse, select: ({ packageName }) => named(packageName, { source: "camera" }) }),
    audio: definePart<AudioRecording, Trace>({ artifact: audioUse, select: ({ packageName }) => named(packageName, { source: "audio" }) }),
    overrides: definePart<CompatibilityOverride, Trace>({
      artifact: platformCompat,
      select: ({ packageName }) => named(packageName, { source: "overrides" }),
    }),
    events: definePart<IntrusionEvent, Trace>({ artifact: intrusionLog, select: (event) => namedByEvent(event) }),
    processes: definePart<AndroidProcess, Trace>({
      artifact: processes,
      // Lists with threads hold the kernel's names, which lack an app's beginning.
      select: ({ processName, user, threads }) =>
        threads === undefined ? ofProcess(processName, uidOfAccount(user), "processes") : undefined,
    }),
    busy: definePart<BusyProcess, Trace>({
      artifact: cpuUse,
      select: ({ processName, user }) => ofProcess(processName, uidOfAccount(user), "processes"),
    }),
    starts: definePart<LogEntry, Trace>({
      artifact: logcat,
      select: ({ kind, process, uid }) => (kind === "start" && process !== undefined ? ofProcess(process, uid, "log") : undefined),
    }),
    sessions: definePart<InstallSession, Trace>({
      artifact: installSessions,
      select: ({ packageName, finalStatus, installer, installerUid, isFromAdb }) =>
        finalStatus === 1
          ? named(packageName, { source: "sessions", isFromStore: isStore(installer), isFromShell: isFromAdb || isShellUid(installerUid) })
          : undefined,
    }),
  },
  needed: ["apps"],

  join({ apps, ...sources }) {
    const list = appListOf(apps);
    const uids = new Set(list.apps.map(({ fact }) => fact.appUid));
    const ghosts = new Map<string, JoinedFact<Trace>[]>();
    for (const trace of Object.values(sources).flat() as unknown as readonly JoinedFact<Trace>[]) {
      const { packageName, uid } = trace.fact;
      if (list.names.has(packageName) || (uid !== undefined && uids.has(uid))) continue;
      ghosts.set(packageName, [...(ghosts.get(packageName) ?? []), trace]);
    }
    return [...ghosts].sort(([a], [b]) => compareText(a, b)).flatMap(([packageName, traces]) => hitsOf(packageName, traces));
  },
});

/** Android's numbers of apps (Process.FIRST_APPLICATION_UID to LAST_), and how many numbers each user of the phone has. */
const [FIRST_APP, LAST_APP, PER_USER] = [10_000, 19_999, 100_000];

/** `u0_a123` is app 10123 of user 0. */
function uidOfAccount(user: string): number | undefined {
  const number = /^u\d+_a(\d{1,4})$/.exec(user)?.[1];
  return number === undefined ? undefined : FIRST_APP + Number(number);
}

function ofProcess(process: string, uid: number | undefined, source: Trace["source"]) {
  const appUid = uid === undefined ? undefined : uid % PER_USER;
  return appUid === undefined || appUid < FIRST_APP || appUid > LAST_APP ? undefined : named(packageOf(process), { source, uid: appUid });
}

/** What the security log says of apps: that one was put on or removed, looked a name up, connected. */
function namedByEvent(event: IntrusionEvent) {
  if (event.kind === "dns" || event.kind === "connect") return named(event.appId, { source: "security log" });
  const isRemoval = event.kind === "security" && event.tag === "package_uninstalled";
  if (event.kind !== "security" || !(isRemoval || event.tag === "package_installed")) return undefined;
  return named(event.details["package_name"], { source: "security log", isRemoval });
}

function hitsOf(packageName: string, traces: readonly JoinedFact<Trace>[]): HitWithRecords[] {
  const sources = [...new Set(traces.map(({ fact }) => fact.source))].sort(compareText);
  if (sources.every((source) => WEAK.includes(source))) return [];
  const has = (test: (trace: Trace) => boolean | undefined): boolean => traces.some(({ fact }) => test(fact) === true);
  const isFromShell = has(({ isFromShell }) => isFromShell);
  const isRemoved = has(({ isRemoval }) => isRemoval);
  const isOrdinary = isRemoved || has(({ isFromStore }) => isFromStore) || sources.every((source) => LASTING.includes(source));
  return [
    {
      subject: appSubject(packageName),
      message: "summary",
      params: { app: packageName, sources: sources.join(", "), number: sources.length },
      severity: severityOf(isFromShell, isOrdinary),
      confidence: sources.length > 1 ? "medium" : "low",
      benign: isRemoved ? [message("detections/android/ghost-app/removal-noted", { app: packageName })] : [],
      records: traces.map(({ record }) => record),
    },
  ];
}

/** People remove apps every day; the shell installs none for them. */
function severityOf(isFromShell: boolean, isOrdinary: boolean): "medium" | "low" | "info" {
  if (isFromShell) return "medium";
  return isOrdinary ? "info" : "low";
}
