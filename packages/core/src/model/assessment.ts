import * as v from "valibot";
import { TextSchema } from "./message.ts";
import { TimeSpanSchema } from "./time.ts";

export const HEADLINES = [
  "compromise-indicated",
  "attempt-indicated",
  "targeting-indicated",
  "review-recommended",
  "nothing-matched",
  "inconclusive",
] as const;
export type Headline = (typeof HEADLINES)[number];

export const LEVELS = ["not-assessable", "none-found-in-what-was-read", "weak", "moderate", "strong"] as const;
export type Level = (typeof LEVELS)[number];

const AxisAssessmentSchema = v.strictObject({
  level: v.picklist(LEVELS),
  interval: v.optional(TimeSpanSchema),
  findings: v.array(v.string()),
  reasons: v.array(TextSchema),
});
export type AxisAssessment = v.InferOutput<typeof AxisAssessmentSchema>;

export const AssessmentSchema = v.strictObject({
  schemaVersion: v.string(),
  headline: v.picklist(HEADLINES),
  sentence: v.pipe(TextSchema, v.description("The headline as a sentence")),
  axes: v.strictObject({ targeting: AxisAssessmentSchema, attempt: AxisAssessmentSchema, compromise: AxisAssessmentSchema }),
  review: v.pipe(v.array(v.string()), v.description("Findings that speak to no axis and should be looked at")),
  exposure: v.pipe(
    v.array(v.strictObject({ chain: v.string(), note: TextSchema })),
    v.description("Never evidence: the door was open, not that someone came in"),
  ),
  floor: v.pipe(
    v.array(TextSchema),
    v.description("Why it may not say nothing-matched: each condition of the floor table that does not hold. Empty when all do"),
  ),
  coverage: v.pipe(v.array(TextSchema), v.description("What was read and what was not, in sentences")),
  nextSteps: v.array(TextSchema),
});
export type Assessment = v.InferOutput<typeof AssessmentSchema>;
