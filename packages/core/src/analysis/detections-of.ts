import { type Detection, readsOf } from "../detections/detection.ts";

/** By artifact, for each list of detections: a run asks with the same one for every artifact, and no list is changed. */
const known = new WeakMap<readonly Detection[], ReadonlyMap<string, readonly Detection[]>>();
const NONE: readonly Detection[] = [];

/** The detections that read an artifact, in their order. */
export function detectionsOf(artifact: string, detections: readonly Detection[]): readonly Detection[] {
  const byArtifact = known.get(detections) ?? groupedByArtifact(detections);
  known.set(detections, byArtifact);
  return byArtifact.get(artifact) ?? NONE;
}

function groupedByArtifact(detections: readonly Detection[]): ReadonlyMap<string, readonly Detection[]> {
  const grouped = new Map<string, Detection[]>();
  for (const detection of detections)
    for (const id of new Set(readsOf(detection).map((artifact) => artifact.id))) {
      const list = grouped.get(id);
      if (list) list.push(detection);
      else grouped.set(id, [detection]);
    }
  return grouped;
}
