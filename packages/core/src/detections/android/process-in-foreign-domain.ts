import processes, { type AndroidProcess } from "../../artifacts/android/processes.ts";
import { defineMatch } from "../detection.ts";

/** Domains that Android gives to apps, and to programs of the system that no app becomes (seapp_contexts and the platform's policy). */
const OF_APPS = /^u:r:(?:untrusted_app\w*|isolated_app\w*|ephemeral_app|platform_app|priv_app|sdk_sandbox\w*):/;
const OF_SYSTEM = /^u:r:(?:init|kernel|vold|installd|system_server|shell|adbd|zygote):/;
/** Accounts of apps: `u0_a123`, `u10_i45`. */
const APP_ACCOUNT = /^u\d+_[ai]\d+$/;
/** Names in brackets are the kernel's own; a child of zygote is root in zygote's domain for a moment, before it becomes the app. */
const KERNEL = /^\[/;

export default defineMatch<AndroidProcess>({
  id: "android/process-in-foreign-domain",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "low",
  reads: processes,
  falsePositives: ["own-root", "maker"],
  references: ["https://source.android.com/docs/security/features/selinux/concepts", "https://attack.mitre.org/techniques/T1404/"],

  match({ user, label, processName, pid }) {
    if (label === undefined || KERNEL.test(processName)) return undefined;
    const isRootInApp = (user === "root" || user === "0") && OF_APPS.test(label);
    const isAppInSystem = APP_ACCOUNT.test(user) && OF_SYSTEM.test(label);
    if (!isRootInApp && !isAppInSystem) return undefined;
    const params = { process: processName, pid, user, label };
    return { subject: { type: "process:name", value: processName }, message: isRootInApp ? "root-in-app" : "app-in-system", params };
  },
});
