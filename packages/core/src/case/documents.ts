import * as v from "valibot";
import { AcquisitionInfoSchema } from "../model/acquisition.ts";
import { AssessmentSchema } from "../model/assessment.ts";
import { FindingSchema } from "../model/finding.ts";
import { PackDocumentSchema } from "../model/indicator.ts";
import { CoverageDocumentSchema } from "../model/outcome.ts";
import { REDACTIONS } from "../report/case-view.ts";

/** Choices of the run that change its result. */
export const CaseOptionsSchema = v.strictObject({
  only: v.array(v.string()),
  scope: v.picklist(["all", "device"]),
  records: v.picklist(["matched", "all", "none"]),
  timeline: v.picklist(["near", "all"]),
  asOf: v.pipe(v.string(), v.description("Day the age of knowledge is reckoned against")),
  defaultIndicators: v.boolean(),
  timezone: v.optional(v.pipe(v.string(), v.description("The phone's zone as it was given, for acquisitions that tell none"))),
  withoutPassword: v.optional(v.pipe(v.boolean(), v.description("Only what is not encrypted was to be read"))),
  redact: v.optional(v.pipe(v.picklist(REDACTIONS), v.description("What the report leaves out; the documents of the case hold it"))),
});

/** data/case.json: what was examined, with what knowledge, how. */
export const CaseDocumentSchema = v.strictObject({
  schemaVersion: v.string(),
  toolVersion: v.string(),
  isDemo: v.boolean(),
  acquisitions: v.pipe(v.array(AcquisitionInfoSchema), v.description("In the order in which they were made; findings name them by id")),
  samePhone: v.optional(
    v.pipe(
      v.picklist(["confirmed", "unconfirmed"]),
      v.description(
        "Of several: whether numbers that one phone alone has tie them together, or only the word of whoever ran the examination",
      ),
    ),
  ),
  packs: v.array(PackDocumentSchema),
  options: CaseOptionsSchema,
  consent: v.optional(v.pipe(v.string(), v.description("Who agreed, when and to what; needed for more than the default output"))),
  note: v.optional(v.string()),
});
export type CaseDocument = v.InferOutput<typeof CaseDocumentSchema>;

/** Where a password came from; what it was is written nowhere. */
export const PASSWORD_SOURCES = [
  "prompt",
  "file",
  "BRIDLE_BACKUP_PASSWORD",
  "MVT_IOS_BACKUP_PASSWORD",
  "MVT_ANDROID_BACKUP_PASSWORD",
  "demo",
] as const;

/** run.json: facts of this one run, outside data/ because they differ from run to run. */
export const RunDocumentSchema = v.strictObject({
  schemaVersion: v.string(),
  toolVersion: v.string(),
  acquisition: v.pipe(
    v.string(),
    v.description("Id of the acquisition, of several the SHA-256 of their sorted ids; a later run of the same may go on in this folder"),
  ),
  kind: v.pipe(v.string(), v.description("Kind of the acquisition; same-phone where there are several")),
  isComplete: v.boolean(),
  started: v.string(),
  ended: v.optional(v.string()),
  exitStatus: v.optional(v.number()),
  host: v.strictObject({
    runtime: v.string(),
    platform: v.string(),
    isolation: v.picklist(["child-process-permissions", "child-process", "worker", "none"]),
    workers: v.number(),
  }),
  passwordFrom: v.optional(
    v.pipe(v.picklist(PASSWORD_SOURCES), v.description("Where the password that opened the acquisition came from; never the password")),
  ),
  reproducible: v.pipe(
    v.boolean(),
    v.description("False when something other than input, knowledge, version and options decided, such as a watchdog"),
  ),
});
export type RunDocument = v.InferOutput<typeof RunDocumentSchema>;

/** A line of audit.jsonl. `hash` is the SHA-256 of the line without it; each line holds the hash of the one before. */
export const AuditEntrySchema = v.strictObject({
  number: v.number(),
  time: v.string(),
  event: v.string(),
  detail: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  previous: v.string(),
  hash: v.string(),
});
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>;

/** What `check --json` prints: one document for all cases of the call. */
export const CheckDocumentSchema = v.strictObject({
  schemaVersion: v.string(),
  cases: v.array(
    v.strictObject({
      status: v.pipe(v.number(), v.description("Exit status this case alone would have")),
      case: v.optional(v.pipe(v.string(), v.description("Folder of the case, as given or made"))),
      error: v.optional(v.pipe(v.string(), v.description("Why nothing could be examined"))),
      assessment: v.optional(AssessmentSchema),
      findings: v.array(FindingSchema),
      coverage: v.optional(CoverageDocumentSchema),
    }),
  ),
});
export type CheckDocument = v.InferOutput<typeof CheckDocumentSchema>;
