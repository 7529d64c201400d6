import type { Detection, Hit } from "../detections/detection.ts";
import { toJson } from "../model/json.ts";
import { compareConfidence, compareSeverity } from "../model/severity.ts";
import type { PlacedResult } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { MAX_EVIDENCE } from "./limits.ts";
import { rangeOf } from "./sightings.ts";

/**
 * What several acquisitions of one phone tell of one subject, told once: it says what the gravest of them says, with the records of
 * each. Counts are not added, since most of what one tells the other tells too: the largest stands.
 */
export function mergeHits(detection: Detection, hits: readonly CorrelatedHit[]): CorrelatedHit {
  const [first, ...others] = hits as [CorrelatedHit, ...CorrelatedHit[]];
  if (others.length === 0) return first;
  const gravest = others.reduce((best, one) => (isGraver(one.hit, best.hit, detection) ? one : best), first);
  return {
    detection: detection.id,
    hit: gravest.hit,
    count: Math.max(...hits.map(({ count }) => count)),
    ...rangeOf(hits),
    evidence: shared(hits.map(({ evidence }) => evidence)),
  };
}

/** A hit says less than its rule declares, or nothing, which is all of it. */
const isGraver = (one: Hit, best: Hit, { severity, confidence }: Detection): boolean =>
  (compareSeverity(one.severity ?? severity, best.severity ?? severity) ||
    compareConfidence(one.confidence ?? confidence, best.confidence ?? confidence)) > 0;

/** As much of each as there is room for: none pushes another out. */
export const shared = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  lists.flatMap((list) => list.slice(0, Math.ceil(MAX_EVIDENCE / lists.length))).slice(0, MAX_EVIDENCE);

export const subjectKey = ({ subject }: Hit): string => toJson(subject);

/** Of several acquisitions each apart, in order. */
export const byAcquisition = <T extends Pick<PlacedResult, "acquisition">>(results: readonly T[]): readonly (readonly T[])[] => [
  ...Map.groupBy(results, ({ acquisition }) => acquisition).values(),
];
