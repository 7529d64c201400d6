import type { ProgramDraft } from "../analysis/artifact-result.ts";
import type { CorrelatedHit } from "../analysis/correlate.ts";
import { buildInventory, type ProgramInventory } from "../analysis/inventory.ts";
import { judgePrograms } from "../analysis/judge-programs.ts";
import { createProgramTraces } from "../analysis/program-traces.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { Detection } from "../detections/detection.ts";
import { artifactResult } from "./analysis.ts";

/** Records of an artifact as a rule on programs meets them. */
export type RecordsOfArtifact = readonly [artifact: Artifact, records: readonly object[]];

const draftsOf = ([artifact, records]: RecordsOfArtifact, rules: readonly Detection[]): readonly ProgramDraft[] => {
  const traces = createProgramTraces(rules, "ios");
  for (const [index, record] of records.entries())
    for (const trace of artifact.programs?.(record) ?? [])
      traces.add(trace, () => ({ file: 0, at: [{ kind: "line", line: index + 1 }], record }));
  return traces.list();
};

const resultsOf = (sources: readonly RecordsOfArtifact[], rules: readonly Detection[]) =>
  sources.map((source) => artifactResult({ id: source[0].id, programs: draftsOf(source, rules) }));

/** The inventory of records that stood in one file of each artifact. */
export const inventoryOf = (...sources: readonly RecordsOfArtifact[]): ProgramInventory => buildInventory(resultsOf(sources, []));

/** What a rule on programs says of them, each artifact read whole. */
export function programHitsOf(detection: Detection, ...sources: readonly RecordsOfArtifact[]): readonly CorrelatedHit[] {
  const results = resultsOf(sources, [detection]);
  return judgePrograms([detection], [{ inventory: buildInventory(results), results }]);
}
