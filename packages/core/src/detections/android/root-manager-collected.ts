import installedPackages, { type InstalledPackage } from "../../artifacts/android/installed-packages.ts";
import { ROOT_MANAGERS } from "../android-root.ts";
import { defineMatch } from "../detection.ts";

export default defineMatch<InstalledPackage>({
  id: "android/root-manager-collected",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: installedPackages,
  falsePositives: ["own-root", "left-over"],
  references: ["https://github.com/topjohnwu/Magisk", "https://kernelsu.org/guide/installation.html"],

  match: ({ packageName }) =>
    ROOT_MANAGERS.has(packageName)
      ? { subject: { type: "app:id", value: packageName }, message: "summary", params: { app: packageName } }
      : undefined,
});
