import collectionErrors, { type CollectorComplaint } from "../../artifacts/ios/collection-errors.ts";
import { compareText } from "../../model/json.ts";
import { defineFold, type SourcedRecord } from "../detection.ts";

interface State {
  readonly complaints: Map<string, SourcedRecord<CollectorComplaint>[]>;
}

/** Collectors of what is examined here; of others a failure costs nothing. */
const EXAMINED = /^(?:ps|ps_thread|taskinfo|spindump|log|logarchive|crashes_and_spins|crash|mount|swcutil|otctl|fsmeta|powerlog\w*)$/;
/** Words of a collector that came to an end before its time. */
const ENDED = /\b(?:timed? ?out|timeout|killed|not permitted|permission denied|no such file|cannot execute|crashed|aborted)\b/i;
const STATE_LIMIT = 200;
const RECORDS_OF_COLLECTOR = 10;

/** A collector that broke off: why a part of the archive is missing, and a thing that a program that hides itself would do. */
export default defineFold<CollectorComplaint, State>({
  id: "ios/collector-failed",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "low",
  reads: collectionErrors,
  falsePositives: ["busy-phone", "other-system"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
  stateLimit: STATE_LIMIT,

  start: () => ({ complaints: new Map() }),
  step({ complaints }, record) {
    const { collector, complaint } = record.data;
    if (!EXAMINED.test(collector) || !ENDED.test(complaint)) return;
    const known = complaints.get(collector) ?? [];
    complaints.set(collector, known);
    if (known.length < RECORDS_OF_COLLECTOR) known.push(record);
  },
  end: ({ complaints }) =>
    [...complaints]
      .sort(([a], [b]) => compareText(a, b))
      .map(([collector, records]) => ({
        subject: `collector ${collector}`,
        message: "summary",
        params: { collector, complaint: records[0]!.data.complaint },
        records,
      })),
  size: ({ complaints }) => complaints.size,
});
