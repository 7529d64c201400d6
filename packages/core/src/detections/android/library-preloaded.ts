import collectedProcesses, { type CollectedProcess } from "../../artifacts/android/processes-json.ts";
import { defineMatch } from "../detection.ts";

/** Libraries that makers put before each program: below the system's own folders, or by name alone, which is looked up there. */
const SYSTEM = /^(?:\/(?:system|system_ext|vendor|product|apex|odm)\/|[^/]*$)/;
const NAME = "LD_PRELOAD=";

export default defineMatch<CollectedProcess>({
  id: "android/library-preloaded",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  reads: collectedProcesses,
  falsePositives: ["terminal-apps", "developer"],
  references: ["https://attack.mitre.org/techniques/T1625/", "https://man7.org/linux/man-pages/man8/ld.so.8.html"],

  match({ loaderVariables, processName, pid }) {
    const preload = loaderVariables?.find((entry) => entry.startsWith(NAME));
    const libraries = preload?.slice(NAME.length);
    if (libraries === undefined || libraries.split(/[:\s]/).every((library) => SYSTEM.test(library))) return undefined;
    return { subject: { type: "process:name", value: processName }, message: "summary", params: { process: processName, pid, libraries } };
  },
});
