import tombstones, { type NativeCrash } from "../../artifacts/android/tombstones.ts";
import { defineMatch } from "../detection.ts";
import { crashClass, exposedProgram } from "../exposed-processes.ts";

export default defineMatch<NativeCrash>({
  id: "android/memory-fault-found",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "low",
  confidence: "low",
  reads: tombstones,
  falsePositives: ["ordinary-bug", "broken-file"],
  references: [
    "https://source.android.com/docs/core/tests/debug/gwp-asan",
    "https://source.android.com/docs/security/test/memory-safety/arm-mte",
  ],

  match(crash) {
    const program = exposedProgram(crash.program);
    const kind = crashClass(crash);
    if (program === undefined || kind !== "memory-checker") return undefined;
    return {
      subject: { type: "process:name", value: program },
      message: "summary",
      params: { program, cause: crash.causes?.[0] ?? crash.signalCode ?? crash.abortMessage ?? "" },
      ...(crash.crashed && { time: crash.crashed }),
    };
  },
});
