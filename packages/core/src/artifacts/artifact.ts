import type { EvidenceFile } from "../acquisition/file-system.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { PlistValue } from "../formats/plist/value.ts";
import type { EvidenceDatabase } from "../formats/sqlite/database.ts";
import type { WantedLines } from "../formats/text/find-lines.ts";
import type { TextLine } from "../formats/text/read-lines.ts";
import type { AcquisitionInfo, AcquisitionKind } from "../model/acquisition.ts";
import type { Locator } from "../model/locator.ts";
import type { Message } from "../model/message.ts";
import type { Observable, ObservableType, Role } from "../model/observable.ts";
import type { Reason } from "../model/outcome.ts";
import type { ProgramTrace } from "../model/program.ts";
import type { Located } from "../model/record.ts";
import type { TimelineEvent } from "../model/timeline.ts";

/** Whether a kind of acquisition holds the artifact; a kind that is not named never does. What it says becomes the reason of `absent`. */
export type Presence =
  | "expected" // each such acquisition has it: missing is worth a question
  | "encrypted-backups-only"
  | "with-app" // left by an app that may never have been used
  | "with-os"; // some OS versions, or some phones, only

/** How far a reader is proven: on files of real phones · on synthetic ones only · never exercised. */
export type Proof = "real-data" | "synthetic-only" | "never-exercised";

export interface ArtifactDefinition<T extends object> {
  /** `platform/kebab-case`, equal to the file's path below artifacts/. Never renamed. */
  readonly id: string;
  /** Raised when the same bytes give other records. */
  readonly version: number;
  /** Patterns on canonical paths (docs/paths.md), each with a comment saying from which versions on. */
  readonly paths: readonly string[];
  /** Patterns of files that are read along with them and are no files of its own (tables of names, clocks): `context.files` gives them. */
  readonly needs?: readonly string[];
  readonly presence: Partial<Record<AcquisitionKind, Presence>>;
  /** `communication` is left unopened under --scope device, and kept out of the default timeline. */
  readonly scope: "device" | "communication";
  /** The observables it can yield; a test compares them with what it yields. */
  readonly emits: Partial<Record<ObservableType, readonly Role[]>>;
  /** Where the system cuts a name of this type to so many characters (15, 16, 31). */
  readonly cuts?: Partial<Record<ObservableType, number>>;
  readonly provenOn: Proof;
  readonly references: readonly string[];

  /**
   * Reads one file. Yields batches; whatever was yielded before a throw is kept. Sidecars (-wal) are the context's business.
   * Records hold plain data only: strings, numbers, booleans, arrays, objects, EvidenceTime; big integers as decimal text.
   */
  parse(file: EvidenceFile, context: ParseContext): Iterable<readonly Located<T>[]> | AsyncIterable<readonly Located<T>[]>;
  /** The typed values of a record. Called for every record: keep it cheap. */
  observables?(record: T): readonly Observable[];
  /** The programs that the record says ran, for the inventory that joins all sources. Called for every record. */
  programs?(record: T): readonly ProgramTrace[];
  /** What the record adds to the timeline. */
  events?(record: T): readonly TimelineEvent[];
  /** What a person would type to see the record, where the default command for its locator will not do. */
  reproduce?(record: T, file: EvidenceFile): string | undefined;
}

/** An artifact as the engine sees it, whatever its records are. */
export type Artifact<T extends object = object> = ArtifactDefinition<T>;

/**
 * What a parser may use. It never opens, catches or logs by itself: what cannot be read is said through `skip`, and what throws
 * is caught by the runner.
 */
export interface ParseContext {
  readonly acquisition: AcquisitionInfo;
  /** A path quoted inside the evidence, made canonical with this phone's containers. */
  canonical(rawPath: string): string;
  bytes(file: EvidenceFile): ByteSource;
  /** SHA-256 of those bytes, in lower-case hex. */
  sha256(file: EvidenceFile): string;
  /** Files that fit one of the artifact's `needs`, or a path that does. */
  files(pattern: string): readonly EvidenceFile[];
  /**
   * Lines of a text, numbered as in the stored file. What is cut or cannot be decoded costs itself alone and is said. `wanted`: only
   * these, and those that are cut; the others are looked through and never made.
   */
  lines(file: EvidenceFile, wanted?: WantedLines): Iterable<readonly TextLine[]>;
  /** The database with the sidecars that the acquisition holds for it; closed by the runner. */
  database(file: EvidenceFile): EvidenceDatabase;
  /** The property list, binary or XML. Throws FormatError. */
  plist(file: EvidenceFile): PlistValue;
  /**
   * Turns batches of rows into batches of records. A row whose reading throws a FormatError or TypeError costs itself alone and
   * is counted, with `at` as its place; `undefined` leaves a row out on purpose.
   */
  records<Row, T>(
    batches: Iterable<readonly Row[]>,
    at: (row: Row) => readonly Locator[],
    read: (row: Row) => T | undefined,
  ): Generator<readonly Located<T>[]>;
  /**
   * Whether nothing of this key was asked about before, in this file or an earlier one of the artifact: some things stand in several
   * files. Beyond MAX_REMEMBERED_KEYS everything is new.
   */
  isFirst(key: string): boolean;
  /** Something here could not be read. Makes the artifact `partial` with this reason (default `rows-skipped`). */
  skip(problem: Message, at?: readonly Locator[], reason?: Reason): void;
  /** Something worth knowing about how it was read that costs nothing ("write-ahead log applied"); stays `parsed`. */
  note(problem: Message, at?: readonly Locator[]): void;
}

/** Checks an artifact's shape at compile time and gives detections its record type. */
export const defineArtifact = <T extends object>(artifact: ArtifactDefinition<T>): Artifact<T> => artifact;
