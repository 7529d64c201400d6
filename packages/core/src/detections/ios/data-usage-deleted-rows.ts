import dataUsage, { type NetworkUsage } from "../../artifacts/ios/data-usage.ts";
import type { Confidence, Severity } from "../../model/severity.ts";
import { compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

/** Usage rows that name one process key without a row. */
interface Orphan {
  readonly records: SourcedRecord[];
  first: EvidenceTime | undefined;
  last: EvidenceTime | undefined;
}

interface State {
  /** Keys come in order. */
  lowest: number | undefined;
  last: number | undefined;
  processes: number;
  /** Keys missing between the lowest and the highest; how many gaps they form. */
  missing: number;
  gaps: number;
  readonly orphans: Map<number, Orphan>;
  orphanRows: number;
}

/** Distinct missing processes remembered; the real databases at hand have none to 35. */
const STATE_LIMIT = 50_000;
/** Records kept for one missing process. */
const RECORDS_PER_ORPHAN = 10;
const RECORDS_IN_HIT = 100;

/** A program that erases itself leaves few orphans; restoring a phone or clearing statistics leaves dozens (MVT issue 257). */
const FEW_ORPHANS = 5;
/** … that were at work at the same time. */
const CLUSTER_NANOSECONDS = 72n * 3_600_000_000_000n;
/** … in a list that is otherwise whole: at most one key in twenty is missing for another reason. */
const MAX_OTHER_GAPS = 0.05;

/**
 * Two traces of one act, told once: usage rows whose process row is gone, and gaps in the keys of process rows. Pegasus deleted its
 * rows from ZPROCESS and forgot ZLIVEUSAGE. Healthy phones show both as well, after a restore and after apps were removed, so the
 * rating looks at their shape: few, close in time, in a list without other gaps.
 */
export default defineFold<Parameters<NonNullable<typeof dataUsage.observables>>[0], State>({
  id: "ios/data-usage-deleted-rows",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "medium",
  families: ["Pegasus"],
  reads: dataUsage,
  falsePositives: ["restored-phone", "removed-apps", "cleared-statistics"],
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/mvt-project/mvt/issues/257",
  ],
  stateLimit: STATE_LIMIT,

  start: () => ({ lowest: undefined, last: undefined, processes: 0, missing: 0, gaps: 0, orphans: new Map(), orphanRows: 0 }),
  step(state, record) {
    const { data } = record;
    if (data.kind === "process") seeKey(state, data.processKey, true);
    else if (data.kind === "highest-key") seeKey(state, data.processKey, false);
    else if (data.isOrphan && data.processKey !== undefined) addOrphan(state, data.processKey, data, record);
  },
  end: (state) => (state.orphans.size === 0 && state.missing === 0 ? [] : [hitOf(state)]),
  size: (state) => state.orphans.size,
});

/** The highest key ever given closes the list as a row would, without being one. */
function seeKey(state: State, key: number, isRow: boolean): void {
  state.lowest ??= key;
  const missing = state.last === undefined ? 0 : key - state.last - (isRow ? 1 : 0);
  if (missing > 0) {
    state.missing += missing;
    state.gaps++;
  }
  state.last = Math.max(key, state.last ?? key);
  if (isRow) state.processes++;
}

function addOrphan(state: State, key: number, { used }: NetworkUsage, record: SourcedRecord): void {
  const orphan = state.orphans.get(key) ?? { records: [], first: undefined, last: undefined };
  state.orphans.set(key, orphan);
  state.orphanRows++;
  if (orphan.records.length < RECORDS_PER_ORPHAN) orphan.records.push(record);
  if (!used) return;
  if (!orphan.first || compareTimes(used, orphan.first) < 0) orphan.first = used;
  if (!orphan.last || compareTimes(used, orphan.last) > 0) orphan.last = used;
}

type Shape = "gaps-only" | "clustered" | "scattered" | "many";
const RATING: Readonly<Record<Shape, { readonly severity: Severity; readonly confidence: Confidence }>> = {
  // Removing an app deletes its row and its usage: every phone in use has such gaps.
  "gaps-only": { severity: "info", confidence: "low" },
  many: { severity: "info", confidence: "low" },
  scattered: { severity: "low", confidence: "low" },
  clustered: { severity: "medium", confidence: "medium" },
};

function hitOf(state: State): HitWithRecords {
  const shape = shapeOf(state);
  const { first } = spanOf(state);
  const key = "ios/data-usage-deleted-rows";
  return {
    subject: "deleted-rows",
    message: `summary-${shape}`,
    params: { orphans: state.orphans.size, rows: state.orphanRows, missing: state.missing, gaps: state.gaps, processes: state.processes },
    ...RATING[shape],
    ...(first && { time: first }),
    ...(shape === "many" && { benign: [{ message: `detections/${key}/restored-phone` }] }),
    ...(shape === "gaps-only" && { benign: [{ message: `detections/${key}/removed-apps` }] }),
    count: Math.max(1, state.orphanRows),
    records: [...state.orphans.values()].flatMap(({ records }) => records).slice(0, RECORDS_IN_HIT),
  };
}

function shapeOf(state: State): Shape {
  if (state.orphans.size === 0) return "gaps-only";
  if (state.orphans.size > FEW_ORPHANS) return "many";
  const { first, last } = spanOf(state);
  const isClose = first !== undefined && last !== undefined && BigInt(last.latest) - BigInt(first.earliest) <= CLUSTER_NANOSECONDS;
  return isClose && isOtherwiseWhole(state) ? "clustered" : "scattered";
}

/** The gaps that the orphans' own keys leave are not counted against the list. */
function isOtherwiseWhole({ orphans, missing, lowest, last, processes }: State): boolean {
  const own = [...orphans.keys()].filter((key) => lowest !== undefined && last !== undefined && key > lowest && key <= last).length;
  return processes > 0 && missing - own <= processes * MAX_OTHER_GAPS;
}

function spanOf({ orphans }: State): { readonly first: EvidenceTime | undefined; readonly last: EvidenceTime | undefined } {
  const times = [...orphans.values()].flatMap(({ first, last }) => (first && last ? [first, last] : [])).sort(compareTimes);
  return { first: times[0], last: times.at(-1) };
}
