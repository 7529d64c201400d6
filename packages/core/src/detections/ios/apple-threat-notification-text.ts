import sms from "../../artifacts/ios/sms.ts";
import { defineMatch } from "../detection.ts";
import { isFromApple, wordingOf } from "../threat-notice.ts";

/** The words alone: worth asking about, and no more, since anybody can send them and many forward them. */
export default defineMatch({
  id: "ios/apple-threat-notification-text",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: sms,
  falsePositives: ["forwarded", "scam", "news"],
  references: ["https://support.apple.com/en-us/102174", "https://docs.mvt.re/en/latest/ios/records/"],

  match(record) {
    if ((record.kind !== "message" && record.kind !== "deleted-part") || isFromApple(record)) return undefined;
    const wording = wordingOf(record.text);
    if (!wording) return undefined;
    const isAsReceived = wording === "whole" && !record.isFromMe;
    const shape = record.isFromMe ? "sent" : wording;
    return {
      subject: `apple-threat-notification-text-${shape}`,
      message: `summary-${shape}`,
      severity: isAsReceived ? "medium" : "low",
      ...(record.sent && { time: record.sent }),
    };
  },
});
