import installedPackages, { type InstalledPackage } from "../../artifacts/android/installed-packages.ts";
import { defineMatch } from "../detection.ts";

/**
 * Apps of the maker that update the system or watch over it, by MVT's lists (spec, appendix A): Samsung's agents for policies and
 * security logs; updaters of Google, Huawei, LG, Motorola, OnePlus, Oppo, Transsion and Samsung.
 */
const WATCHERS: ReadonlySet<string> = new Set([
  "com.policydm",
  "com.samsung.android.app.omcagent",
  "com.samsung.android.securitylogagent",
  "com.sec.android.soagent",
]);
const UPDATERS: ReadonlySet<string> = new Set([
  "com.android.updater",
  "com.google.android.gms",
  "com.huawei.android.hwouc",
  "com.lge.lgdmsclient",
  "com.motorola.ccc.ota",
  "com.oneplus.opbackup",
  "com.oppo.ota",
  "com.transsion.systemupdate",
  "com.wssyncmldm",
]);

export default defineMatch<InstalledPackage>({
  id: "android/protection-app-disabled",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: installedPackages,
  falsePositives: ["debloated", "custom-system"],
  references: ["https://github.com/mvt-project/mvt", "https://developer.android.com/reference/android/content/pm/PackageManager"],

  match({ packageName, isDisabled }) {
    if (!isDisabled || !(WATCHERS.has(packageName) || UPDATERS.has(packageName))) return undefined;
    const message = UPDATERS.has(packageName) ? "updates" : "watches";
    return { subject: { type: "app:id", value: packageName }, message, params: { app: packageName } };
  },
});
