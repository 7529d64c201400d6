import processes, { type AndroidProcess } from "../../artifacts/android/processes.ts";
import { rootToolOfLabel, rootToolOfProcess } from "../android-root.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<AndroidProcess>({
  id: "android/root-tool-process",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: processes,
  falsePositives: ["own-root", "developer"],
  references: [
    "https://github.com/topjohnwu/Magisk",
    "https://kernelsu.org/guide/what-is-kernelsu.html",
    "https://source.android.com/docs/security/features/selinux",
  ],

  match({ processName, label, user, pid }) {
    const subject = { type: "process:name", value: processName } as const;
    if (label !== undefined && rootToolOfLabel(label)) return { subject, message: "domain", params: { process: processName, pid, label } };
    // Any app may call a process `su`; root's own are meant.
    const isOfRoot = user === "root" || user === "0";
    return isOfRoot && rootToolOfProcess(processName) ? { subject, message: "name", params: { process: processName, pid } } : undefined;
  },
});
