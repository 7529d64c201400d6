import unifiedLog from "../../artifacts/ios/unified-log.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch({
  id: "ios/published-words-in-log",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  families: ["Coruna"],
  reads: unifiedLog,
  falsePositives: ["namesake", "research"],
  references: ["https://cloud.google.com/blog/topics/threat-intelligence/coruna-powerful-ios-exploit-kit"],

  match({ topic, text, process, time }) {
    if (topic !== "published" || text === undefined) return undefined;
    const hit = { ...(time && { time }) };
    if (process === undefined) return { subject: "published-words", message: "summary-unnamed", params: { text }, ...hit };
    return { subject: { type: "file:path", value: process }, message: "summary", params: { text, program: process }, ...hit };
  },
});
