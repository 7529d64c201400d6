import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { isBelow } from "../../model/canonical-path.ts";
import { defineMatch } from "../detection.ts";

const APPS = "/private/var/containers/Bundle/Application";
const ROOT = 0;

export default defineMatch({
  id: "ios/root-process-of-app",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  reads: unifiedLogProcesses,
  falsePositives: ["jailbreak", "sideloading-tools"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  match({ path, euid, first }) {
    if (path === undefined || euid !== ROOT || !isBelow(path, APPS)) return undefined;
    return { subject: { type: "file:path", value: path }, message: "summary", params: { path }, ...(first && { time: first }) };
  },
});
