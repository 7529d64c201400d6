import crashReports, { type CrashReportRecord } from "../../artifacts/ios/crash-reports.ts";
import { defineCorrelate, defineStream } from "../detection.ts";
import { isMemoryFault, MESSAGE_SURFACE } from "../message-surface.ts";

/** With the anchor: so many crashes of one program within the window on either side. */
const BURST = 5;

const select = (record: CrashReportRecord) =>
  record.kind === "report" && record.time && record.name !== undefined && MESSAGE_SURFACE.has(record.name) && isMemoryFault(record)
    ? { time: record.time, subject: { type: "process:name", value: record.name } as const }
    : undefined;
const crashes = defineStream({ artifact: crashReports, select });

export default defineCorrelate({
  id: "ios/crash-burst-on-message-surface",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  falsePositives: ["system-bug", "broken-message"],
  references: [
    "https://citizenlab.ca/2023/09/blastpass-nso-group-iphone-zero-click-zero-day-exploit-captured-in-the-wild/",
    "https://citizenlab.ca/2023/04/nso-groups-pegasus-spyware-returns-in-2022/",
  ],
  anchor: crashes,
  // The stream holds the anchor too, at no distance.
  beside: { crashes },
  windowSeconds: 900,

  correlate({ subject, time }, beside) {
    const program = subject as { readonly type: "process:name"; readonly value: string };
    const count = beside.filter((other) => typeof other.subject !== "string" && other.subject.value === program.value).length;
    if (count < BURST) return undefined;
    return { subject: program, message: "summary", params: { program: program.value, count }, time };
  },
});
