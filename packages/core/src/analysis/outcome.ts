import { AcquisitionError } from "../acquisition/file-system.ts";
import type { Acquisition, Problem } from "../acquisition/loader.ts";
import type { Artifact, Presence } from "../artifacts/artifact.ts";
import { FormatError } from "../bytes/format-error.ts";
import { type Message, message } from "../model/message.ts";
import type { Reason, Status } from "../model/outcome.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import { detailOf } from "./parse-context.ts";

/** What an artifact gave of which nothing was read. */
export function emptyResult(artifact: Artifact, status: Status, reason: Reason, problems: readonly Problem[] = []): ArtifactResult {
  const { id, version } = artifact;
  return {
    id,
    version,
    status,
    reason,
    files: [],
    records: 0,
    problems,
    problemCount: problems.length,
    sightings: [],
    hits: [],
    moments: [],
    communications: [],
  };
}

const ABSENCE: Readonly<Record<Presence, Reason>> = {
  expected: "expected-but-missing",
  "encrypted-backups-only": "encrypted-backups-only",
  "with-app": "not-installed",
  "with-os": "not-on-this-os",
};
/** Why an artifact has no files here. */
export const absenceReason = (artifact: Artifact, { info }: Acquisition): Reason => {
  const presence = artifact.presence[info.kind];
  return presence ? ABSENCE[presence] : "not-in-this-kind";
};

/** What an error says about the file. */
const REASONS: Readonly<Record<FormatError["code"], Reason>> = {
  truncated: "damaged",
  malformed: "damaged",
  unsupported: "unreadable-form",
  limit: "over-budget",
  "not-this-format": "damaged",
};

/** What an error costs, as a reason and as a sentence. */
export function explainError(error: unknown): { reason: Reason; problem: Message } {
  if (error instanceof FormatError)
    return { reason: REASONS[error.code], problem: message("problem/file-damaged", { detail: detailOf(error) }) };
  if (error instanceof AcquisitionError && error.code === "payload-missing")
    return { reason: "payload-missing", problem: message("problem/payload-missing") };
  if (error instanceof AcquisitionError) return { reason: "damaged", problem: message("problem/file-unreadable", { detail: error.code }) };
  return { reason: "engine-error", problem: message("problem/engine-error", { detail: detailOf(error) }) };
}

/** The gravest reason speaks for the artifact. */
const GRAVITY: readonly Reason[] = ["engine-error", "over-budget", "payload-missing", "unreadable-form", "damaged", "rows-skipped"];

/** What became of an artifact, from the reasons that were gathered and the files that gave nothing. */
export function outcomeOf(reasons: readonly Reason[], filesFailed: number, files: number): { status: Status; reason?: Reason } {
  if (reasons.length === 0) return { status: "parsed" };
  const reason = GRAVITY.find((candidate) => reasons.includes(candidate)) ?? reasons[0]!;
  if (filesFailed < files) return { status: "partial", reason };
  return { status: reason === "unreadable-form" ? "unsupported" : "failed", reason };
}
