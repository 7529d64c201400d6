import configurationProfiles from "../../artifacts/ios/configuration-profiles.ts";
import dataUsage from "../../artifacts/ios/data-usage.ts";
import safariHistory from "../../artifacts/ios/safari-history.ts";
import sms from "../../artifacts/ios/sms.ts";
import whatsapp from "../../artifacts/ios/whatsapp.ts";
import { defineCorrelate, defineStream, type Moment } from "../detection.ts";
import { intrusiveEffects, subjectOfProfile } from "../profile-subject.ts";
import { hoursBetween } from "../times.ts";

const WINDOW_HOURS = 72;
const TRACE = "trace";
/** Streams whose records a published indicator matched in; the other needs none. */
const MATCHED = ["message", "chat", "visit", "process"];

export default defineCorrelate({
  id: "ios/profile-beside-trace",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "high",
  confidence: "medium",
  falsePositives: ["chance", "managed", "restored-phone"],
  references: [
    "https://github.com/AmnestyTech/investigations/tree/master/2021-12-16_cytrox",
    "https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/",
  ],
  windowSeconds: WINDOW_HOURS * 3600,

  anchor: defineStream({
    artifact: configurationProfiles,
    select: (record) =>
      record.kind === "profile" && record.profileInstalled && intrusiveEffects(record).length > 0
        ? { time: record.profileInstalled, subject: subjectOfProfile(record) }
        : undefined,
  }),
  beside: {
    message: defineStream({
      artifact: sms,
      matchedAs: ["received"],
      select: (record) =>
        (record.kind === "message" || record.kind === "deleted-part") && record.sent ? { time: record.sent, subject: TRACE } : undefined,
    }),
    chat: defineStream({
      artifact: whatsapp,
      matchedAs: ["received"],
      select: (record) => (record.kind === "message" && record.sent ? { time: record.sent, subject: TRACE } : undefined),
    }),
    visit: defineStream({
      artifact: safariHistory,
      matchedAs: ["visited"],
      select: (record) => (record.kind === "visit" && record.visited ? { time: record.visited, subject: TRACE } : undefined),
    }),
    process: defineStream({
      artifact: dataUsage,
      matchedAs: ["ran"],
      select: (record) => (record.kind === "usage" && record.used ? { time: record.used, subject: TRACE } : undefined),
    }),
    gone: defineStream({
      artifact: dataUsage,
      select: (record) => (record.kind === "usage" && record.isOrphan && record.used ? { time: record.used, subject: TRACE } : undefined),
    }),
  },

  correlate(anchor, beside) {
    const matched = beside.find(({ stream }) => MATCHED.includes(stream));
    const nearest = matched ?? beside[0];
    if (!nearest) return undefined;
    const params = { hours: hoursBetween(anchor.time, nearest.time), effects: effectsOf(anchor) };
    return {
      subject: [anchor.subject, matched ? "matched" : "gone-process"],
      message: matched ? "summary-matched" : "summary-gone",
      params,
      severity: matched ? "high" : "low",
      confidence: matched ? "medium" : "low",
    };
  },
});

const effectsOf = ({ record }: Moment): string => ("payloads" in record.data ? intrusiveEffects(record.data as never).join(", ") : "");
