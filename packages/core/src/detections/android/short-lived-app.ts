import { compareTimes } from "../../model/time.ts";
import { appSubject } from "../android-apps.ts";
import { type DailyChange, foldByApp } from "../daily-changes.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";

/** An app that came, or was renewed, and was gone within the ten days that the statistics reach over. */
export default defineFold({
  id: "android/short-lived-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  falsePositives: ["tried-out", "replaced"],
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/BatteryStats.java",
  ],
  ...foldByApp(hitsOf),
});

/** Changes of one day have no order among themselves: a renewal and a removal of the same day count too. */
function hitsOf(app: string, changes: readonly DailyChange[]): HitWithRecords[] {
  const removal = changes.find(({ data }) => data.packageChange === "uninstall");
  const arrival = changes.findLast(({ data }) => data.packageChange === "update");
  if (!removal?.data.day || !arrival?.data.day || compareTimes(arrival.data.day, removal.data.day) > 0) return [];
  return [
    {
      subject: appSubject(app),
      message: "summary",
      params: { app, version: arrival.data.versionNumber ?? "" },
      time: removal.data.day,
      records: [arrival, removal],
    },
  ];
}
