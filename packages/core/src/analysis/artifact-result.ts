import type { Problem } from "../acquisition/loader.ts";
import type { Hit, Subject, ToldProgram } from "../detections/detection.ts";
import type { MatchManner } from "../model/indicator.ts";
import type { Locator } from "../model/locator.ts";
import type { Circumstance, ObservableType, Role } from "../model/observable.ts";
import type { FileRead, Reason, Status } from "../model/outcome.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { EventKind, TimelineRow } from "../model/timeline.ts";
import type { Gap } from "./gaps.ts";
import type { RowPack } from "./row-pack.ts";

/** What reading one artifact gave: plain data, as it crosses from the process that parsed to the one that judges. */
export interface ArtifactResult {
  readonly id: string;
  readonly version: number;
  readonly status: Status;
  readonly reason?: Reason;
  readonly files: readonly FileRead[];
  readonly records: number;
  /** Nanoseconds, decimal text. */
  readonly span?: { readonly from: string; readonly to: string };
  /** Days within the span of which nothing is told, as ISO dates. */
  readonly gaps?: readonly Gap[];
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly sightings: readonly Sighting[];
  readonly hits: readonly DetectionHit[];
  readonly moments: readonly StreamMoments[];
  readonly facts: readonly PartFacts[];
  readonly communications: readonly CommunicationTimes[];
  /** Programs that ran, by what this artifact tells of them. */
  readonly programs: readonly ProgramDraft[];
}

export interface ProgramDraft extends ToldProgram {
  readonly mayHoldArguments?: true;
  readonly evidence: readonly EvidenceDraft[];
}

/** The same beside the results of other acquisitions of the phone. */
export interface PlacedResult extends ArtifactResult {
  /** Id of the acquisition. */
  readonly acquisition: string;
}

/** A record behind a finding; `file` counts into the result's files. */
export interface EvidenceDraft {
  readonly file: number;
  readonly at: readonly Locator[];
  readonly record: object;
  readonly role?: Role;
  readonly manner?: MatchManner;
  readonly circumstances?: readonly Circumstance[];
  readonly reproduce?: string;
}

/** An indicator met by one observable in one artifact, however often. */
export interface Sighting {
  /** Number of the merged entry in the index. */
  readonly indicator: number;
  readonly type: ObservableType;
  /** The part that was compared, normalized: the host of a URL, the name of a process. */
  readonly value: string;
  /** The ways it was met, each once. */
  readonly ways: readonly SightingWay[];
  readonly count: number;
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
  readonly evidence: readonly EvidenceDraft[];
}

export interface SightingWay {
  readonly manner: MatchManner;
  readonly role: Role;
  readonly circumstances: readonly Circumstance[];
  /** When it was met so, nanoseconds as decimal text, sorted; for the ten minutes after a lure. */
  readonly times: readonly string[];
}

/** One subject a detection spoke of in one artifact. */
export interface DetectionHit {
  readonly detection: string;
  readonly hit: Hit;
  readonly count: number;
  readonly first?: EvidenceTime;
  readonly last?: EvidenceTime;
  readonly evidence: readonly EvidenceDraft[];
}

export interface StreamMoments {
  readonly detection: string;
  readonly stream: string;
  readonly moments: readonly MomentDraft[];
}

export interface MomentDraft {
  readonly time: EvidenceTime;
  readonly subject: Subject;
  /** Merged indicators that matched in the record. */
  readonly indicators: readonly number[];
  readonly evidence: EvidenceDraft;
}

/** What a part of a join kept. */
export interface PartFacts {
  readonly detection: string;
  readonly part: string;
  readonly facts: readonly FactDraft[];
}

export interface FactDraft {
  readonly fact: object;
  readonly evidence: EvidenceDraft;
}

/** When communication of a kind happened, and nothing else of it. */
export interface CommunicationTimes {
  readonly kind: EventKind;
  readonly times: BigInt64Array;
}

/** What a running artifact hands on while it reads. */
export interface ArtifactSink {
  /** A line of records/<artifact>.jsonl, or several, each with its line break; only under --records all. */
  record(lines: string): void;
  timeline(row: TimelineRow): void;
  /** Many rows at once, as a process hands them on. */
  timelinePack?(pack: RowPack): void;
  progress(records: number): void;
  /** Waited for between batches: a sink that hands on to another process keeps memory flat with it. */
  drained?(): Promise<void> | undefined;
}
