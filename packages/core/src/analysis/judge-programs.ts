import type { Detection, ProgramHit } from "../detections/detection.ts";
import type { ArtifactResult, PlacedResult } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import type { ProgramInventory } from "./inventory.ts";
import { MAX_HITS } from "./limits.ts";
import { mergeHits, shared, subjectKey } from "./merge-hits.ts";
import { rangeOf } from "./sightings.ts";

/** What one acquisition tells of programs. */
export interface InventoriedAcquisition {
  readonly inventory: ProgramInventory;
  readonly results: readonly PlacedResult[];
}

/**
 * Runs the rules on programs over the inventory: once, whichever artifacts tell of a program. Each acquisition of the phone by itself,
 * since numbers of processes mean nothing from one day to another; what several tell of one program is one hit.
 */
export function judgePrograms(detections: readonly Detection[], acquisitions: readonly InventoriedAcquisition[]): readonly CorrelatedHit[] {
  const hits = acquisitions.flatMap((acquisition) => judgeOne(detections, acquisition));
  const bySubject = Map.groupBy(hits, ({ detection, hit }) => `${detection}\n${subjectKey(hit)}`);
  return [...bySubject.values()].map((same) => mergeHits(detections.find(({ id }) => id === same[0]!.detection)!, same));
}

function judgeOne(
  detections: readonly Detection[],
  { inventory: { programs, places }, results }: InventoriedAcquisition,
): readonly CorrelatedHit[] {
  if (programs.length === 0) return [];
  const wholeLists = results.filter(isWholeList).map(({ id }) => id);
  const hitOf = (detection: string, { sightings, ...hit }: ProgramHit): CorrelatedHit => ({
    detection,
    hit,
    count: hit.count ?? sightings.reduce((sum, { count }) => sum + count, 0),
    ...rangeOf(sightings),
    // One artifact that tells of a program daily must not push the others out.
    evidence: shared(sightings.map(({ records }) => records)).flatMap((record) => places.get(record) ?? []),
  });
  return detections.flatMap((detection) => {
    if (detection.form !== "programs" || !results.some(({ id }) => id.startsWith(`${detection.platform}/`))) return [];
    return once(detection.judge({ programs, wholeLists }))
      .slice(0, MAX_HITS)
      .map((hit) => hitOf(detection.id, hit));
  });
}

/** Of hits with the same subject the first stands: they would be one finding. */
const once = (hits: readonly ProgramHit[]): readonly ProgramHit[] =>
  [...new Map([...hits].reverse().map((hit) => [subjectKey(hit), hit])).values()].reverse();

const isWholeList = ({ status, programs }: ArtifactResult): boolean => status === "parsed" && programs.some(({ live }) => live.length > 0);
