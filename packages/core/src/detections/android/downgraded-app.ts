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

/** A lower version after a higher one: the installer refuses that, unless it is told to allow it. */
export default defineFold<DailyPackageChange, State>({
  id: "android/downgraded-app",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: batteryDaily,
  falsePositives: ["factory-version", "developer", "per-device-versions"],
  references: ["https://docs.mvt.re/en/latest/android/bugreport/", "https://developer.android.com/studio/publish/versioning"],
  stateLimit: STATE_LIMIT,

  start: () => ({ changes: new Map() }),
  step({ changes }, record) {
    if (!record.data.day) return;
    const known = changes.get(record.data.packageName) ?? [];
    changes.set(record.data.packageName, known);
    if (known.length < MAX_CHANGES_OF_APP) known.push(record);
  },
  end: ({ changes }) => [...changes].flatMap(([app, records]) => hitOf(app, records)),
  size: ({ changes }) => changes.size,
});

/** Within one day the order is not known; a removal starts anew. */
function hitOf(app: string, changes: readonly Change[]): HitWithRecords[] {
  const inTime = changes.toSorted((a, b) => compareTimes(a.data.day!, b.data.day!));
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

const versionOf = ({ data }: Change): bigint | undefined => (data.versionNumber === undefined ? undefined : BigInt(data.versionNumber));
