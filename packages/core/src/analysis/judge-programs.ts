import type { Detection, ProgramHit, ProgramSighting } from "../detections/detection.ts";
import { toJson } from "../model/json.ts";
import type { ArtifactResult, PlacedResult } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import type { ProgramInventory } from "./inventory.ts";
import { MAX_EVIDENCE, MAX_HITS } from "./limits.ts";
import { mergeHits, subjectKey } from "./merge-hits.ts";
import { createTimeRange } from "./sightings.ts";

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
    ...spanOf(sightings),
    evidence: sharedOut(sightings).flatMap((record) => places.get(record) ?? []),
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
  [...new Map([...hits].reverse().map((hit) => [toJson(hit.subject), hit])).values()].reverse();

const isWholeList = ({ status, programs }: ArtifactResult): boolean => status === "parsed" && programs.some(({ live }) => live.length > 0);

/** Each artifact has its share of what a finding holds: one that tells of a program daily must not push the others out. */
function sharedOut(sightings: readonly ProgramSighting[]): ProgramSighting["records"] {
  const share = Math.ceil(MAX_EVIDENCE / Math.max(1, sightings.length));
  return sightings.flatMap(({ records }) => records.slice(0, share)).slice(0, MAX_EVIDENCE);
}

function spanOf(sightings: readonly ProgramSighting[]): Pick<CorrelatedHit, "first" | "last"> {
  const range = createTimeRange();
  for (const { first, last } of sightings) {
    range.add(first);
    range.add(last);
  }
  return range.ends();
}
