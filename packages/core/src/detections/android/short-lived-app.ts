import batteryDaily, { type DailyPackageChange } from "../../artifacts/android/battery-daily.ts";
import { compareTimes } from "../../model/time.ts";
import { appSubject } from "../android-apps.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

type Change = SourcedRecord<DailyPackageChange>;
interface State {
  readonly changes: Map<string, Change[]>;
}

const STATE_LIMIT = 20_000;
const MAX_CHANGES_OF_APP = 64;

/** An app that came, or was renewed, and was gone within the ten days that the statistics reach over. */
export default defineFold<DailyPackageChange, State>({
  id: "android/short-lived-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: batteryDaily,
  falsePositives: ["tried-out", "replaced"],
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/BatteryStats.java",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ changes: new Map() }),
  step({ changes }, record) {
    const known = changes.get(record.data.packageName) ?? [];
    changes.set(record.data.packageName, known);
    if (known.length < MAX_CHANGES_OF_APP) known.push(record);
  },
  end: ({ changes }) => [...changes].flatMap(([app, records]) => hitOf(app, records)),
  size: ({ changes }) => changes.size,
});

/** Changes of one day have no order among themselves: a renewal and a removal of the same day count too. */
function hitOf(app: string, changes: readonly Change[]): HitWithRecords[] {
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
