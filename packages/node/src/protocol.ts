import type { AcquisitionErrorCode, ArtifactResult, IndexKeys, Message, OpenedAcquisition, RowPack, Unlock } from "@bridle/core";

/** Tells the reading process that it was handed an open file to spool in, and as which descriptor: the first after the channel. */
export const SPOOL_ARGUMENT = "spool";
export const SPOOL_DESCRIPTOR = 4;

/** What the process that writes asks of the one that reads. */
export type Request = OpenRequest | RunRequest | FileRequest | PieceRequest;

export interface OpenRequest {
  readonly type: "open";
  readonly path: string;
  readonly keys: IndexKeys;
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
  /** Artifacts that will be asked for: no other is brought into reach, or can be run. All, where nothing is said. */
  readonly artifacts?: readonly string[];
  readonly unlock?: Unlock;
  /** Text of an age identity file. */
  readonly identity?: string;
  /** The phone's zone on somebody's word (LoaderContext). */
  readonly zone?: string;
}
export interface RunRequest {
  readonly type: "run";
  readonly artifact: string;
}

/** Asks for one file of an acquisition; its bytes are then asked for piece by piece, so that nobody holds more than one. */
export interface FileRequest {
  readonly type: "file";
  readonly path: string;
  readonly unlock?: Unlock;
  readonly identity?: string;
  /** Canonical path of the file. */
  readonly file: string;
  /** Which one, where several have that path. */
  readonly rawPath?: string;
}
export interface PieceRequest {
  readonly type: "piece";
}

/** What became of a file that was read to its end. */
export interface FileEnd {
  readonly type: "file-end";
  readonly size: number;
  /** Of the content that was handed on. */
  readonly sha256: string;
  /** Of the bytes as they are stored. */
  readonly storedSha256: string;
  readonly problems: readonly Message[];
}

/** What was read meanwhile. A channel takes long texts at once and thousands of small objects one by one. */
export interface Chunk {
  readonly type: "chunk";
  /** Lines of records, each with its end. */
  readonly lines: string;
  /** Rows of the timeline, of the artifact that was asked for. */
  readonly rows?: RowPack;
  readonly records: number;
}

/** What it answers. `chunk` may come many times before `result`. */
export type Answer =
  | { readonly type: "opened"; readonly opened: OpenedAcquisition; readonly key?: Uint8Array }
  | { readonly type: "refused"; readonly code: AcquisitionErrorCode; readonly params: Readonly<Record<string, string | number>> }
  | Chunk
  | { readonly type: "result"; readonly result: ArtifactResult }
  | { readonly type: "file"; readonly rawPaths: readonly string[] }
  | { readonly type: "piece"; readonly bytes: Uint8Array }
  | FileEnd
  /** `code` where the disk took no more of the spool: the system's own, such as ENOSPC. */
  | { readonly type: "fault"; readonly detail: string; readonly code?: string };
