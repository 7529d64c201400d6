import processes, { type AndroidProcess } from "../../artifacts/android/processes.ts";
import { baseName } from "../../model/canonical-path.ts";
import { defineMatch } from "../detection.ts";

/** Programs for looking into others, for recording traffic and for remote shells; no phone comes with one of them running. */
const TOOLS: ReadonlySet<string> = new Set([
  "frida-server",
  "frida-server-64",
  "frida-inject",
  "re.frida.server",
  "gdbserver",
  "gdbserver64",
  "lldb-server",
  "strace",
  "tcpdump",
  "dropbear",
  "sshd",
  "socat",
  "ncat",
  "msfconsole",
]);

export default defineMatch<AndroidProcess>({
  id: "android/intrusion-tool-process",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: processes,
  falsePositives: ["developer", "own-tools", "same-name"],
  references: ["https://frida.re/docs/android/", "https://attack.mitre.org/techniques/T1631/"],

  match({ processName, user, pid }) {
    const program = baseName(processName.split(" ", 1)[0]!);
    if (!TOOLS.has(program)) return undefined;
    return { subject: { type: "process:name", value: program }, message: "summary", params: { program, user, pid } };
  },
});
