import intrusionLog, { type IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { isSet } from "../../artifacts/intrusion-events.ts";
import type { Severity } from "../../model/severity.ts";
import { defineFold, type HitWithRecords } from "../detection.ts";
import { RECORDS_IN_HIT, SECURITY_STATE_LIMIT, type SecurityRecord, withTag } from "../security-log.ts";

/** What each tag is worth asking about. A connection whose certificate did not hold is usual in networks that ask for a login. */
const TAGS: ReadonlyMap<string, Severity> = new Map([
  ["key_integrity_violation", "medium"],
  ["wipe_failure", "medium"],
  ["crypto_self_test_completed", "medium"],
  ["cert_validation_failure", "low"],
]);
const KNOWN: ReadonlySet<string> = new Set(TAGS.keys());

export default defineFold<IntrusionEvent, Map<string, SecurityRecord[]>>({
  id: "android/integrity-events",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "low",
  reads: intrusionLog,
  falsePositives: ["fault", "network"],
  references: ["https://developer.android.com/reference/android/app/admin/SecurityLog"],
  stateLimit: SECURITY_STATE_LIMIT,

  start: () => new Map(),
  step(state, record) {
    const entry = withTag(record, KNOWN);
    if (!entry || (entry.data.tag === "crypto_self_test_completed" && isSet(entry.data.details, "success"))) return;
    const known = state.get(entry.data.tag);
    if (known) known.push(entry);
    else state.set(entry.data.tag, [entry]);
  },
  end: (state) =>
    [...state].map(([tag, records]): HitWithRecords => {
      const time = records[0]!.data.time;
      return {
        subject: tag,
        message: `summary-${tag.replaceAll("_", "-")}`,
        params: { count: records.length },
        severity: TAGS.get(tag)!,
        ...(time && { time }),
        count: records.length,
        records: records.slice(0, RECORDS_IN_HIT),
      };
    }),
  size: (state) => [...state.values()].reduce((sum, records) => sum + records.length, 0),
});
