import type { AcquisitionErrorCode, ArtifactResult, IndexKeys, OpenedAcquisition, Unlock } from "@bridle/core";

/** What the process that writes asks of the one that reads. */
export type Request = OpenRequest | RunRequest;

export interface OpenRequest {
  readonly type: "open";
  readonly path: string;
  readonly keys: IndexKeys;
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
  readonly unlock?: Unlock;
}
export interface RunRequest {
  readonly type: "run";
  readonly artifact: string;
}

/** What was read meanwhile. Two long texts: a channel takes them at once and thousands of small objects one by one. */
export interface Chunk {
  readonly type: "chunk";
  /** Lines of records, each with its end. */
  readonly lines: string;
  /** Rows of the timeline by timeline-rows.ts; empty for none. */
  readonly rows: string;
  readonly records: number;
}

/** What it answers. `chunk` may come many times before `result`. */
export type Answer =
  | { readonly type: "opened"; readonly opened: OpenedAcquisition; readonly key?: Uint8Array }
  | { readonly type: "refused"; readonly code: AcquisitionErrorCode; readonly params: Readonly<Record<string, string | number>> }
  | Chunk
  | { readonly type: "result"; readonly result: ArtifactResult }
  | { readonly type: "fault"; readonly detail: string };
