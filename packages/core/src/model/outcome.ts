import * as v from "valibot";
import { ACQUISITION_KINDS } from "./acquisition.ts";
import { LocatorSchema } from "./locator.ts";
import { TextSchema } from "./message.ts";
import { RoleSchema } from "./observable.ts";
import { TimeSpanSchema } from "./time.ts";

/**
 * What became of an artifact: `parsed` whole · `partial` read, with problems or limits reached · `failed` nothing usable ·
 * `absent` its files are not there · `unsupported` a form we cannot read · `locked` encrypted and no key · `not-run`.
 */
export const STATUSES = ["parsed", "partial", "failed", "absent", "unsupported", "locked", "not-run"] as const;
export type Status = (typeof STATUSES)[number];

/** Why it is not `parsed`; a closed list, so that scripts can rely on it. */
export const REASONS = [
  "not-in-this-kind", // this kind of acquisition never holds it
  "encrypted-backups-only", // Apple puts it into encrypted backups only
  "not-on-this-os", // only some OS versions, or some phones, have it; whether this one did is not known
  "expected-but-missing", // this kind holds it and this one does not: worth a question
  "not-installed", // only an app that was used leaves it
  "excluded-by-user", // --only, --scope
  "over-budget", // a named limit was reached
  "rows-skipped", // some rows could not be read
  "damaged", // the file is damaged; what could be read was read
  "payload-missing", // listed in the catalogue, but its bytes are not there
  "unreadable-form", // a form of the format that is not supported
  "no-key", // encrypted, and nothing that was given opens it
  "engine-error", // a fault of ours
  "process-died", // the process that parsed it died
  "watchdog", // it took longer than the watchdog allows
  "cancelled", // stopped by the user
] as const;
export type Reason = (typeof REASONS)[number];

/** Something that could not be read, and where. */
export const ProblemSchema = v.strictObject({
  file: v.optional(v.pipe(v.string(), v.description("Canonical path, or the raw path where there is none"))),
  at: v.optional(v.array(LocatorSchema)),
  acquisition: v.optional(v.pipe(v.string(), v.description("Of an acquisition as a whole, where the case has several: its id"))),
  problem: TextSchema,
  count: v.pipe(v.number(), v.description("How often this problem stood in this file; `at` is the first place")),
});
export type ProblemDocument = v.InferOutput<typeof ProblemSchema>;

export const FileReadSchema = v.strictObject({
  path: v.string(),
  rawPath: v.string(),
  size: v.number(),
  sha256: v.pipe(v.string(), v.description("Of the stored bytes; empty where they could not be read")),
});
export type FileRead = Readonly<v.InferOutput<typeof FileReadSchema>>;

export const ArtifactCoverageSchema = v.strictObject({
  id: v.string(),
  acquisition: v.optional(v.pipe(v.string(), v.description("Where the case has several: the id of the one it was read from"))),
  version: v.number(),
  status: v.picklist(STATUSES),
  reason: v.optional(v.picklist(REASONS)),
  files: v.array(FileReadSchema),
  records: v.pipe(v.number(), v.description("Records read")),
  span: v.optional(TimeSpanSchema),
  gaps: v.optional(
    v.pipe(
      v.array(v.strictObject({ from: v.string(), to: v.string() })),
      v.description(
        "Within the span, stretches of whole days (UTC, both ends included) of which nothing is told; the longest ten, in order of time",
      ),
    ),
  ),
  problems: v.array(ProblemSchema),
  problemCount: v.pipe(v.number(), v.description("All problems; the list holds the first hundred kinds")),
});
export type ArtifactCoverage = Readonly<v.InferOutput<typeof ArtifactCoverageSchema>>;

/** How many indicators of a family could have matched here at all, by role. */
export const FamilyCoverageSchema = v.strictObject({
  family: v.string(),
  role: RoleSchema,
  indicators: v.pipe(v.number(), v.description("Indicators of this family in the packs of this run")),
  evaluable: v.pipe(v.number(), v.description("Those whose type an artifact that was read here yields in this role")),
  artifacts: v.optional(v.pipe(v.array(v.string()), v.description("The artifacts that yield those types here"))),
  span: v.optional(v.pipe(TimeSpanSchema, v.description("What those artifacts reach over"))),
  elsewhere: v.optional(
    v.pipe(
      v.array(v.strictObject({ kind: v.picklist(ACQUISITION_KINDS), evaluable: v.number() })),
      v.description("Other acquisitions of such a phone in which more of them could be met, if all that they can hold were read"),
    ),
  ),
});
export type FamilyCoverage = Readonly<v.InferOutput<typeof FamilyCoverageSchema>>;

export const CoverageDocumentSchema = v.strictObject({
  schemaVersion: v.string(),
  acquisition: v.strictObject({
    problems: v.array(ProblemSchema),
    problemCount: v.number(),
  }),
  artifacts: v.array(ArtifactCoverageSchema),
  families: v.array(FamilyCoverageSchema),
  indicators: v.strictObject({
    loaded: v.pipe(v.number(), v.description("Indicators in the index")),
    revoked: v.pipe(v.number(), v.description("Left out because their publisher revoked them")),
    unreadable: v.pipe(v.array(v.string()), v.description("Sources that were asked for and could not be read")),
    notEvaluable: v.pipe(
      v.array(v.strictObject({ pack: v.string(), reason: v.string(), count: v.number(), examples: v.array(v.string()) })),
      v.description("Patterns that cannot be evaluated, counted and named"),
    ),
  }),
});
export type CoverageDocument = Readonly<v.InferOutput<typeof CoverageDocumentSchema>>;
