import sms, { type SmsRecord } from "../../artifacts/ios/sms.ts";
import { between, compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  /** Keys come in order. */
  lastKey: number | undefined;
  lastTime: EvidenceTime | undefined;
  rows: number;
  missing: number;
  runs: number;
  /** Missing keys after the last row. */
  atEnd: number;
  longest: number;
  /** Between the messages around the longest run. */
  longestTime: EvidenceTime | undefined;
  counter: SourcedRecord | undefined;
}

/** Sums are all that is kept: messages around a gap are nobody's business without another trace. */
const STATE_LIMIT = 1;

/**
 * Messages that were deleted leave gaps in the numbers of the rows; those at the end show in SQLite's counter alone. Every phone on
 * which messages are deleted, by hand or after thirty days, has them; one that was restored keeps those it had, and one that fetched
 * its messages from iCloud has none. So this is a fact to lay beside others.
 */
export default defineFold<SmsRecord, State>({
  id: "ios/sms-missing-messages",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "medium",
  reads: sms,
  falsePositives: ["deleted", "kept-for-days", "drafts", "unreadable"],
  references: ["https://www.sqlite.org/autoinc.html", "https://github.com/ReagentX/imessage-exporter/tree/develop/docs"],
  stateLimit: STATE_LIMIT,

  start: () => ({
    lastKey: undefined,
    lastTime: undefined,
    rows: 0,
    missing: 0,
    runs: 0,
    atEnd: 0,
    longest: 0,
    longestTime: undefined,
    counter: undefined,
  }),
  step(state, record) {
    const { data } = record;
    if (data.kind === "highest-key") {
      state.counter = record;
      state.atEnd = Math.max(0, data.messageKey - (state.lastKey ?? 0));
    } else if (data.kind === "message") seeRow(state, keyOf(record), data.sent);
  },
  // The counter is told where the list of messages was read to its end: what was not read is not missing.
  end: (state) => (state.counter === undefined || state.missing + state.atEnd === 0 ? [] : [hitOf(state, state.counter)]),
  size: () => 1,
});

/** The row's own number stands first among its places. */
const keyOf = ({ at: [own] }: SourcedRecord): number | undefined => (own?.kind === "row" ? Number(own.row) : undefined);

function seeRow(state: State, key: number | undefined, sent: EvidenceTime | undefined): void {
  // Numbers that SQLite gives begin at one.
  if (key === undefined || key < 1) return;
  const gap = state.lastKey === undefined ? 0 : key - state.lastKey - 1;
  if (gap > 0) addRun(state, gap, sent);
  state.rows++;
  state.lastKey = Math.max(key, state.lastKey ?? key);
  state.lastTime = sent ?? state.lastTime;
}

function addRun(state: State, length: number, next: EvidenceTime | undefined): void {
  state.missing += length;
  state.runs++;
  if (length <= state.longest) return;
  state.longest = length;
  const isOrdered = state.lastTime !== undefined && next !== undefined && compareTimes(state.lastTime, next) <= 0;
  state.longestTime = isOrdered ? between(state.lastTime!, next!, "") : undefined;
}

const hitOf = ({ rows, missing, runs, atEnd, longest, longestTime }: State, counter: SourcedRecord): HitWithRecords => ({
  subject: "missing-messages",
  message: atEnd > 0 ? "summary-end" : "summary",
  params: { rows, missing, runs, longest, end: atEnd },
  ...(longestTime && { time: longestTime }),
  count: missing + atEnd,
  records: [counter],
});
