import crashSummary, { type ListedReport } from "../../artifacts/ios/crash-summary.ts";
import { compareText } from "../../model/json.ts";
import { defineFold, type SourcedRecord } from "../detection.ts";
import { MESSAGE_SURFACE } from "../message-surface.ts";

type State = Map<string, SourcedRecord<ListedReport>[]>;

/** Reports of one program that are listed and not there. Collectors pack the newest of each kind, so that a few are ordinary. */
const MANY = 5;
const STATE_LIMIT = 100;
const RECORDS_OF_PROGRAM = 100;

/** Many reports on one of the programs that handle what arrives unasked: their names alone tell of a burst. */
export default defineFold<ListedReport, State>({
  id: "ios/uncollected-crash-reports",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "low",
  confidence: "low",
  reads: crashSummary,
  falsePositives: ["newest-only", "system-bug"],
  references: ["https://citizenlab.ca/2023/09/blastpass-nso-group-iphone-zero-click-zero-day-exploit-captured-in-the-wild/"],
  stateLimit: STATE_LIMIT,

  start: () => new Map(),
  step(state, record) {
    const { about, isCollected } = record.data;
    if (isCollected || !MESSAGE_SURFACE.has(about)) return;
    const known = state.get(about);
    if (!known) state.set(about, [record]);
    else if (known.length < RECORDS_OF_PROGRAM) known.push(record);
  },
  end: (state) =>
    [...state]
      .filter(([, records]) => records.length >= MANY)
      .sort(([a], [b]) => compareText(a, b))
      .map(([program, records]) => ({
        subject: { type: "process:name", value: program } as const,
        message: "summary",
        params: { program, count: records.length },
        count: records.length,
        records,
      })),
  size: (state) => state.size,
});
