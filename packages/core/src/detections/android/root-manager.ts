import packages, { type PackageEntry } from "../../artifacts/android/packages.ts";
import { ROOT_MANAGERS } from "../android-root.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<PackageEntry>({
  id: "android/root-manager",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: packages,
  falsePositives: ["own-root"],
  references: ["https://github.com/topjohnwu/Magisk", "https://kernelsu.org/guide/installation.html"],

  match({ kind, packageName, firstInstalled }) {
    if (kind === "shared-user" || !ROOT_MANAGERS.has(packageName)) return undefined;
    const subject = { type: "app:id", value: packageName } as const;
    return { subject, message: "summary", params: { app: packageName }, ...(firstInstalled && { time: firstInstalled }) };
  },
});
