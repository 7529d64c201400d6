import crashReports from "../../artifacts/ios/crash-reports.ts";
import { defineMatch } from "../detection.ts";
import { isInWritableFolder } from "../program-folders.ts";

export default defineMatch({
  id: "ios/crash-image-on-data-volume",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "medium",
  reads: crashReports,
  falsePositives: ["jailbreak", "developer-tools"],
  references: ["https://cloud.google.com/blog/topics/threat-intelligence/coruna-powerful-ios-exploit-kit"],

  match(record) {
    if (record.kind !== "report") return undefined;
    const image = record.oddImages?.find(isInWritableFolder);
    if (image === undefined) return undefined;
    const params = { image, program: record.name ?? record.path ?? "" };
    return { subject: { type: "file:path", value: image }, message: "summary", params, ...(record.time && { time: record.time }) };
  },
});
