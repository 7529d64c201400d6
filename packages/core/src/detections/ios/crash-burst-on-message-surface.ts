import crashReports, { type CrashReportRecord } from "../../artifacts/ios/crash-reports.ts";
import { defineBurst } from "../burst-on-message-surface.ts";
import { defineStream } from "../detection.ts";
import { isMemoryFault, MESSAGE_SURFACE } from "../message-surface.ts";

const select = (record: CrashReportRecord) =>
  record.kind === "report" && record.time && record.name !== undefined && MESSAGE_SURFACE.has(record.name) && isMemoryFault(record)
    ? { time: record.time, subject: { type: "process:name", value: record.name } as const }
    : undefined;

export default defineBurst("ios/crash-burst-on-message-surface", defineStream({ artifact: crashReports, select }));
