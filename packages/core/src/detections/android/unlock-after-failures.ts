import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { isSet } from "../../artifacts/intrusion-events.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";
import { RECORDS_IN_HIT, SECURITY_STATE_LIMIT, type SecurityRecord, secondsBetween, withTag } from "../security-log.ts";

interface State {
  failures: SecurityRecord[];
  readonly unlocks: (readonly SecurityRecord[])[];
}

const ATTEMPTS: ReadonlySet<string> = new Set(["keyguard_dismiss_auth_attempt"]);
/** Wet fingers fail two or three times. */
const MANY = 5;
const WINDOW_SECONDS = 600;

export default defineFold<IntrusionEvent, State>({
  id: "android/unlock-after-failures",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: intrusionLog,
  falsePositives: ["owner"],
  references: ["https://developer.android.com/reference/android/app/admin/SecurityLog"],
  stateLimit: SECURITY_STATE_LIMIT,

  start: () => ({ failures: [], unlocks: [] }),
  step(state, record) {
    const attempt = withTag(record, ATTEMPTS);
    if (!attempt) return;
    const recent = state.failures.filter((failure) => (secondsBetween(failure.data, attempt.data) ?? WINDOW_SECONDS + 1) <= WINDOW_SECONDS);
    if (!isSet(attempt.data.details, "success")) state.failures = [...recent, attempt].slice(-RECORDS_IN_HIT);
    else {
      if (recent.length >= MANY) state.unlocks.push([attempt, ...recent]);
      state.failures = [];
    }
  },
  end({ unlocks }) {
    const [first] = unlocks;
    const time = first?.[0]?.data.time;
    if (!first) return [];
    const hit: HitWithRecords = {
      subject: "unlock-after-failures",
      message: "summary",
      params: { count: unlocks.length, failures: first.length - 1 },
      ...(time && { time }),
      count: unlocks.length,
      records: unlocks.flat().slice(0, RECORDS_IN_HIT),
    };
    return [hit];
  },
  size: ({ failures, unlocks }) => failures.length + unlocks.length,
});
