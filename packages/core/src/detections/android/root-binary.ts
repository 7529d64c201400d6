import rootBinaries, { type RootBinary } from "../../artifacts/android/root-binaries.ts";
import { defineMatch } from "../detection.ts";

/** Tools of builders and makers that carry a name of the list, and give nobody root. */
const ORDINARY: ReadonlySet<string> = new Set(["busybox"]);

export default defineMatch<RootBinary>({
  id: "android/root-binary",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: rootBinaries,
  falsePositives: ["own-root", "developer", "emulator"],
  references: ["https://github.com/mvt-project/androidqf", "https://github.com/topjohnwu/Magisk"],

  match({ path, program }) {
    const hit = { subject: { type: "file:path", value: path }, message: "summary", params: { path, program } } as const;
    return ORDINARY.has(program.toLowerCase()) ? { ...hit, severity: "low" } : hit;
  },
});
