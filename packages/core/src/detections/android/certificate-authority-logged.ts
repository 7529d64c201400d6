import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { isSet } from "../../artifacts/intrusion-events.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<IntrusionEvent>({
  id: "android/certificate-authority-logged",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: intrusionLog,
  falsePositives: ["workplace", "blocker"],
  references: ["https://developer.android.com/reference/android/app/admin/SecurityLog"],

  match(record) {
    if (record.kind !== "security" || record.tag !== "cert_authority_installed" || !isSet(record.details, "success")) return undefined;
    const name = record.details["subject"] ?? "";
    return { subject: name === "" ? "unnamed" : name, message: "summary", params: { name }, ...(record.time && { time: record.time }) };
  },
});
