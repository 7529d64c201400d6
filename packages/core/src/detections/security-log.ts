import type { IntrusionEvent, SecurityEvent } from "../artifacts/android/intrusion-log.ts";
import type { SourcedRecord } from "./detection.ts";

export type SecurityRecord = SourcedRecord<SecurityEvent>;

/** The record, where it is an entry of the security log with one of these tags. */
export const withTag = (record: SourcedRecord<IntrusionEvent>, tags: ReadonlySet<string>): SecurityRecord | undefined =>
  record.data.kind === "security" && tags.has(record.data.tag) ? (record as SecurityRecord) : undefined;

/** What a computer did by USB or wireless debugging. */
export const ADB_TAGS: ReadonlySet<string> = new Set([
  "adb_shell_interactive",
  "adb_shell_cmd",
  "adb_sync_send_file",
  "adb_sync_recv_file",
]);

/** Records that a hit names; the others are counted. */
export const RECORDS_IN_HIT = 100;
/** Entries of one kind that are remembered of one log. */
export const SECURITY_STATE_LIMIT = 100_000;

const SECOND = 1_000_000_000n;

/** Seconds from one record to the other by their own times; undefined where one has none. */
export function secondsBetween(earlier: IntrusionEvent, later: IntrusionEvent): number | undefined {
  if (!earlier.time || !later.time) return undefined;
  return Number((BigInt(later.time.earliest) - BigInt(earlier.time.earliest)) / SECOND);
}
