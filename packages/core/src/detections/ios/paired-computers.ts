import lockdownd, { type LockdownEvent } from "../../artifacts/ios/lockdownd.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface State {
  /** By the number of the computer. */
  readonly computers: Map<string, SourcedRecord<LockdownEvent>[]>;
}

const STATE_LIMIT = 2_000;
const RECORDS_OF_COMPUTER = 4;

/** Computers that the phone began to trust. Whoever collected this acquisition may be one of them. */
export default defineFold<LockdownEvent, State>({
  id: "ios/paired-computers",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "medium",
  reads: lockdownd,
  falsePositives: ["collection", "own-computers", "setup"],
  references: ["https://support.apple.com/en-us/109054", "https://github.com/libimobiledevice/libimobiledevice"],
  stateLimit: STATE_LIMIT,

  start: () => ({ computers: new Map() }),
  step({ computers }, record) {
    const { lockdownStep, hostId = "" } = record.data;
    if (lockdownStep !== "paired") return;
    const known = computers.get(hostId) ?? [];
    computers.set(hostId, known);
    if (known.length < RECORDS_OF_COMPUTER) known.push(record);
  },
  end({ computers }) {
    const records = [...computers.values()].flat();
    if (records.length === 0) return [];
    return [hitOf(computers.size, records)];
  },
  size: ({ computers }) => computers.size,
});

/** One is the collector's or the owner's own, as a rule. */
const hitOf = (number: number, records: readonly SourcedRecord<LockdownEvent>[]): HitWithRecords => {
  const last = records.at(-1)?.data.logged;
  return {
    subject: "paired-computers",
    message: "summary",
    params: { number },
    severity: number > 1 ? "low" : "info",
    count: number,
    ...(last && { time: last }),
    records,
  };
};
