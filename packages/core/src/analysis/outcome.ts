import { AcquisitionError } from "../acquisition/file-system.ts";
import type { Acquisition, Problem } from "../acquisition/loader.ts";
import type { Artifact, Presence } from "../artifacts/artifact.ts";
import { FormatError } from "../bytes/format-error.ts";
import { type Message, message } from "../model/message.ts";
import type { Reason, Status } from "../model/outcome.ts";
import type { ArtifactResult } from "./artifact-result.ts";

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
    facts: [],
    communications: [],
    programs: [],
  };
}

const ABSENCE: Readonly<Record<Presence, Reason>> = {
  expected: "expected-but-missing",
  "encrypted-backups-only": "encrypted-backups-only",
  "with-app": "not-installed",
  "with-os": "not-on-this-os",
};
/** Why an artifact has no files here. */
const absenceReason = (artifact: Artifact, { info, isPart }: Acquisition): Reason => {
  const presence = isPart === true ? undefined : artifact.presence[info.kind];
  return presence ? ABSENCE[presence] : "not-in-this-kind";
};

export const LEFT_OUT: Problem = { problem: message("problem/files-left-out"), count: 1 };

/** Damage took names of files: a file of the source may be among them. */
const LOST: Problem = { problem: message("problem/files-lost"), count: 1 };

/** Whether a limit was reached while the files of the acquisition were listed. */
export const isListCut = ({ problems }: Acquisition): boolean => problems.some(({ reason }) => reason === "over-budget");

const isListDamaged = ({ problems }: Acquisition): boolean => problems.some(({ reason }) => reason === "damaged");

/** The result of an artifact that has no files here: of a locked or cut acquisition it is not known whether it would have some. */
export function withoutFiles(artifact: Artifact, acquisition: Acquisition): ArtifactResult {
  const isOfKind = artifact.presence[acquisition.info.kind] !== undefined;
  if (isOfKind && isListCut(acquisition)) return emptyResult(artifact, "failed", "over-budget", [LEFT_OUT]);
  if (isOfKind && isListDamaged(acquisition)) return emptyResult(artifact, "failed", "damaged", [LOST]);
  const part = acquisition.unread?.find(({ kind }) => artifact.presence[kind] !== undefined);
  if (part?.why === "damaged") return emptyResult(artifact, "failed", "damaged");
  const isHidden = acquisition.isLocked === true && isOfKind;
  return isHidden || part
    ? emptyResult(artifact, "locked", "no-key")
    : emptyResult(artifact, "absent", absenceReason(artifact, acquisition), complaintsAbout(artifact, acquisition));
}

/** What a collector of a sysdiagnose writes begins with the collector's name, and so does what it complains of. */
const COLLECTED = /^bridle:\/sysdiagnose\/([a-z]+)[^/]*$/;

/** Complaints of the collectors that should have brought the artifact: they may be why it is missing. */
function complaintsAbout({ paths }: Artifact, { info, fileSystem }: Acquisition): readonly Problem[] {
  if (info.kind !== "sysdiagnose") return [];
  const collectors = new Set(paths.flatMap((path) => COLLECTED.exec(path)?.[1] ?? []));
  return [...collectors].flatMap((collector) =>
    fileSystem
      .files(`bridle:/sysdiagnose/errors/${collector}_stderr.txt`)
      .filter(({ size }) => size > 0)
      .map(({ path }) => ({ file: path, problem: message("problem/collector-complained", { collector }), count: 1 })),
  );
}

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
  if (error instanceof AcquisitionError && error.code === "encrypted") return { reason: "no-key", problem: message("problem/locked") };
  if (error instanceof AcquisitionError) return { reason: "damaged", problem: message("problem/file-unreadable", { detail: error.code }) };
  return { reason: "engine-error", problem: message("problem/engine-error", { detail: detailOf(error) }) };
}

/** The gravest reason speaks for the artifact. */
const GRAVITY: readonly Reason[] = [
  "engine-error",
  "over-budget",
  "no-key",
  "payload-missing",
  "unreadable-form",
  "damaged",
  "rows-skipped",
];

/** What an artifact is of which nothing was read, where that is no failure. */
const NOTHING_READ: Partial<Record<Reason, Status>> = { "unreadable-form": "unsupported", "no-key": "locked" };

/** What became of an artifact, from the reasons that were gathered and the files that gave nothing. */
export function outcomeOf(reasons: readonly Reason[], filesFailed: number, files: number): { status: Status; reason?: Reason } {
  if (reasons.length === 0) return { status: "parsed" };
  const reason = GRAVITY.find((candidate) => reasons.includes(candidate)) ?? reasons[0]!;
  if (filesFailed < files) return { status: "partial", reason };
  return { status: NOTHING_READ[reason] ?? "failed", reason };
}

/** The text of an error for the coverage: formats' own words, or the kind of a fault of ours. */
export const detailOf = (error: unknown): string =>
  error instanceof FormatError ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
