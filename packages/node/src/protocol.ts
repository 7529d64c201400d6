import type { AcquisitionErrorCode, ArtifactResult, IndexTransfer, OpenedAcquisition, TimelineRow } from "@bridle/core";

/** What the process that writes asks of the one that reads. */
export type Request = OpenRequest | RunRequest;

export interface OpenRequest {
  readonly type: "open";
  readonly path: string;
  readonly index: IndexTransfer;
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
}
export interface RunRequest {
  readonly type: "run";
  readonly artifact: string;
}

/** What it answers. `chunk` may come many times before `result`. */
export type Answer =
  | { readonly type: "opened"; readonly opened: OpenedAcquisition }
  | { readonly type: "refused"; readonly code: AcquisitionErrorCode; readonly params: Readonly<Record<string, string | number>> }
  | { readonly type: "chunk"; readonly lines: readonly string[]; readonly rows: readonly TimelineRow[]; readonly records: number }
  | { readonly type: "result"; readonly result: ArtifactResult }
  | { readonly type: "fault"; readonly detail: string };
