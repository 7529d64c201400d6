import * as v from "valibot";

/** How bad, if true. */
export const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;
export const SeveritySchema = v.picklist(SEVERITIES);
export type Severity = (typeof SEVERITIES)[number];

/** How sure. Apart from severity: a terrible thing may be unlikely. */
export const CONFIDENCES = ["low", "medium", "high"] as const;
export const ConfidenceSchema = v.picklist(CONFIDENCES);
export type Confidence = (typeof CONFIDENCES)[number];

/** Which question a finding speaks to: was this person targeted, was an attack tried, does it look as if one succeeded; or none of them. */
export const AXES = ["targeting", "attempt", "compromise", "none"] as const;
export const AxisSchema = v.picklist(AXES);
export type Axis = (typeof AXES)[number];

export const compareSeverity = (a: Severity, b: Severity): number => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
export const compareConfidence = (a: Confidence, b: Confidence): number => CONFIDENCES.indexOf(a) - CONFIDENCES.indexOf(b);
export const compareAxis = (a: Axis, b: Axis): number => AXIS_ORDER.indexOf(a) - AXIS_ORDER.indexOf(b);
const AXIS_ORDER: readonly Axis[] = ["none", "targeting", "attempt", "compromise"];

/** One step less sure; low stays low. */
export const lessSure = (confidence: Confidence): Confidence => CONFIDENCES[Math.max(0, CONFIDENCES.indexOf(confidence) - 1)]!;
