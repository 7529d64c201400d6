import dataUsage from "../../artifacts/ios/data-usage.ts";
import sms from "../../artifacts/ios/sms.ts";
import { defineCorrelate, defineStream } from "../detection.ts";

const WINDOW_HOURS = 72;

const SUBJECT = "gone-process-beside-lure";

export default defineCorrelate({
  id: "ios/gone-process-beside-lure",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  falsePositives: ["restored-phone", "removed-app"],
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/mvt-project/mvt/issues/257",
  ],
  windowSeconds: WINDOW_HOURS * 3600,

  anchor: defineStream({
    artifact: dataUsage,
    select: (record) =>
      record.kind === "usage" && record.isOrphan && record.processKey !== undefined && record.used
        ? { time: record.used, subject: SUBJECT }
        : undefined,
  }),
  beside: {
    lure: defineStream({
      artifact: sms,
      matchedAs: ["received"],
      select: (record) =>
        (record.kind === "message" || record.kind === "deleted-part") && record.sent ? { time: record.sent, subject: SUBJECT } : undefined,
    }),
  },

  correlate: (anchor, [lure]) => lure && { subject: SUBJECT, message: "summary", params: { hours: hoursBetween(anchor.time, lure.time) } },
});

const NANOSECONDS_PER_HOUR = 3_600_000_000_000n;

/** Whole hours, begun ones counted. */
const hoursBetween = (a: { readonly earliest: string }, b: { readonly earliest: string }): number => {
  const difference = BigInt(a.earliest) - BigInt(b.earliest);
  const distance = difference < 0n ? -difference : difference;
  return Number((distance + NANOSECONDS_PER_HOUR - 1n) / NANOSECONDS_PER_HOUR);
};
