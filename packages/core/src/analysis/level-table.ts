import type { Level } from "../model/assessment.ts";
import type { Finding } from "../model/finding.ts";

/** What counts towards a level: findings of medium severity or above of rules that are not experimental. */
interface Tally {
  readonly high: number;
  /** Findings of medium confidence, and how many different artifacts they stand in. */
  readonly medium: number;
  readonly mediumArtifacts: number;
  readonly low: number;
  readonly lowArtifacts: number;
}

/** The first row whose condition holds gives the level (design 5.6). */
export const LEVEL_TABLE: readonly { readonly level: Level; readonly when: (tally: Tally) => boolean }[] = [
  { level: "strong", when: ({ high }) => high >= 1 },
  { level: "strong", when: ({ medium, mediumArtifacts }) => medium >= 2 && mediumArtifacts >= 2 },
  { level: "moderate", when: ({ medium }) => medium >= 1 },
  { level: "moderate", when: ({ low, lowArtifacts }) => low >= 2 && lowArtifacts >= 2 },
  { level: "weak", when: ({ low }) => low >= 1 },
];

export const levelOf = (findings: readonly Finding[]): Level | undefined => {
  const tally = tallyOf(findings);
  return LEVEL_TABLE.find(({ when }) => when(tally))?.level;
};

function tallyOf(findings: readonly Finding[]): Tally {
  const of = (confidence: Finding["confidence"]): Finding[] => findings.filter((finding) => finding.confidence === confidence);
  const artifacts = (some: readonly Finding[]): number =>
    new Set(some.flatMap(({ evidence }) => evidence.map(({ artifact }) => artifact))).size;
  return {
    high: of("high").length,
    medium: of("medium").length,
    mediumArtifacts: artifacts(of("medium")),
    low: of("low").length,
    lowArtifacts: artifacts(of("low")),
  };
}
