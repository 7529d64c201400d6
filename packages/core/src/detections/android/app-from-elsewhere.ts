import installedPackages, { type InstalledPackage } from "../../artifacts/android/installed-packages.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

/** Stores of Google and of the makers of phones, and those of free software. */
const STORES: ReadonlySet<string> = new Set([
  "com.android.vending",
  "com.google.android.feedback", // Google's store under its older name
  "com.sec.android.app.samsungapps",
  "com.samsung.android.app.omcagent",
  "com.huawei.appmarket",
  "com.hihonor.appmarket",
  "com.xiaomi.mipicks",
  "com.xiaomi.market",
  "com.xiaomi.discover",
  "com.heytap.market",
  "com.oppo.market",
  "com.vivo.appstore",
  "com.bbk.appstore",
  "com.amazon.venezia",
  "com.aurora.store",
  "org.fdroid.fdroid",
  "org.fdroid.basic",
]);

interface State {
  readonly records: SourcedRecord<InstalledPackage>[];
  count: number;
}

const RECORDS = 100;

/** One finding for all: which of them matter, the apps' rights tell (android/sideloaded-app-profile and its kind). */
export default defineFold<InstalledPackage, State>({
  id: "android/app-from-elsewhere",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: installedPackages,
  falsePositives: ["own-choice", "preload", "moved-phone"],
  references: [
    "https://developer.android.com/reference/android/content/pm/InstallSourceInfo",
    "https://attack.mitre.org/techniques/T1660/",
  ],
  stateLimit: RECORDS + 1,

  start: () => ({ records: [], count: 0 }),
  step(state, record) {
    const { isSystem, installer, packageFiles } = record.data;
    if (isSystem || (installer !== undefined && STORES.has(installer)) || packageFiles.every(({ path }) => !path.startsWith("/data/")))
      return;
    state.count++;
    if (state.records.length < RECORDS) state.records.push(record);
  },
  end: ({ records, count }): readonly HitWithRecords[] =>
    count === 0
      ? []
      : [
          {
            subject: "apps-from-elsewhere",
            message: "summary",
            params: { count, apps: records.map(({ data }) => data.packageName).join(", ") },
            count,
            records,
          },
        ],
  size: ({ records }) => records.length,
});
