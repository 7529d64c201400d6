import selinux, { type SelinuxMode } from "../../artifacts/android/selinux.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<SelinuxMode>({
  id: "android/permissive-selinux",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "high",
  confidence: "medium",
  reads: selinux,
  falsePositives: ["own-root", "custom-system"],
  references: ["https://source.android.com/docs/security/features/selinux"],

  match: ({ mode }) => (mode === "enforcing" ? undefined : { subject: "selinux-mode", message: "summary", params: { mode } }),
});
