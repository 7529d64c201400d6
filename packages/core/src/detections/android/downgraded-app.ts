import { compareTimes } from "../../model/time.ts";
import { appSubject } from "../android-apps.ts";
import { type DailyChange, foldByApp } from "../daily-changes.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";

/** A lower version after a higher one: the installer refuses that, unless it is told to allow it. */
export default defineFold({
  id: "android/downgraded-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  falsePositives: ["factory-version", "developer", "per-device-versions"],
  references: ["https://docs.mvt.re/en/latest/android/bugreport/", "https://developer.android.com/studio/publish/versioning"],
  ...foldByApp(hitsOf),
});

/** Within one day the order is not known; a removal starts anew. */
function hitsOf(app: string, changes: readonly DailyChange[]): HitWithRecords[] {
  const inTime = changes.filter(({ data }) => data.day).sort((a, b) => compareTimes(a.data.day!, b.data.day!));
  for (const [index, later] of inTime.entries()) {
    const earlier = inTime[index - 1];
    if (!earlier || earlier.data.packageChange === "uninstall" || earlier.data.day!.earliest === later.data.day!.earliest) continue;
    const [from, to] = [versionOf(earlier), versionOf(later)];
    if (from === undefined || to === undefined || to >= from || to === 0n) continue;
    return [
      {
        subject: appSubject(app),
        message: "summary",
        params: { app, from: String(from), to: String(to) },
        time: later.data.day!,
        records: [earlier, later],
      },
    ];
  }
  return [];
}

const versionOf = ({ data }: DailyChange): bigint | undefined =>
  data.versionNumber === undefined ? undefined : BigInt(data.versionNumber);
