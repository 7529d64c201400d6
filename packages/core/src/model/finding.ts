import * as v from "valibot";
import { IndicatorRefSchema, MATCH_MANNERS } from "./indicator.ts";
import { LocatorSchema } from "./locator.ts";
import { TextSchema } from "./message.ts";
import { CircumstanceSchema, ObservableTypeSchema, RoleSchema } from "./observable.ts";
import { AxisSchema, ConfidenceSchema, SeveritySchema } from "./severity.ts";
import { EvidenceTimeSchema } from "./time.ts";

/** A rule is `experimental` until it has been silent on real clean files; experimental findings are shown, but never raise the headline. */
export const RULE_STATUSES = ["experimental", "stable"] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** One record behind a finding, followed back to the byte. */
export const EvidenceSchema = v.strictObject({
  artifact: v.string(),
  artifactVersion: v.number(),
  acquisition: v.pipe(v.string(), v.description("Id of the acquisition")),
  path: v.pipe(v.string(), v.description("Canonical path")),
  rawPath: v.pipe(v.string(), v.description("As the acquisition names it")),
  sha256: v.string(),
  at: v.array(LocatorSchema),
  record: v.pipe(v.record(v.string(), v.unknown()), v.description("The record as the artifact read it; docs/reference tells its fields")),
  role: v.optional(RoleSchema),
  manner: v.optional(v.picklist(MATCH_MANNERS)),
  circumstances: v.optional(v.array(CircumstanceSchema)),
  reproduce: v.optional(
    v.pipe(
      v.string(),
      v.description(
        "A shell command that shows the record by hand: run inside the acquisition, or, where it names $ACQUISITION, with that set to its place",
      ),
    ),
  ),
});
export type Evidence = v.InferOutput<typeof EvidenceSchema>;

export const DetectionRefSchema = v.strictObject({
  id: v.string(),
  version: v.number(),
  status: v.picklist(RULE_STATUSES),
  rationale: TextSchema,
  falsePositives: v.array(TextSchema),
  references: v.array(v.string()),
  concerns: v.optional(
    v.pipe(v.picklist(["stalkerware"]), v.description("Set where people close to the owner may have put there what it speaks of")),
  ),
});

export const FindingSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.description("Stable: not of evidence, pack, language or order")),
  kind: v.picklist(["indicator-match", "detection"]),
  title: TextSchema,
  summary: TextSchema,
  axis: AxisSchema,
  severity: SeveritySchema,
  confidence: ConfidenceSchema,
  rationale: v.pipe(TextSchema, v.description("Why this match or rule is rated as it is")),
  time: v.optional(EvidenceTimeSchema),
  families: v.array(v.string()),
  indicators: v.optional(v.array(IndicatorRefSchema)),
  detection: v.optional(DetectionRefSchema),
  observables: v.array(v.strictObject({ type: ObservableTypeSchema, value: v.string() })),
  benign: v.pipe(v.array(TextSchema), v.description("Innocent explanations found for this very trace")),
  isExperimental: v.boolean(),
  count: v.number(),
  firstTime: v.optional(v.string()),
  lastTime: v.optional(v.string()),
  evidence: v.pipe(v.array(EvidenceSchema), v.description("The first hundred")),
});
export type Finding = v.InferOutput<typeof FindingSchema>;

export const FindingsDocumentSchema = v.strictObject({ schemaVersion: v.string(), findings: v.array(FindingSchema) });
