import adbState, { type AdbEntry } from "../../artifacts/android/adb-state.ts";
import { compareText } from "../../model/json.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  readonly keys: Map<string, SourcedRecord<AdbEntry>[]>;
  wireless: SourcedRecord<AdbEntry> | undefined;
}

const STATE_LIMIT = 2_000;

/** Computers whose keys the phone takes for debugging. Whoever collected this acquisition needed one. */
export default defineFold<AdbEntry, State>({
  id: "android/trusted-computers",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: adbState,
  falsePositives: ["collection", "developer", "own-computers"],
  references: ["https://developer.android.com/tools/adb", "https://docs.mvt.re/en/latest/android/bugreport/"],
  stateLimit: STATE_LIMIT,

  start: () => ({ keys: new Map(), wireless: undefined }),
  step(state, record) {
    const { data } = record;
    if (data.kind === "state") {
      if (data.isWireless === true) state.wireless = record;
      return;
    }
    const key = data.fingerprint ?? "";
    const known = state.keys.get(key) ?? [];
    state.keys.set(key, known);
    if (known.length < 4) known.push(record);
  },
  end: ({ keys, wireless }) => [...keysHit(keys), ...wirelessHit(wireless)],
  size: ({ keys }) => keys.size,
});

/** One is the collector's, as a rule; of several at least one is not. */
function keysHit(keys: State["keys"]): HitWithRecords[] {
  if (keys.size === 0) return [];
  const records = [...keys].sort(([a], [b]) => compareText(a, b)).flatMap(([, known]) => known);
  const holders = [...new Set(records.flatMap(({ data }) => (data.kind === "key" ? (data.keyHolder ?? []) : [])))].sort(compareText);
  return [
    {
      subject: "trusted-computers",
      message: "summary",
      params: { number: keys.size, holders: holders.join(", ") || "none named" },
      severity: keys.size > 1 ? "low" : "info",
      count: keys.size,
      records,
    },
  ];
}

const wirelessHit = (record: State["wireless"]): HitWithRecords[] =>
  record ? [{ subject: "wireless-debugging", message: "summary-wireless", records: [record] }] : [];
