import type { Problem } from "../acquisition/loader.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type {
  CorrelateDetection,
  Detection,
  FoldDetection,
  Hit,
  HitWithRecords,
  JoinDetection,
  JoinPart,
  MatchDetection,
  SourcedRecord,
  Stream,
} from "../detections/detection.ts";
import { toJson } from "../model/json.ts";
import { message } from "../model/message.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { DetectionHit, EvidenceDraft, FactDraft, MomentDraft, PartFacts, StreamMoments } from "./artifact-result.ts";
import { detectionsOf } from "./detections-of.ts";
import { MAX_EVIDENCE, MAX_FACTS, MAX_HITS, MAX_MOMENTS } from "./limits.ts";
import { createTimeRange, type TimeRange } from "./sightings.ts";

/** A record on its way through the detections, with what the runner knows of it. */
export interface RunRecord {
  readonly record: SourcedRecord;
  readonly time: EvidenceTime | undefined;
  /** The record as a finding keeps it. */
  readonly draft: (record: SourcedRecord) => EvidenceDraft;
  /** Merged indicators that matched, by role. */
  readonly matched: readonly { readonly indicator: number; readonly role: string }[];
}

/** The detections that read one artifact, running. */
export interface DetectionRuns {
  /** True when a match detection spoke of the record. */
  see(record: RunRecord): boolean;
  startFile(): void;
  /** Ends the folds of a file; gives the records they rest on. */
  endFile(
    draftOf: (record: SourcedRecord) => EvidenceDraft,
    timeOf: (record: SourcedRecord) => EvidenceTime | undefined,
  ): readonly SourcedRecord[];
  /** Looks at the folds' states; call it now and then. */
  check(): void;
  hits(): readonly DetectionHit[];
  moments(): readonly StreamMoments[];
  facts(): readonly PartFacts[];
  problems(): readonly Problem[];
}

interface RunningFold {
  readonly detection: FoldDetection;
  state: unknown;
  isStopped: boolean;
}
interface RunningStream {
  readonly detection: CorrelateDetection;
  readonly name: string;
  readonly stream: Stream;
  readonly moments: MomentDraft[];
  /** Moments beyond the limit. */
  lost: number;
}

/** What a part keeps, for all joins that have it: a dozen ask for the list of apps. */
interface KeptFacts {
  readonly part: JoinPart;
  readonly facts: Map<string, FactDraft>;
  /** Facts beyond the limit. */
  lost: number;
}

interface RunningPart {
  readonly detection: JoinDetection;
  readonly name: string;
  readonly part: JoinPart;
}

export function startDetections(artifact: Artifact, detections: readonly Detection[]): DetectionRuns {
  const own = detectionsOf(artifact.id, detections);
  const matches = own.filter((detection): detection is MatchDetection => detection.form === "match");
  const folds: RunningFold[] = own
    .filter((detection): detection is FoldDetection => detection.form === "fold")
    .map((detection) => ({ detection, state: undefined, isStopped: false }));
  const streams = own.flatMap((detection) => (detection.form === "correlate" ? streamsOf(detection, artifact) : []));
  const parts = own.flatMap((detection) => (detection.form === "join" ? partsOf(detection, artifact) : []));
  const kept = new Map(parts.map(({ part }): [JoinPart, KeptFacts] => [part, { part, facts: new Map(), lost: 0 }]));
  const facts = [...kept.values()];
  const gathered = createHitList();
  const problems: Problem[] = [];
  return {
    see(run) {
      // Every record passes here: lists are gone through by number, which costs no object.
      const isHit = matches.length > 0 && addHits(gathered, matches, run);
      for (let at = 0; at < folds.length; at++) step(folds[at]!, run.record);
      for (let at = 0; at < streams.length; at++) addMoment(streams[at]!, run);
      if (facts.length > 0) addFacts(facts, run);
      return isHit;
    },
    startFile() {
      for (const fold of folds) {
        fold.state = fold.detection.start();
        fold.isStopped = false;
      }
    },
    endFile(draftOf, timeOf) {
      const rested: SourcedRecord[] = [];
      for (const { detection, state } of folds) {
        for (const hit of detection.end(state)) {
          const records = hit.records.slice(0, MAX_EVIDENCE);
          rested.push(...records);
          const times = hit.time ? [hit.time] : records.map(timeOf);
          gathered.add(
            detection,
            withoutRecords(hit),
            times,
            records.map((record) => () => draftOf(record)),
          );
        }
      }
      return rested;
    },
    check() {
      for (const fold of folds) {
        if (fold.isStopped || fold.detection.size(fold.state) <= fold.detection.stateLimit) continue;
        fold.isStopped = true;
        problems.push({ problem: message("problem/state-limit", { detection: fold.detection.id, limit: fold.detection.stateLimit }) });
      }
    },
    hits: gathered.list,
    moments: () => streams.map(({ detection, name, moments }) => ({ detection: detection.id, stream: name, moments })),
    facts() {
      // One list for each part, not for each join: so it also goes to another process once.
      const lists = new Map(facts.map((each) => [each.part, [...each.facts.values()]]));
      return parts.map(({ detection, name, part }) => ({ detection: detection.id, part: name, facts: lists.get(part)! }));
    },
    problems: () => [
      ...problems,
      ...counted(
        "problem/too-many-moments",
        MAX_MOMENTS,
        streams.reduce((sum, { lost }) => sum + lost, 0),
      ),
      ...counted(
        "problem/too-many-facts",
        MAX_FACTS,
        parts.reduce((sum, { part }) => sum + kept.get(part)!.lost, 0),
      ),
      ...counted("problem/too-many-hits", MAX_HITS, gathered.dropped()),
    ],
  };
}

const counted = (id: string, limit: number, count: number): readonly Problem[] =>
  count > 0 ? [{ problem: message(id, { limit }), count }] : [];

const withoutRecords = ({ records: _records, ...hit }: HitWithRecords): Hit => hit;

function addHits(gathered: HitList, matches: readonly MatchDetection[], run: RunRecord): boolean {
  let isHit = false;
  for (let at = 0; at < matches.length; at++) {
    const detection = matches[at]!;
    const hit = detection.match(run.record.data);
    if (!hit) continue;
    isHit = true;
    gathered.add(detection, hit, hit.time ?? run.time, [() => run.draft(run.record)]);
  }
  return isHit;
}

const step = ({ detection, state, isStopped }: RunningFold, record: SourcedRecord): void => {
  if (!isStopped) detection.step(state, record);
};

function streamsOf(detection: CorrelateDetection, artifact: Artifact): RunningStream[] {
  const named: [string, Stream][] = [["anchor", detection.anchor], ...Object.entries(detection.beside)];
  return named
    .filter(([, stream]) => stream.artifact.id === artifact.id)
    .map(([name, stream]) => ({ detection, name, stream, moments: [], lost: 0 }));
}

function addMoment(running: RunningStream, run: RunRecord): void {
  const { stream, moments } = running;
  const roles = stream.matchedAs;
  if (roles && run.matched.length === 0) return;
  const matched = roles ? run.matched.filter(({ role }) => roles.includes(role as never)) : [];
  if (roles && matched.length === 0) return;
  const moment = stream.select(run.record.data);
  if (!moment) return;
  if (moments.length < (stream.explainsUpTo ?? MAX_MOMENTS))
    moments.push({ ...moment, indicators: [...new Set(matched.map(({ indicator }) => indicator))], evidence: run.draft(run.record) });
  else if (stream.explainsUpTo === undefined) running.lost++;
}

const partsOf = (detection: JoinDetection, artifact: Artifact): RunningPart[] =>
  Object.entries(detection.parts)
    .filter(([, part]) => part.artifact.id === artifact.id)
    .map(([name, part]) => ({ detection, name, part }));

/** Parts that keep the same record share its draft. */
function addFacts(parts: readonly KeptFacts[], run: RunRecord): void {
  let evidence: EvidenceDraft | undefined;
  for (let at = 0; at < parts.length; at++) {
    const kept = parts[at]!;
    const known = kept.part.keyOf?.(run.record.data);
    if (known !== undefined && kept.facts.has(known)) continue;
    const chosen = kept.part.select(run.record.data);
    if (!chosen || kept.facts.has(chosen.key)) continue;
    if (kept.facts.size >= MAX_FACTS) {
      kept.lost++;
      continue;
    }
    evidence ??= run.draft(run.record);
    kept.facts.set(chosen.key, { fact: chosen.fact, evidence });
  }
}

/** Hits by detection and subject. What the first hit of a subject says is kept. */
export interface HitList {
  add(
    detection: Detection,
    hit: Hit,
    times: EvidenceTime | undefined | readonly (EvidenceTime | undefined)[],
    drafts: readonly (() => EvidenceDraft)[],
  ): void;
  dropped(): number;
  list(): readonly DetectionHit[];
}

export function createHitList(): HitList {
  const entries = new Map<string, { detection: string; hit: Hit; count: number; times: TimeRange; evidence: EvidenceDraft[] }>();
  let dropped = 0;
  return {
    add(detection, hit, times, drafts) {
      const key = `${detection.id}\n${toJson(hit.subject)}`;
      let entry = entries.get(key);
      if (!entry) {
        if (entries.size >= MAX_HITS) {
          dropped++;
          return;
        }
        entry = { detection: detection.id, hit, count: 0, times: createTimeRange(), evidence: [] };
        entries.set(key, entry);
      }
      entry.count += hit.count ?? 1;
      for (const time of [times].flat()) entry.times.add(time);
      for (const draft of drafts) if (entry.evidence.length < MAX_EVIDENCE) entry.evidence.push(draft());
    },
    dropped: () => dropped,
    list: () => [...entries.values()].map(({ times, ...entry }) => ({ ...entry, ...times.ends() })),
  };
}
