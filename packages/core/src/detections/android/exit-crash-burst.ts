import exitInfo, { type ProcessExit } from "../../artifacts/android/exit-info.ts";
import { compareTimes, type EvidenceTime } from "../../model/time.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";
import { BURST_CRASHES, BURST_SECONDS, exposedProgram } from "../exposed-processes.ts";

type Timed = SourcedRecord<ProcessExit> & { readonly time: EvidenceTime };
type State = Map<string, Timed[]>;

const STATE_LIMIT = 20_000;
const RECORDS_PER_HIT = 20;
const NATIVE = "CRASH(NATIVE)";
const WINDOW = BigInt(BURST_SECONDS) * 1_000_000_000n;

export default defineFold<ProcessExit, State>({
  id: "android/exit-crash-burst",
  version: 1,
  status: "experimental",
  axis: "attempt",
  severity: "medium",
  confidence: "low",
  reads: exitInfo,
  falsePositives: ["broken-file", "faulty-update"],
  references: [
    "https://developer.android.com/reference/android/app/ApplicationExitInfo",
    "https://googleprojectzero.blogspot.com/2020/07/mms-exploit-part-1-introduction-to-qmage.html",
  ],
  stateLimit: STATE_LIMIT,

  start: () => new Map(),
  step(state, record) {
    const { process, exitReason, ended } = record.data;
    const program = exposedProgram(process);
    if (program === undefined || exitReason !== NATIVE || !ended) return;
    state.set(program, [...(state.get(program) ?? []), { ...record, time: ended }]);
  },
  end: (state) => [...state].flatMap(([program, exits]) => burstOf(program, exits)),
  size: (state) => [...state.values()].reduce((sum, { length }) => sum + length, 0),
});

/** The most crashes of one program within a day, by sliding a day over the sorted times. */
function burstOf(program: string, exits: readonly Timed[]): readonly HitWithRecords[] {
  const sorted = [...exits].sort((a, b) => compareTimes(a.time, b.time));
  let best: readonly Timed[] = [];
  let start = 0;
  for (let end = 0; end < sorted.length; end++) {
    while (BigInt(sorted[end]!.time.earliest) - BigInt(sorted[start]!.time.earliest) > WINDOW) start++;
    if (end - start + 1 > best.length) best = sorted.slice(start, end + 1);
  }
  if (best.length < BURST_CRASHES) return [];
  return [
    {
      subject: { type: "process:name", value: program },
      message: "summary",
      params: { program, crashes: best.length, hours: BURST_SECONDS / 3600 },
      time: best[0]!.time,
      count: best.length,
      records: best.slice(0, RECORDS_PER_HIT),
    },
  ];
}
