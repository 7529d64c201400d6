import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";
import { RECORDS_IN_HIT, SECURITY_STATE_LIMIT, type SecurityRecord, withTag } from "../security-log.ts";

interface State {
  readonly stops: SecurityRecord[];
  readonly afterGaps: SecurityRecord[];
  missing: number;
  last: number | undefined;
}

const STOPS: ReadonlySet<string> = new Set(["logging_stopped"]);
/** A number that is further on than this belongs to another log. */
const MAX_GAP = 1_000_000;

export default defineFold<IntrusionEvent, State>({
  id: "android/security-log-gaps",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: intrusionLog,
  falsePositives: ["owner", "buffer"],
  references: ["https://developer.android.com/reference/android/app/admin/SecurityLog"],
  stateLimit: SECURITY_STATE_LIMIT,

  start: () => ({ stops: [], afterGaps: [], missing: 0, last: undefined }),
  step(state, record) {
    if (record.data.kind !== "security") return;
    const stop = withTag(record, STOPS);
    if (stop) state.stops.push(stop);
    const id = Number(record.data.eventId ?? Number.NaN);
    if (!Number.isSafeInteger(id)) return;
    const gap = state.last === undefined ? 0 : id - state.last - 1;
    if (gap > 0 && gap <= MAX_GAP) {
      state.missing += gap;
      if (state.afterGaps.length < RECORDS_IN_HIT) state.afterGaps.push(record as SecurityRecord);
    }
    if (state.last === undefined || id > state.last) state.last = id;
  },
  end({ stops, afterGaps, missing }) {
    const hits: HitWithRecords[] = [];
    if (stops.length > 0)
      hits.push({
        subject: "logging-stopped",
        message: "summary-stopped",
        params: { count: stops.length },
        count: stops.length,
        records: stops.slice(0, RECORDS_IN_HIT),
        ...(stops[0]!.data.time && { time: stops[0]!.data.time }),
      });
    if (missing > 0)
      hits.push({
        subject: "missing-entries",
        message: "summary-missing",
        params: { count: missing },
        severity: "info",
        count: missing,
        records: afterGaps,
      });
    return hits;
  },
  size: ({ stops }) => stops.length,
});
