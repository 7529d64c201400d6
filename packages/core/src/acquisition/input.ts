import type { ByteSource } from "../bytes/byte-source.ts";

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
}

export interface InputFolder {
  readonly kind: "folder";
  readonly name: string;
  /** Entries directly below `path` ("" for the folder itself), sorted by name; undefined when there is no such folder. */
  list(path: string): readonly InputEntry[] | undefined;
  /** A file by its relative path; undefined when there is none. */
  file(path: string): InputFile | undefined;
}

export interface InputEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
}
