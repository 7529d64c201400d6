import { acquisitionOf, earlierPattern, hasEarlier } from "../acquisition/earlier.ts";
import type { EvidenceFile } from "../acquisition/file-system.ts";
import type { Acquisition, Problem } from "../acquisition/loader.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import { type HashedSource, hashedSource } from "../bytes/hashed-source.ts";
import type { CreateHasher } from "../bytes/hasher.ts";
import type { Detection, SourcedRecord } from "../detections/detection.ts";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";
import { createMatcher, type IndicatorIndex, type Match, type Matcher } from "../indicators/indicator-index.ts";
import { renderEnglish } from "../messages/catalog.ts";
import { compareText, toJson } from "../model/json.ts";
import { message } from "../model/message.ts";
import type { Observable } from "../model/observable.ts";
import type { FileRead, Reason } from "../model/outcome.ts";
import type { Located } from "../model/record.ts";
import { compareNanoseconds, type EvidenceTime, fromUnixSeconds } from "../model/time.ts";
import { EVENT_KINDS, sentenceOf, type TimelineEvent, type TimelineRow } from "../model/timeline.ts";
import type { ArtifactResult, ArtifactSink, EvidenceDraft } from "./artifact-result.ts";
import { createCommunicationTimes } from "./communication-times.ts";
import { type DetectionRuns, type RunRecord, startDetections } from "./detection-runs.ts";
import { hashed, rawPathOf, unhashed } from "./file-read.ts";
import { NOT_IN_SPAN } from "./floor-table.ts";
import { createDayBook, type DayBook } from "./gaps.ts";
import { withGivenZone } from "./given-zone.ts";
import {
  MAX_ARTIFACT_FILES,
  MAX_COMMUNICATION_TIMES,
  MAX_MATCH_TIMES,
  MAX_PROGRAMS,
  MAX_SIGHTINGS,
  MAX_SIGHTINGS_OF_ONE,
  MAX_TOLD_RECORDS,
  MAX_VALUES_OF_PATTERN,
  RECORDS_PER_CHECK,
} from "./limits.ts";
import { explainError, isListCut, LEFT_OUT, outcomeOf, withoutFiles } from "./outcome.ts";
import { type ContextReport, createParseContext } from "./parse-context.ts";
import { placeInWords } from "./place.ts";
import { createProblemList } from "./problem-list.ts";
import { createProgramTraces } from "./program-traces.ts";
import { type CommandTarget, reproduceCommand } from "./reproduce.ts";
import { shownRecord } from "./shown-record.ts";
import { createSightings } from "./sightings.ts";

/** What a process needs to read artifacts of one acquisition. */
export interface ReadingEnvironment {
  readonly acquisition: Acquisition;
  readonly index: Pick<IndicatorIndex, "keys">;
  readonly detections: readonly Detection[];
  readonly sqlite: () => SqliteEngine;
  readonly createHasher: CreateHasher;
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
  readonly signal?: AbortSignal;
}

/** What is found and counted while one artifact is read. */
interface Reading {
  readonly artifact: Artifact;
  readonly environment: ReadingEnvironment;
  readonly sink: ArtifactSink;
  readonly matcher: Matcher;
  readonly runs: DetectionRuns;
  /** Bound and no closure: an engine takes the body of a closure into each hot function that calls it, however seldom, and compiles it there. */
  readonly draft: RunRecord["draft"];
  readonly sightings: ReturnType<typeof createSightings>;
  readonly communications: ReturnType<typeof createCommunicationTimes>;
  readonly programs: ReturnType<typeof createProgramTraces>;
  readonly problems: ReturnType<typeof createProblemList>;
  readonly files: FileRead[];
  /** What was read along with them, by the way to it. */
  readonly beside: Map<string, EvidenceFile>;
  readonly reasons: Reason[];
  /** What its files share (ParseContext.isFirst). */
  readonly remembered: Set<string>;
  /** Hashes of records, where older reports may say the same again. */
  readonly told: Set<string> | undefined;
  records: number;
  filesFailed: number;
  /** Nanoseconds as decimal text. */
  first: string | undefined;
  last: string | undefined;
  /** Of what the phone notes itself: how often its owner writes to people is no gap. */
  readonly days: DayBook | undefined;
}

/**
 * Reads one artifact wherever its files lie: each file once, hashed; each record matched, judged, placed in time. The one place
 * that catches: a damaged row costs that row, a damaged file that file, and both are in the result.
 */
export async function runArtifact(artifact: Artifact, environment: ReadingEnvironment, sink: ArtifactSink): Promise<ArtifactResult> {
  const { acquisition } = environment;
  const today = filesOf(artifact.paths, acquisition);
  const earlier = hasEarlier(acquisition) ? filesOf(artifact.paths.map(earlierPattern), acquisition) : [];
  const all = [...today, ...earlier];
  const files = all.slice(0, MAX_ARTIFACT_FILES);
  if (files.length === 0) return withoutFiles(artifact, acquisition);
  const reading = startReading(artifact, environment, sink, earlier.length > 0);
  if (isListCut(environment.acquisition)) noteLimits(reading, [LEFT_OUT]);
  if (all.length > files.length)
    noteLimits(reading, [
      { problem: message("problem/too-many-artifact-files", { limit: MAX_ARTIFACT_FILES }), count: all.length - files.length },
    ]);
  for (const file of files) {
    environment.signal?.throwIfAborted();
    await readFile(reading, file);
  }
  const result = finish(reading);
  return today.length > 0 ? result : ofEarlierAlone(result, withoutFiles(artifact, acquisition));
}

/** What was is no answer to what is: an artifact that only older reports have was not read whole. */
const ofEarlierAlone = (result: ArtifactResult, missing: ArtifactResult): ArtifactResult => ({
  ...result,
  status: missing.status === "absent" ? "partial" : missing.status,
  ...(missing.reason !== undefined && { reason: missing.reason }),
});

/** The files of all patterns, once each, in path order. */
function filesOf(patterns: readonly string[], { fileSystem }: Acquisition): readonly EvidenceFile[] {
  const files = new Set(patterns.flatMap((pattern) => fileSystem.glob(pattern)));
  return [...files].sort((a, b) => compareText(a.path, b.path) || compareText(a.rawPath, b.rawPath));
}

function startReading(artifact: Artifact, environment: ReadingEnvironment, sink: ArtifactSink, mayRepeat: boolean): Reading {
  const files: FileRead[] = [];
  return {
    artifact,
    environment,
    sink,
    matcher: createMatcher(environment.index, { platform: environment.acquisition.info.device.platform, cuts: artifact.cuts ?? {} }),
    runs: startDetections(artifact, environment.detections),
    draft: draftOf.bind(undefined, { artifact, environment, files }),
    sightings: createSightings(),
    communications: createCommunicationTimes(),
    programs: createProgramTraces(environment.detections, environment.acquisition.info.device.platform, madeTime(environment.acquisition)),
    problems: createProblemList(),
    files,
    beside: new Map(),
    reasons: [],
    remembered: new Set(),
    told: mayRepeat ? new Set() : undefined,
    records: 0,
    filesFailed: 0,
    first: undefined,
    last: undefined,
    days: artifact.scope === "device" && !NOT_IN_SPAN.includes(artifact.id) ? createDayBook() : undefined,
  };
}

const madeTime = ({ info: { made } }: Acquisition): EvidenceTime | undefined =>
  made === undefined ? undefined : fromUnixSeconds(Math.floor(Date.parse(made) / 1000));

async function readFile(reading: Reading, file: EvidenceFile): Promise<void> {
  const { artifact, environment, runs } = reading;
  const { earlier } = file;
  const placed = (problem: Problem): Problem => (earlier ? { ...problem, file: file.path } : problem);
  const report: ContextReport = {
    problem(problem, reason) {
      reading.problems.add(placed(problem));
      reading.reasons.push(reason);
    },
    note: (problem) => reading.problems.add(placed(problem)),
    beside: (other) => void reading.beside.set(rawPathOf(other), other),
  };
  const acquisition = acquisitionOf(environment.acquisition, file);
  const isZoneGiven = acquisition.info.zoneSource === "given";
  const asSeen = earlier ? { ...file, path: earlier.path } : file;
  const { sqlite, createHasher } = environment;
  let source: HashedSource | undefined;
  const openOwn = (): ByteSource => source ?? file.open();
  const context = createParseContext(acquisition, asSeen, sqlite, report, reading.remembered, createHasher, openOwn);
  const before = reading.records;
  if (!earlier) runs.startFile();
  try {
    source = startHash(reading, file, report);
    try {
      for await (const batch of artifact.parse(asSeen, context)) {
        for (const located of batch) see(reading, file, isZoneGiven ? withGivenZone(located) : located);
        const drained = reading.sink.drained?.();
        if (drained) await drained;
      }
    } finally {
      if (source && !environment.signal?.aborted) endHash(reading, source);
    }
  } catch (error) {
    environment.signal?.throwIfAborted();
    fail(reading, file, error);
    if (reading.records === before) reading.filesFailed++;
  } finally {
    context.close();
  }
  if (!earlier) endFolds(reading);
}

/**
 * Lists the file. Bytes that are parsed as they are stored are hashed while the parser reads them; of others, and of those whose hash
 * somebody stated, the hash is told first. What cannot be opened throws.
 */
function startHash(reading: Reading, file: EvidenceFile, report: ContextReport): HashedSource | undefined {
  const { createHasher } = reading.environment;
  if (!file.openStored && file.statedSha256 === undefined) {
    const source = hashedSource(file.open(), createHasher);
    reading.files.push(unhashed(file));
    return source;
  }
  const read = hashed(file, createHasher);
  reading.files.push(read);
  if (file.statedSha256 !== undefined && file.statedSha256 !== read.sha256)
    report.problem({ file: file.path, problem: message("problem/hash-differs") }, "damaged");
  return undefined;
}

/** What the parser left unread belongs to the hash as well. */
function endHash({ files }: Reading, source: HashedSource): void {
  const sha256 = source.sha256();
  files.push({ ...files.pop()!, sha256 });
}

function see(reading: Reading, file: EvidenceFile, located: Located<object>): void {
  const { artifact, environment, sink, runs } = reading;
  if (reading.told && isToldAgain(reading, reading.told, file, located)) return;
  const record: SourcedRecord = { artifact: artifact.id, file, at: located.at, data: located.data };
  if (++reading.records % RECORDS_PER_CHECK === 0) {
    runs.check();
    environment.signal?.throwIfAborted();
    sink.progress(reading.records);
  }
  const events = artifact.events?.(located.data) ?? NO_EVENTS;
  // Between an older report and this one lie days of which neither tells.
  if (!file.earlier) for (let at = 0; at < events.length; at++) seeTime(reading, events[at]!.time);
  const time = events.length > 0 ? events[0]!.time : undefined;
  const matched = matchRecord(reading, record, time);
  // Rules judge the phone as it is.
  const isHit = !file.earlier && runs.see({ record, time, matched, draft: reading.draft });
  const isKept = !file.earlier && artifact.programs !== undefined && seePrograms(reading, record);
  if (events.length > 0) addToTimeline(reading, record, events, isHit || isKept || matched.length > 0);
  if (environment.records === "all") sink.record(`${toJson({ at: located.at, data: located.data, file: file.rawPath })}\n`);
}

/** Whether a rule on programs keeps the record. */
function seePrograms(reading: Reading, record: SourcedRecord): boolean {
  let isKept = false;
  for (const trace of reading.artifact.programs!(record.data)) isKept = reading.programs.add(trace, () => reading.draft(record)) || isKept;
  return isKept;
}

/** 128 bits: nobody writes two records of one such hash. */
const HASH_LETTERS = 32;
/** Keeps of each record a hash, so that an older report need not say again what stands in this one. */
function isToldAgain({ environment }: Reading, told: Set<string>, { earlier }: EvidenceFile, { data }: Located<object>): boolean {
  const hasher = environment.createHasher();
  hasher.update(new TextEncoder().encode(toJson(data)));
  const hash = hasher.hex().slice(0, HASH_LETTERS);
  if (told.has(hash)) return earlier !== undefined;
  if (told.size < MAX_TOLD_RECORDS) told.add(hash);
  return false;
}

type Matched = RunRecord["matched"];
const MATCHED_NOTHING: Matched = [];

function matchRecord(reading: Reading, record: SourcedRecord, time: EvidenceTime | undefined): Matched {
  const observables = reading.artifact.observables?.(record.data) ?? NO_OBSERVABLES;
  if (observables.length === 0) return MATCHED_NOTHING;
  let matched: Matched[number][] | undefined;
  reading.matcher.findAll((record.file as EvidenceFile).earlier ? asEarlier(observables) : observables, (match, observable) => {
    const isKept = reading.sightings.add(match, observable, time, () => ({ ...reading.draft(record), ...wayOf(match, observable) }));
    if ((!isKept && match.manner === "pattern") || reading.matcher.isPart(match.indicator)) return;
    matched ??= [];
    matched.push({ indicator: match.indicator, role: observable.role });
  });
  return matched ?? MATCHED_NOTHING;
}

const NO_OBSERVABLES: readonly Observable[] = [];
const asEarlier = (observables: readonly Observable[]): readonly Observable[] =>
  observables.map((one) => ({ ...one, circumstances: [...(one.circumstances ?? []), "earlier"] }));

const wayOf = (match: Match, { role, circumstances }: Observable): Partial<EvidenceDraft> => ({
  role,
  manner: match.manner,
  ...(circumstances && circumstances.length > 0 && { circumstances }),
});

/** The record as a finding keeps it. The file was pushed when its reading began, so it is the last but for correlations of our own. */
function draftOf({ artifact, environment, files }: DraftSources, record: SourcedRecord): EvidenceDraft {
  const file = record.file as EvidenceFile;
  const command = artifact.reproduce?.(record.data, file) ?? reproduceCommand(commandTarget(environment, file), record.at);
  return {
    file: files.length - 1,
    at: record.at,
    record: shownRecord(record.data),
    ...(command !== undefined && { reproduce: command }),
  };
}

type DraftSources = Pick<Reading, "artifact" | "environment" | "files">;

function commandTarget({ acquisition: { fileSystem } }: ReadingEnvironment, file: EvidenceFile): CommandTarget {
  const wal = fileSystem.files(`${file.path}-wal`).filter(({ size }) => size > 0);
  const target = { rawPath: file.rawPath, ...(wal.length === 1 && { walRawPath: wal[0]!.rawPath }) };
  const isArchived = file.containers.length > 0;
  if (!isArchived && !file.openStored) return target;
  // Places in a section are told as they stand in the whole text.
  const path = file.part?.of ?? file.path;
  const isShared = fileSystem.files(path).length > 1;
  const viaCat = {
    path,
    isArchived,
    ...(isShared && { rawPath: file.rawPath }),
    ...(wal.length === 1 && { walPath: wal[0]!.path }),
  };
  return { ...target, viaCat };
}

const NO_EVENTS: readonly TimelineEvent[] = [];

function seeTime(reading: Reading, time: EvidenceTime): void {
  const { earliest } = time;
  reading.days?.add(time);
  if (reading.first === undefined || reading.last === undefined) reading.first = reading.last = earliest;
  else if (compareNanoseconds(earliest, reading.last) > 0) reading.last = earliest;
  else if (compareNanoseconds(earliest, reading.first) < 0) reading.first = earliest;
}

function addToTimeline(reading: Reading, record: SourcedRecord, events: readonly TimelineEvent[], isOwn: boolean): void {
  const isShown = isOwn || reading.environment.timeline === "all";
  for (let at = 0; at < events.length; at++) {
    const event = events[at]!;
    const scope = EVENT_KINDS[event.kind];
    if (isShown || scope === "device") reading.sink.timeline(rowOf(reading, record, event));
    else if (scope === "communication") reading.communications.add(event);
  }
}

const rowOf = ({ files }: Reading, record: SourcedRecord, event: TimelineEvent): TimelineRow => ({
  time: event.time,
  kind: event.kind,
  message: renderEnglish(sentenceOf(event)),
  artifact: record.artifact,
  // The file was pushed when its reading began.
  evidence: `${files.at(-1)!.rawPath} ${placeInWords(record.at)}`,
});

/** Ends the folds of a file; the records they rest on enter the timeline whatever their scope. */
function endFolds(reading: Reading): void {
  const eventsOf = (record: SourcedRecord): readonly TimelineEvent[] => reading.artifact.events?.(record.data) ?? [];
  const rested = reading.runs.endFile(reading.draft, (record) => eventsOf(record)[0]?.time);
  for (const record of rested) addToTimeline(reading, record, eventsOf(record), true);
}

function fail(reading: Reading, file: EvidenceFile, error: unknown): void {
  const { reason, problem } = explainError(error);
  reading.reasons.push(reason);
  reading.problems.add({ file: file.path, problem });
  if (reading.files.at(-1)?.rawPath !== rawPathOf(file)) reading.files.push(unhashed(file));
}

function noteLimits(reading: Reading, problems: readonly Problem[]): void {
  for (const problem of problems) {
    reading.problems.add(problem);
    reading.reasons.push("over-budget");
  }
}

/** What was read along with the artifact's own files, hashed like them: names and times of its records come from there. */
function besideOf({ beside, files, environment }: Reading): FileRead[] {
  const own = new Set(files.map(({ rawPath }) => rawPath));
  const others = [...beside].filter(([rawPath]) => !own.has(rawPath)).sort(([a], [b]) => compareText(a, b));
  return others.map(([, file]) => {
    try {
      return hashed(file, environment.createHasher);
    } catch {
      // Whoever read it has said why it cannot be.
      return unhashed(file);
    }
  });
}

function finish(reading: Reading): ArtifactResult {
  noteLimits(reading, reading.runs.problems());
  const { ofAll, ofOne, broadPatterns, times } = reading.sightings.dropped();
  const dropped = [
    { problem: message("problem/too-many-sightings", { limit: MAX_SIGHTINGS }), count: ofAll },
    { problem: message("problem/too-many-sightings-of-one", { limit: MAX_SIGHTINGS_OF_ONE }), count: ofOne },
    { problem: message("problem/too-broad-patterns", { limit: MAX_VALUES_OF_PATTERN }), count: broadPatterns },
    { problem: message("problem/too-many-programs", { limit: MAX_PROGRAMS }), count: reading.programs.dropped() },
    { problem: message("problem/too-many-match-times", { limit: MAX_MATCH_TIMES }), count: times },
  ];
  noteLimits(
    reading,
    dropped.filter(({ count }) => count !== 0),
  );
  // What the timeline leaves out of communication costs no finding.
  const uncounted = reading.communications.dropped();
  if (uncounted > 0) {
    reading.problems.add({ problem: message("problem/too-many-communications", { limit: MAX_COMMUNICATION_TIMES }), count: uncounted });
  }
  const { artifact, files, records, first, last } = reading;
  const gaps = reading.days?.gaps();
  return {
    id: artifact.id,
    version: artifact.version,
    ...outcomeOf(reading.reasons, reading.filesFailed, files.length),
    files: [...files, ...besideOf(reading)],
    records,
    ...(first !== undefined && last !== undefined && { span: { from: first, to: last } }),
    ...(gaps && { gaps }),
    problems: reading.problems.list(),
    problemCount: reading.problems.count(),
    sightings: reading.sightings.list(),
    hits: reading.runs.hits(),
    moments: reading.runs.moments(),
    facts: reading.runs.facts(),
    communications: reading.communications.list(),
    programs: reading.programs.list(),
  };
}
