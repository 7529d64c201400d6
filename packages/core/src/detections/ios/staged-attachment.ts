import smsAttachments from "../../artifacts/ios/sms-attachments.ts";
import { isBelow } from "../../model/canonical-path.ts";
import { defineMatch } from "../detection.ts";

/** Attachments are kept below Library/SMS; here they lie only while they are moved, and the row is then corrected. */
const TEMPORARY = "/private/var/tmp";
/** As the rows of exploits' attachments ended that MVT's authors saw. */
const PUBLISHED_ENDING = "-1";

export default defineMatch({
  id: "ios/staged-attachment",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "medium",
  families: ["Pegasus"],
  reads: smsAttachments,
  falsePositives: ["interrupted-transfer", "app-in-messages"],
  references: [
    "https://docs.mvt.re/en/latest/ios/records/",
    "https://citizenlab.ca/2021/09/forcedentry-nso-group-imessage-zero-click-exploit-captured-in-the-wild/",
  ],

  match({ isFromMe, path, isMessageMissing, created, sent }) {
    if (isFromMe || path === undefined || !isBelow(path, TEMPORARY)) return undefined;
    const isPublished = path.endsWith(PUBLISHED_ENDING);
    const time = created ?? sent;
    return {
      subject: { type: "file:path", value: path },
      message: isMessageMissing ? "summary-without-message" : "summary",
      params: { path },
      severity: isPublished ? "medium" : "low",
      confidence: isPublished && isMessageMissing ? "medium" : "low",
      ...(time && { time }),
    };
  },
});
