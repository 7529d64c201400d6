import type { InventoryProgram, ProgramSighting } from "../detections/detection.ts";
import type { Program, ProgramsDocument } from "../model/program.ts";
import { type EvidenceTime, isoOf } from "../model/time.ts";
import { SCHEMA_VERSION } from "../model/version.ts";
import type { PlacedResult } from "./artifact-result.ts";
import type { ProgramInventory } from "./inventory.ts";
import { MAX_PROGRAM_VALUES } from "./limits.ts";
import { byAcquisition } from "./merge-hits.ts";
import { rangeOf } from "./sightings.ts";

/** The inventory as the case keeps it; undefined where nothing tells of programs. */
export function programsDocument({ programs, leftOut }: ProgramInventory, results: readonly PlacedResult[]): ProgramsDocument | undefined {
  const sources = results.filter((result) => result.programs.length > 0);
  if (sources.length === 0) return undefined;
  const isOfSeveral = byAcquisition(results).length > 1;
  return {
    schemaVersion: SCHEMA_VERSION,
    sources: sources.map((result) => ({
      artifact: result.id,
      ...(isOfSeveral && { acquisition: result.acquisition }),
      programs: result.programs.length,
      ...endsOf(result.programs),
    })),
    programs: programs.map(programOf),
    leftOut,
  };
}

function programOf({ name, path, place, sightings }: InventoryProgram): Program {
  const values = <T extends string | number>(of: (sighting: ProgramSighting) => readonly T[]): T[] => [
    ...new Set(sightings.flatMap(of).slice(0, MAX_PROGRAM_VALUES)),
  ];
  return {
    name,
    ...(path !== undefined && { path }),
    place,
    imageUuids: values(({ imageUuids }) => imageUuids),
    uids: values(({ uids }) => uids),
    pids: values(({ pids }) => pids),
    parentPids: values(({ parentPids }) => parentPids),
    count: countOf(sightings),
    ...endsOf(sightings),
    sources: sourcesOf(sightings),
  };
}

/** Several sightings of one artifact are one source: a cut name beside the whole one. */
function sourcesOf(sightings: readonly ProgramSighting[]): Program["sources"] {
  const byArtifact = Map.groupBy(sightings, ({ artifact }) => artifact);
  return [...byArtifact].map(([artifact, own]) => ({ artifact, count: countOf(own), ...endsOf(own) }));
}

const countOf = (sightings: readonly ProgramSighting[]): number => sightings.reduce((sum, { count }) => sum + count, 0);

function endsOf(seen: readonly { readonly first?: EvidenceTime; readonly last?: EvidenceTime }[]): { first?: string; last?: string } {
  const { first, last } = rangeOf(seen);
  return { ...(first && { first: isoOf(first) }), ...(last && { last: isoOf(last) }) };
}
