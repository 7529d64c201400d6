import packages from "../../artifacts/android/packages.ts";
import { appSubject } from "../android-apps.ts";
import { ROOT_MANAGERS } from "../android-root.ts";
import { defineMatch } from "../detection.ts";

/** They change other apps while these run, or lend them the shell's rights. */
const HELPERS: ReadonlySet<string> = new Set(["org.meowcat.edxposed.manager", "moe.shizuku.privileged.api"]);

export default defineMatch({
  id: "android/root-tool-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "high",
  reads: packages,
  falsePositives: ["own-root", "developer"],
  references: [
    "https://docs.mvt.re/en/latest/android/bugreport/",
    "https://github.com/topjohnwu/Magisk",
    "https://kernelsu.org/guide/what-is-kernelsu.html",
  ],

  match: ({ kind, packageName, installer }) =>
    kind === "package" && (ROOT_MANAGERS.has(packageName) || HELPERS.has(packageName))
      ? { subject: appSubject(packageName), message: "summary", params: { app: packageName, installer: installer ?? "none named" } }
      : undefined,
});
