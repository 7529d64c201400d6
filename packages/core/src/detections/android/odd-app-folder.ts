import packages from "../../artifacts/android/packages.ts";
import { isBelow } from "../../model/canonical-path.ts";
import { appSubject } from "../android-apps.ts";
import { defineMatch } from "../detection.ts";

/** Where apps lie: AOSP's partitions, and those that makers add, each with whose it is. */
const FOLDERS = [
  ...["/data/app", "/data/app-private", "/data/app-ephemeral", "/mnt/expand", "/mnt/asec"], // AOSP
  ...["/system", "/system_ext", "/product", "/vendor", "/odm", "/oem", "/apex", "/data/apex"], // AOSP
  ...["/system_root", "/vendor_dlkm", "/odm_dlkm"], // AOSP
  ...["/prism", "/optics", "/omr", "/carrier", "/preload", "/hidden"], // Samsung
  ...["/cust", "/mi_ext", "/data/miui"], // Xiaomi
  ...["/hw_product", "/hw_odm", "/version", "/preas", "/preavs", "/patch_hw", "/preload"], // Huawei, Honor
  ...[
    "/my_product",
    "/my_engineering",
    "/my_company",
    "/my_preload",
    "/my_region",
    "/my_stock",
    "/my_heytap",
    "/my_carrier",
    "/my_bigball",
    "/my_manifest",
  ], // OPPO, OnePlus, realme
  ...["/oneplus", "/reserve"], // OnePlus
  ...["/tr_product", "/tr_preload", "/tr_region", "/tr_carrier", "/tr_mi"], // Transsion
];
/** The system itself. */
const FRAMEWORK = "/system/framework";

export default defineMatch({
  id: "android/odd-app-folder",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: packages,
  falsePositives: ["maker", "rooted"],
  references: [
    "https://source.android.com/docs/core/architecture/partitions",
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/Environment.java",
  ],

  match({ kind, packageName, codePath }) {
    if (kind !== "package" || codePath === undefined || codePath.startsWith(FRAMEWORK)) return undefined;
    if (!codePath.startsWith("/") || FOLDERS.some((folder) => isBelow(codePath, folder))) return undefined;
    return { subject: appSubject(packageName), message: "summary", params: { app: packageName, path: codePath } };
  },
});
