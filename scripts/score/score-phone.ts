import type { Finding } from "@bridle/core";
import { DEMO_PASSWORD, GENERATIONS, type Generation, isLeftOut, type PlantedTrace, type Scenario } from "@bridle/corpus";
import type { Examiner } from "./examine.ts";
import { isAboveInfo, isFound, isViolated } from "./judge.ts";

/** As it comes from Finder: without a password, which leaves much out, or with one. */
export const FORMS = ["plain", "encrypted"] as const;
export type Form = (typeof FORMS)[number];

/** What became of one phone. */
export interface PhoneScore {
  readonly scenario: string;
  readonly generation: Generation;
  readonly form: Form;
  readonly found: number;
  readonly missed: readonly PlantedTrace[];
  /** Planted traces that this form or this version of the system does not keep. */
  readonly notHeld: readonly PlantedTrace[];
  readonly absent: number;
  readonly violated: readonly string[];
  readonly headline: string;
  readonly aboveInfo: readonly SaidFinding[];
  /** Ids of the artifacts that gave records. */
  readonly read: readonly string[];
}

/** A finding in a few words that do not change with the phone. */
export interface SaidFinding {
  /** Id of the rule, or type of the indicator. */
  readonly what: string;
  readonly severity: Finding["severity"];
  readonly axis: Finding["axis"];
  readonly isExperimental: boolean;
}

export async function scorePhone(scenario: Scenario, generation: Generation, form: Form, examiner: Examiner): Promise<PhoneScore> {
  const isPlain = form === "plain";
  const backup = scenario.build({ generation, ...(isPlain ? { isSparse: true } : { encrypted: { password: DEMO_PASSWORD } }) });
  const analysis = await examiner.examine(backup, isPlain ? {} : { password: DEMO_PASSWORD });
  const { planted, absent } = scenario.truth;
  const notHeld = planted.filter((trace) => !isHeld(trace, generation, form));
  const held = planted.filter((trace) => !notHeld.includes(trace));
  const missed = held.filter((trace) => !isFound(analysis, trace));
  return {
    scenario: scenario.id,
    generation,
    form,
    found: held.length - missed.length,
    missed,
    notHeld,
    absent: absent.length,
    violated: absent.filter((trace) => isViolated(analysis, trace)).map(({ what }) => what),
    headline: analysis.assessment.headline,
    aboveInfo: analysis.findings.filter(isAboveInfo).map(said),
    read: analysis.coverage.artifacts.filter(({ records }) => records > 0).map(({ id }) => id),
  };
}

const isHeld = ({ artifact, since }: PlantedTrace, generation: Generation, form: Form): boolean =>
  !(form === "plain" && isLeftOut(artifact, generation)) &&
  (since === undefined || GENERATIONS.indexOf(generation) >= GENERATIONS.indexOf(since));

export const said = ({ detection, indicators, severity, axis, isExperimental }: Finding): SaidFinding => ({
  what: detection?.id ?? indicators?.[0]?.type ?? "",
  severity,
  axis,
  isExperimental,
});
