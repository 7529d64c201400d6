import type { Finding } from "@bridle/core";
import type { AbsentTrace, PlantedTrace } from "@bridle/corpus";
import type { Examined } from "./examine.ts";

type Said = Pick<Examined, "findings">;

/** Whether what an examination says of a synthetic phone agrees with what was put on it. */

const COUNTED = ["medium", "high", "critical"];

/** Of medium severity or above, and of a rule that is no longer experimental: what moves the headline. */
export const isCounted = ({ severity, isExperimental }: Finding): boolean => !isExperimental && COUNTED.includes(severity);
export const isAboveInfo = ({ severity }: Finding): boolean => severity !== "info";

export const isIn = ({ evidence }: Finding, artifact: string | undefined): boolean =>
  artifact === undefined || evidence.some((one) => one.artifact === artifact);

/** Indicators are compared without regard to case, and a host stands for those below it. */
export function speaksOf({ observables, summary, evidence }: Finding, value: string): boolean {
  const wanted = value.toLowerCase();
  return (
    observables.some((observable) => observable.value.toLowerCase() === wanted || observable.value.toLowerCase().endsWith(`.${wanted}`)) ||
    summary.text.includes(value) ||
    evidence.some(({ path }) => path === value)
  );
}

/** Findings about a planted trace, whatever they say of it; what only a rule finds is told by a rule. */
export const findingsAbout = ({ findings }: Said, { artifact, value, type }: PlantedTrace): readonly Finding[] =>
  findings.filter((finding) => isIn(finding, artifact) && (type === undefined ? finding.kind === "detection" : speaksOf(finding, value)));

/** A trace is found where one of them has its axis: a targeting link that is told as a compromise is not found but mistaken. */
export const isFound = (analysis: Said, trace: PlantedTrace): boolean =>
  findingsAbout(analysis, trace).some(({ axis }) => axis === trace.axis);

/** Findings that count and say what must not be said. */
export const findingsAgainst = ({ findings }: Said, { artifact, value, axis }: AbsentTrace): readonly Finding[] =>
  findings.filter(
    (finding) =>
      isCounted(finding) &&
      isIn(finding, artifact) &&
      (value === undefined || speaksOf(finding, value)) &&
      (axis === undefined || finding.axis === axis),
  );

export const isViolated = (analysis: Examined, absent: AbsentTrace): boolean =>
  absent.headline === undefined ? findingsAgainst(analysis, absent).length > 0 : analysis.assessment.headline === absent.headline;
