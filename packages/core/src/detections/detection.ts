import type { EvidenceFile } from "../acquisition/file-system.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { RuleStatus } from "../model/finding.ts";
import type { Locator } from "../model/locator.ts";
import type { Message, MessageParams } from "../model/message.ts";
import type { ObservableType, Role } from "../model/observable.ts";
import type { Platform } from "../model/platform.ts";
import type { ProgramPlace, ProgramTrace } from "../model/program.ts";
import type { Axis, Confidence, Severity } from "../model/severity.ts";
import type { EvidenceTime } from "../model/time.ts";

/**
 * What every detection declares. Its sentences stand in messages/<lang>/detections/<id>.ts: `title`, `rationale`, one entry for
 * each of `falsePositives`, and the summaries its hits name.
 */
interface DetectionHeader {
  /** `platform/kebab-case`, equal to the file's path below detections/. Never renamed. */
  readonly id: string;
  readonly version: number;
  /** `experimental` until silent on real clean files: shown, never raising the headline. */
  readonly status: RuleStatus;
  readonly axis: Axis;
  /** The highest severity and confidence a hit may have; a hit may say less, never more. */
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Families this trace was published for; a finding says "as published for", never that the family is there. */
  readonly families?: readonly string[];
  /** Set where it speaks of apps that people close to the owner may have put there: its findings bring the steps for partner abuse. */
  readonly concerns?: "stalkerware";
  /** Ids of rules that this one took the place of: what they spoke of, it speaks of. */
  readonly replaces?: readonly string[];
  /** Known innocent causes: catalog keys below the detection's own. At least one. */
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
}

/** A file by name alone: what a detection may know of it. Plain data, so that it crosses from the parsing process. */
export type FileIdentity = Pick<EvidenceFile, "path" | "rawPath">;

/** A record with where it came from. */
export interface SourcedRecord<T extends object = object> {
  readonly artifact: string;
  readonly file: FileIdentity;
  readonly at: readonly Locator[];
  readonly data: T;
}

/** One thing a detection says. Hits with the same subject are one finding. */
export interface Hit {
  /** What it is about: observables, or a constant key when the trace is not a value ("deleted-rows"). Part of the finding's id. */
  readonly subject: Subject | readonly Subject[];
  /** Catalog key of the summary, below the detection's own. */
  readonly message: string;
  readonly params?: MessageParams;
  readonly time?: EvidenceTime;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Innocent explanations found for this very trace. */
  readonly benign?: readonly Message[];
  /** How many traces it stands for, where it is an aggregate; default 1. */
  readonly count?: number;
}
export type Subject = { readonly type: ObservableType; readonly value: string } | string;

/** A hit of a form that sees several records names those it rests on (the first hundred are kept). */
export interface HitWithRecords extends Hit {
  readonly records: readonly SourcedRecord[];
}

/** Looks at one record. */
export interface MatchDetection<T extends object = object> extends DetectionHeader {
  readonly form: "match";
  readonly reads: Artifact<T>;
  match(record: T): Hit | undefined;
}

/**
 * Looks at all records of one artifact in the order the artifact yields them; started anew for each file, since rows of two
 * databases are strangers. `size` says how many entries the state holds; beyond `stateLimit` the runner stops it and says so.
 */
export interface FoldDetection<T extends object = object, S = unknown> extends DetectionHeader {
  readonly form: "fold";
  readonly reads: Artifact<T>;
  readonly stateLimit: number;
  start(): S;
  step(state: S, record: SourcedRecord<T>): void;
  end(state: S): readonly HitWithRecords[];
  size(state: S): number;
}

/** A stream of moments that a correlation reads from an artifact. */
export interface Stream<T extends object = object> {
  readonly artifact: Artifact<T>;
  /** Only records in which an indicator matched in one of these roles. */
  readonly matchedAs?: readonly Role[];
  /**
   * For a stream that only explains away: so many moments are kept, and those beyond cost an explanation but no trace. Without it
   * moments beyond the engine's own limit make the artifact partial.
   */
  readonly explainsUpTo?: number;
  /** The moment of a record, or undefined when it is of no interest. */
  select(record: T): { readonly time: EvidenceTime; readonly subject: Subject } | undefined;
}

export interface Moment {
  readonly stream: string;
  readonly time: EvidenceTime;
  readonly subject: Subject;
  readonly record: SourcedRecord;
  /** Families of the indicators that matched in the record, where the stream is of matches. */
  readonly families: readonly string[];
}

/**
 * Looks at moments of several artifacts beside each other. For each moment of `anchor` it is given those of the other streams that
 * lie within `windowSeconds` before or after, nearest first (at most a hundred).
 */
export interface CorrelateDetection extends DetectionHeader {
  readonly form: "correlate";
  readonly anchor: Stream;
  readonly beside: Readonly<Record<string, Stream>>;
  readonly windowSeconds: number;
  correlate(anchor: Moment, beside: readonly Moment[]): Hit | undefined;
}

/** What a join takes from an artifact: of some of its records a key, and what is worth comparing. */
export interface JoinPart<T extends object = object, F extends object = object> {
  readonly artifact: Artifact<T>;
  /** Of records with the same key the first is kept; undefined leaves a record out. The fact is plain data. */
  select(record: T): { readonly key: string; readonly fact: F } | undefined;
  /** For thousands of records with few keys: the key alone, where that costs less than to select. Those whose key is kept are not asked for more. */
  keyOf?(record: T): string | undefined;
}

export interface JoinedFact<F extends object = object> {
  readonly fact: F;
  readonly record: SourcedRecord;
}

/** The facts of each part, in the order of the artifact. */
export type JoinedFacts<P extends Readonly<Record<string, JoinPart>>> = {
  readonly [K in keyof P]: readonly JoinedFact<P[K] extends JoinPart<infer _T, infer F> ? F : object>[];
};

/**
 * Looks at what several artifacts say of the same things, whenever that was: an app that one section lists and another does not.
 * Where a part that is `needed` was not read whole it says nothing: what was not read must not look like what is not there. Single rows
 * that could not be read cost confidence alone.
 */
export interface JoinDetection<P extends Readonly<Record<string, JoinPart>> = Readonly<Record<string, JoinPart>>> extends DetectionHeader {
  readonly form: "join";
  readonly parts: P;
  readonly needed: readonly (keyof P & string)[];
  /** Of those that are needed: parts whose source may be missing from where it is expected, and then holds nothing. */
  readonly mayBeMissing?: readonly (keyof P & string)[];
  join(facts: JoinedFacts<P>): readonly HitWithRecords[];
}

/** A process of a list that was taken when the acquisition was made. */
export interface LiveProcess {
  readonly pid: number;
  readonly parentPid?: number;
  readonly imageUuid?: string;
  /** For how long it had been running. */
  readonly ageSeconds?: number;
}

/** What one artifact tells of a program, however many records tell it. */
export interface ToldProgram {
  /** As this artifact has it: the last component of the path, else the name or the image. */
  readonly name: string;
  readonly path?: string;
  readonly imageUuids: readonly string[];
  readonly uids: readonly number[];
  readonly pids: readonly number[];
  readonly parentPids: readonly number[];
  /** Images loaded from the data volume, and from no app. */
  readonly images: readonly string[];
  /** Its processes when the acquisition was made. */
  readonly live: readonly LiveProcess[];
  readonly count: number;
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
}

export interface ProgramSighting extends ToldProgram {
  readonly artifact: string;
  readonly records: readonly SourcedRecord[];
}

/** A program, by all artifacts that tell of it: by its path where one of them knows it, else by its name. */
export interface InventoryProgram {
  readonly name: string;
  readonly path?: string;
  readonly place: ProgramPlace;
  /** Its name is that of a program that Apple ships. */
  readonly hasSystemName: boolean;
  readonly sightings: readonly ProgramSighting[];
}

export interface Inventory {
  readonly programs: readonly InventoryProgram[];
  /** Lists taken when the acquisition was made that were read whole, by artifact: what is not in one of them was not there. */
  readonly wholeLists: readonly string[];
}

/** A hit names the sightings it rests on: their records, counts and times become the finding's. */
export interface ProgramHit extends Hit {
  readonly sightings: readonly ProgramSighting[];
}

/** Looks at the programs that ran, joined over all sources: one finding for each, however many tell of it. */
export interface ProgramsDetection extends DetectionHeader {
  readonly form: "programs";
  /** The platform whose programs it judges. */
  readonly platform: Platform;
  /** Of these all records are kept as evidence, as far as findings hold them; of others one of each artifact. */
  keeps(trace: ProgramTrace): boolean;
  judge(inventory: Inventory): readonly ProgramHit[];
}

export type Detection = MatchDetection | FoldDetection | CorrelateDetection | JoinDetection | ProgramsDetection;

/**
 * The artifacts that a detection reads, those of a form with several as often as it names them. One on programs names none: it sees
 * those that tell of programs, whichever they are.
 */
export function readsOf(detection: Detection): readonly Artifact[] {
  if (detection.form === "programs") return [];
  if (detection.form === "correlate") return [detection.anchor, ...Object.values(detection.beside)].map(({ artifact }) => artifact);
  if (detection.form === "join") return Object.values(detection.parts).map(({ artifact }) => artifact);
  return [detection.reads];
}

/** Whether a detection looks at what an artifact tells. */
export const looksAt = (detection: Detection, artifact: Artifact): boolean =>
  detection.form === "programs"
    ? artifact.programs !== undefined && artifact.id.startsWith(`${detection.platform}/`)
    : readsOf(detection).some(({ id }) => id === artifact.id);

export const defineMatch = <T extends object>(detection: Omit<MatchDetection<T>, "form">): Detection => ({ ...detection, form: "match" });
export const defineFold = <T extends object, S>(detection: Omit<FoldDetection<T, S>, "form">): Detection =>
  ({ ...detection, form: "fold" }) as FoldDetection<T, S> as unknown as FoldDetection;
export const defineCorrelate = (detection: Omit<CorrelateDetection, "form">): Detection => ({ ...detection, form: "correlate" });
export const definePrograms = (detection: Omit<ProgramsDetection, "form">): Detection => ({ ...detection, form: "programs" });
export const defineStream = <T extends object>(stream: Stream<T>): Stream => stream;
export const defineJoin = <P extends Readonly<Record<string, JoinPart>>>(detection: Omit<JoinDetection<P>, "form">): Detection =>
  ({ ...detection, form: "join" }) as JoinDetection<P> as unknown as JoinDetection;
export const definePart = <T extends object, F extends object>(part: JoinPart<T, F>): JoinPart<object, F> =>
  part as unknown as JoinPart<object, F>;
