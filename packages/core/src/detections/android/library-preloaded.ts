import collectedProcesses, { type CollectedProcess } from "../../artifacts/android/processes-json.ts";
import { defineMatch } from "../detection.ts";
import { isForeignPreload } from "../preloads.ts";

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
    if (libraries === undefined || !isForeignPreload(libraries)) return undefined;
    return { subject: { type: "process:name", value: processName }, message: "summary", params: { process: processName, pid, libraries } };
  },
});
