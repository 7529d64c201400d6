import type { ByteSource } from "../bytes/byte-source.ts";
import type { Locator } from "../model/locator.ts";
import type { Message } from "../model/message.ts";
import type { FileProblem } from "./file-system.ts";

/**
 * What a person handed over, as a host shows it to the loaders: one file or one folder, read-only. Paths are relative to it, with
 * `/` between components. Links inside are not followed out of it.
 */
export type Input = InputFile | InputFolder;

export interface InputFile {
  readonly kind: "file";
  /** Last component of its name, for messages only. */
  readonly name: string;
  readonly size: number;
  open(): ByteSource;
  /** The bytes as they were handed over, where these are others: it was sealed. */
  openStored?(): ByteSource;
  /** What bringing it into reach showed, where it is a member of an archive. */
  problems?(): readonly FileProblem[];
}

export interface InputFolder {
  readonly kind: "folder";
  readonly name: string;
  /** Entries directly below `path` ("" for the folder itself), sorted by name; undefined when there is no such folder. */
  list(path: string): readonly InputEntry[] | undefined;
  /** A file by its relative path; undefined when there is none. */
  file(path: string): InputFile | undefined;
  /** Set when the folder is an archive's content. */
  readonly archive?: ArchiveFacts;
}

/** An archive seen as a folder. */
export interface ArchiveFacts {
  readonly form: "tar" | "tar.gz" | "zip" | "ab";
  /** The archive itself. */
  readonly file: InputFile;
  /** Every member that is a file, with its place in the archive's own order, from 0. */
  readonly members: ReadonlyMap<string, ArchiveMember>;
  /**
   * Members of a zip that bear the name of an earlier one, by `<name>//<place>`: `file` and `bringIn` know them by it. They are in no list:
   * who expects them asks for them.
   */
  readonly copies: ReadonlyMap<string, ArchiveMember & { readonly copyOf: string }>;
  /**
   * Brings members into reach that cannot be read where they lie. Until then `open` of a compressed member throws AcquisitionError
   * `unreadable`. Members that do not fit the spool stay out of reach; opening them throws FormatError `limit`.
   */
  bringIn(paths: Iterable<string>): Promise<void>;
  /** What reading the archive showed so far: damage, entries left out and why. */
  problems(): readonly Problem[];
}

/** What an archive says of a member. */
export interface ArchiveMember {
  readonly index: number;
  readonly size: number;
  /** When the file was changed last, by the writer's own wall clock: zips that state no time in UTC beside it. */
  readonly dosTime?: number;
}

/** A problem of the acquisition as a whole or of a file in it, before it is rendered. */
export interface Problem {
  readonly file?: string;
  readonly at?: readonly Locator[];
  readonly problem: Message;
  readonly count?: number;
  /**
   * Set where the list of the acquisition's files may lack some: a limit left them out, and no source can be called whole; or damage
   * took them. Of neither can a source without files be called absent.
   */
  readonly reason?: "over-budget" | "damaged";
}

export interface InputEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
}

/** The bytes of a file as they were handed over: what its hash is of. */
export const storedBytesOf = (file: InputFile): ByteSource => file.openStored?.() ?? file.open();
