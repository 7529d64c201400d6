import activation, { type ActivationEvent } from "../../artifacts/ios/activation.ts";
import containermanagerd, { type ContainerEvent } from "../../artifacts/ios/containermanagerd.ts";
import crashReports, { type CrashReportRecord } from "../../artifacts/ios/crash-reports.ts";
import logBoots, { type LogBoot } from "../../artifacts/ios/log-boots.ts";
import logdLog, { type LogdEvent } from "../../artifacts/ios/logd-log.ts";
import mobileInstallation, { type InstallationEvent } from "../../artifacts/ios/mobile-installation.ts";
import shutdownLog, { type ShutdownLogRecord } from "../../artifacts/ios/shutdown-log.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineJoin, definePart, type HitWithRecords } from "../detection.ts";
import { judgeShutdowns, type ShutdownFact, type TimeFact, timeFact, type Verdict } from "../shutdown-history.ts";

const at = (time: EvidenceTime | undefined, isWanted: boolean) =>
  time && isWanted ? { key: time.earliest, fact: timeFact(time) } : undefined;

export default defineJoin({
  id: "ios/shutdown-log-incomplete",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  falsePositives: ["update", "rotation", "forced", "clock"],
  references: [
    "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    "https://github.com/KasperskyLab/iShutdown",
  ],
  parts: {
    log: definePart<ShutdownLogRecord, ShutdownFact>({ artifact: shutdownLog, select: shutdownFact }),
    orderly: definePart<LogdEvent, TimeFact>({
      artifact: logdLog,
      select: ({ kind, time }) => at(time, kind === "orderly-shutdown"),
    }),
    loggedBoots: definePart<LogdEvent, TimeFact>({ artifact: logdLog, select: ({ kind, time }) => at(time, kind === "boot") }),
    boots: definePart<LogBoot, TimeFact>({ artifact: logBoots, select: ({ time }) => at(time, true) }),
    containers: definePart<ContainerEvent, TimeFact>({
      artifact: containermanagerd,
      select: ({ containerStep, logged }) => at(logged, containerStep === "boot"),
    }),
    installer: definePart<InstallationEvent, TimeFact>({
      artifact: mobileInstallation,
      select: ({ installationStep, logged }) => at(logged, installationStep === "boot"),
    }),
    reported: definePart<CrashReportRecord, TimeFact>({
      artifact: crashReports,
      select: (record) => at(record.kind === "report" ? record.booted : undefined, true),
    }),
    resets: definePart<CrashReportRecord, TimeFact>({
      artifact: crashReports,
      select: (record) => (record.kind === "report" ? at(record.time, RESETS.has(record.reportType)) : undefined),
    }),
    updates: definePart<ActivationEvent, TimeFact>({
      artifact: activation,
      select: ({ logged, osBuild, buildBefore }) => at(logged, buildBefore !== undefined && buildBefore !== osBuild),
    }),
    installerUpdates: definePart<InstallationEvent, TimeFact>({
      artifact: mobileInstallation,
      select: ({ installationStep, logged }) => at(logged, installationStep === "new-system"),
    }),
  },
  needed: ["log", "orderly"],
  mayBeMissing: ["log"],

  join({ log, orderly, updates, installerUpdates, resets, ...boots }) {
    const starts = [boots.loggedBoots, boots.boots, boots.containers, boots.installer, boots.reported].flat();
    const verdict = judgeShutdowns({ log, orderly, starts, resets, updates: [...updates, ...installerUpdates] });
    return verdict ? [hitOf(verdict)] : [];
  },
});

const RESETS: ReadonlySet<string> = new Set(["panic", "forced-reset", "reset-counter"]);

function shutdownFact(record: ShutdownLogRecord): { readonly key: string; readonly fact: ShutdownFact } | undefined {
  if (record.kind === "client") return undefined;
  // Two files of one phone may both know a shutdown: it is one.
  if (record.kind === "history") return { key: `history ${record.keeps}`, fact: { keeps: record.keeps } };
  return record.time && { key: record.time.earliest, fact: timeFact(record.time) };
}

/** What is missing between shutdowns that are noted was there once; what is missing at the beginning may be older than the log. */
const hitOf = ({ form, missing, known, explained, starts, records }: Verdict): HitWithRecords => ({
  subject: `shutdowns-${form}`,
  message: form,
  params: { missing, known, explained, starts },
  records,
  ...(form !== "gone" && form !== "gaps" && { severity: "info" as const, confidence: "low" as const }),
});
