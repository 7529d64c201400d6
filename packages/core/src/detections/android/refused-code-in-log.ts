import logcat, { type LogEntry } from "../../artifacts/android/logcat.ts";
import { defineMatch } from "../detection.ts";
import { refusedCode } from "../refused-code.ts";

export default defineMatch<LogEntry>({
  id: "android/refused-code-in-log",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  reads: logcat,
  falsePositives: ["policy-fault", "maker"],
  references: [
    "https://source.android.com/docs/security/features/selinux/validate",
    "https://source.android.com/docs/core/media/framework-hardening",
  ],

  match(entry) {
    const domain = entry.kind === "denial" ? refusedCode(entry) : undefined;
    if (domain === undefined) return undefined;
    const { process = "?", path = "?", refused = [], logged } = entry;
    const params = { process, domain, path, refused: refused.join(", ") };
    return { subject: { type: "process:name", value: process }, message: "summary", params, ...(logged && { time: logged }) };
  },
});
