import sms from "../../artifacts/ios/sms.ts";
import { defineMatch } from "../detection.ts";
import { isFromApple, wordingOf } from "../threat-notice.ts";

export default defineMatch({
  id: "ios/apple-threat-notification",
  version: 1,
  status: "experimental",
  axis: "targeting",
  severity: "high",
  confidence: "high",
  reads: sms,
  falsePositives: ["for-another-device", "planted-row"],
  references: [
    "https://support.apple.com/en-us/102174",
    "https://appleinsider.com/articles/25/09/11/threat-notifications-sent-out-september-3-french-government-confirms",
  ],

  // Whatever the language: the words are compared to say more, not to find it.
  match(record) {
    if (record.kind !== "message" || !isFromApple(record)) return undefined;
    const hasWords = wordingOf(record.text) === "whole";
    return {
      // Told apart, so that the surer is not hidden behind the first.
      subject: hasWords ? "apple-threat-notification" : "apple-threat-notification-other-words",
      message: hasWords ? "summary" : "summary-other-words",
      confidence: hasWords ? "high" : "medium",
      ...(record.sent && { time: record.sent }),
    };
  },
});
