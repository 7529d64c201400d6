import batteryHistory, { type BatteryEvent } from "../../artifacts/android/battery-history.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

type State = SourcedRecord<BatteryEvent>[];

const STATE_LIMIT = 10_000;
const RECORDS = 100;

/** Whoever sets the clock back writes the past anew: what follows stands among what was. */
export default defineFold<BatteryEvent, State>({
  id: "android/clock-set-back",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "low",
  reads: batteryHistory,
  falsePositives: ["flat-battery", "own-choice", "corrected"],
  references: [
    "https://attack.mitre.org/techniques/T1070/006/",
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/core/java/android/os/BatteryStats.java",
  ],
  stateLimit: STATE_LIMIT,

  start: () => [],
  step(state, record) {
    if (record.data.batteryEvent === "clock") state.push(record);
  },
  end(changes): readonly HitWithRecords[] {
    const [first] = changes;
    if (!first) return [];
    const seconds = Math.max(...changes.map(({ data }) => -Number.parseInt(data.detail ?? "0", 10)));
    return [
      {
        subject: "clock-set-back",
        message: "summary",
        params: { count: changes.length, hours: Math.floor(seconds / 3600) },
        count: changes.length,
        records: changes.slice(0, RECORDS),
        ...(first.data.happened && { time: first.data.happened }),
      },
    ];
  },
  size: (changes) => changes.length,
});
