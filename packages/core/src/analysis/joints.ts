import type { IndicatorIndex } from "../indicators/indicator-index.ts";
import { isWhole } from "../indicators/pattern/bracket-matcher.ts";
import type { JointPattern } from "../indicators/pattern/pattern-keys.ts";
import type { PlacedResult, Sighting } from "./artifact-result.ts";

/** A sighting and the result it stands in. */
export interface PlacedSighting {
  readonly result: PlacedResult;
  readonly sighting: Sighting;
}

/** A pattern whose brackets were met across the acquisitions of the phone. */
export interface MetJoint {
  readonly entry: number;
  /** What met them, in order of artifacts and of sightings within. */
  readonly sightings: readonly PlacedSighting[];
}

/** The patterns of several brackets that are met (design 5.5): each bracket by any record of any artifact. */
export function metJoints({ joints }: Pick<IndicatorIndex, "joints">, results: readonly PlacedResult[]): readonly MetJoint[] {
  if (joints.length === 0) return [];
  const byEntry = new Map<number, PlacedSighting[]>();
  for (const result of results) {
    for (const sighting of result.sightings) {
      const whole = {
        ...sighting,
        ways: sighting.ways.filter(({ manner }) => isWhole(manner) || manner === "joined" || manner === "pattern"),
      };
      if (whole.ways.length > 0) byEntry.set(sighting.indicator, [...(byEntry.get(sighting.indicator) ?? []), { result, sighting: whole }]);
    }
  }
  return joints.flatMap(({ entry, tree }) => {
    const sightings = metBy(tree, byEntry);
    return sightings ? [{ entry, sightings: [...new Set(sightings)] }] : [];
  });
}

/** Undefined where the pattern is not met. */
function metBy(tree: JointPattern["tree"], byEntry: ReadonlyMap<number, readonly PlacedSighting[]>): readonly PlacedSighting[] | undefined {
  if (tree.kind === "bracket") {
    const met = tree.bracket.flatMap((entry) => byEntry.get(entry) ?? []);
    return met.length > 0 ? met : undefined;
  }
  const parts = tree.operands.map((operand) => metBy(operand, byEntry));
  const isMet = tree.kind === "and" ? parts.every((part) => part !== undefined) : parts.some((part) => part !== undefined);
  return isMet ? parts.flatMap((part) => part ?? []) : undefined;
}
