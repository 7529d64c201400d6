import type { Detection, LiveProcess, ProgramsDetection } from "../detections/detection.ts";
import { baseName } from "../model/canonical-path.ts";
import type { ProgramTrace } from "../model/program.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { EvidenceDraft, ProgramDraft } from "./artifact-result.ts";
import { MAX_EVIDENCE, MAX_LIVE_PROCESSES, MAX_PROGRAM_PATH, MAX_PROGRAM_RECORDS, MAX_PROGRAM_VALUES, MAX_PROGRAMS } from "./limits.ts";
import { createTimeRange, type TimeRange } from "./sightings.ts";

/** Gathers the programs that one artifact tells of: one entry for each, however many records tell of it. */
export interface ProgramTraces {
  /** `draft` is called only when the record is kept. True where a rule keeps it. */
  add(trace: ProgramTrace, draft: () => EvidenceDraft): boolean;
  /** Programs and processes that did not fit the limits. */
  dropped(): number;
  list(): readonly ProgramDraft[];
}

interface Entry {
  readonly path: string | undefined;
  readonly name: string;
  mayHoldArguments: boolean;
  readonly imageUuids: Set<string>;
  readonly uids: Set<number>;
  readonly pids: Set<number>;
  readonly parentPids: Set<number>;
  readonly images: Set<string>;
  readonly live: LiveProcess[];
  count: number;
  readonly times: TimeRange;
  readonly evidence: EvidenceDraft[];
}

/** `made` is when the acquisition was made: lists of what ran then need not say it themselves. */
export function createProgramTraces(detections: readonly Detection[], platform: string, made?: EvidenceTime): ProgramTraces {
  const rules = detections.filter(
    (detection): detection is ProgramsDetection => detection.form === "programs" && detection.platform === platform,
  );
  const entries = new Map<string, Entry>();
  let dropped = 0;
  let live = 0;
  return {
    add(trace, draft) {
      const path = trace.path?.slice(0, MAX_PROGRAM_PATH);
      const key = path ?? trace.name?.slice(0, MAX_PROGRAM_PATH) ?? trace.imageUuid;
      if (key === undefined || key === "") return false;
      let entry = entries.get(key);
      if (!entry) {
        if (entries.size >= MAX_PROGRAMS) {
          dropped++;
          return false;
        }
        entry = startEntry(path, path === undefined ? key : baseName(path));
        entries.set(key, entry);
      }
      const isKept = rules.some((rule) => rule.keeps(trace));
      if (entry.evidence.length < (isKept ? MAX_EVIDENCE : MAX_PROGRAM_RECORDS)) entry.evidence.push(draft());
      if (trace.isLive && trace.pid !== undefined && live++ < MAX_LIVE_PROCESSES) entry.live.push(liveProcess(trace, trace.pid));
      widen(entry, trace.isLive && trace.last === undefined && made ? { ...trace, first: trace.first ?? made, last: made } : trace);
      return isKept;
    },
    dropped: () => dropped + Math.max(0, live - MAX_LIVE_PROCESSES),
    list: () => [...entries.values()].map(draftOf),
  };
}

const startEntry = (path: string | undefined, name: string): Entry => ({
  path,
  name,
  mayHoldArguments: false,
  imageUuids: new Set(),
  uids: new Set(),
  pids: new Set(),
  parentPids: new Set(),
  images: new Set(),
  live: [],
  count: 0,
  times: createTimeRange(),
  evidence: [],
});

const liveProcess = ({ parentPid, imageUuid, ageSeconds }: ProgramTrace, pid: number): LiveProcess => ({
  pid,
  ...(parentPid !== undefined && { parentPid }),
  ...(imageUuid !== undefined && { imageUuid }),
  ...(ageSeconds !== undefined && { ageSeconds }),
});

function widen(entry: Entry, trace: ProgramTrace): void {
  entry.count++;
  entry.mayHoldArguments ||= trace.mayHoldArguments === true;
  addTo(entry.imageUuids, trace.imageUuid);
  addTo(entry.uids, trace.uid);
  addTo(entry.pids, trace.pid);
  addTo(entry.parentPids, trace.parentPid);
  for (const image of trace.images ?? []) addTo(entry.images, image);
  // The diary of the battery has a clock of its own before the first note of how far it is off.
  for (const time of [trace.first, trace.last]) if (time?.clock === "utc") entry.times.add(time);
}

/** What comes first stands; more than a few say nothing more. */
const addTo = <T>(values: Set<T>, value: T | undefined): void => {
  if (value !== undefined && values.size < MAX_PROGRAM_VALUES) values.add(value);
};

const draftOf = ({ path, name, mayHoldArguments, times, live, count, evidence, ...sets }: Entry): ProgramDraft => ({
  ...(path !== undefined && { path }),
  name,
  ...(mayHoldArguments && { mayHoldArguments: true as const }),
  imageUuids: [...sets.imageUuids],
  uids: [...sets.uids],
  pids: [...sets.pids],
  parentPids: [...sets.parentPids],
  images: [...sets.images],
  live,
  count,
  ...times.ends(),
  evidence,
});
