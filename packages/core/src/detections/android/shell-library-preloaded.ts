import environment, { type LoaderVariable } from "../../artifacts/android/environment.ts";
import { defineMatch } from "../detection.ts";
import { isForeignPreload } from "../preloads.ts";

export default defineMatch<LoaderVariable>({
  id: "android/shell-library-preloaded",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  reads: environment,
  falsePositives: ["developer", "maker"],
  references: ["https://attack.mitre.org/techniques/T1625/", "https://man7.org/linux/man-pages/man8/ld.so.8.html"],

  match: ({ variable, value }) =>
    variable === "LD_PRELOAD" && isForeignPreload(value)
      ? { subject: "shell-preload", message: "summary", params: { libraries: value } }
      : undefined,
});
