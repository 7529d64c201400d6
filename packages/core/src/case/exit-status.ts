import type { Headline } from "../model/assessment.ts";

/** Exit statuses of design 5.1. A script may rely on them; Node's and commander's own defaults are overridden. */
export const EXIT = {
  nothingMatched: 0,
  somethingIndicated: 1,
  nothingExamined: 2,
  inconclusive: 3,
  internalError: 70,
  interrupted: 130,
} as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const BY_HEADLINE: Readonly<Record<Headline, ExitStatus>> = {
  "compromise-indicated": EXIT.somethingIndicated,
  "attempt-indicated": EXIT.somethingIndicated,
  "targeting-indicated": EXIT.somethingIndicated,
  "review-recommended": EXIT.somethingIndicated,
  "nothing-matched": EXIT.nothingMatched,
  inconclusive: EXIT.inconclusive,
};

/** A function of the headline. `--only` never gives 0: the floor table says so already, and this says it again. */
export const statusOf = (headline: Headline, isNarrowed: boolean): ExitStatus => {
  const status = BY_HEADLINE[headline];
  return status === EXIT.nothingMatched && isNarrowed ? EXIT.inconclusive : status;
};

/** What several cases make together: an interruption first, then 1 before 70 before 2 before 3 before 0. */
const PRECEDENCE: readonly ExitStatus[] = [
  EXIT.interrupted,
  EXIT.somethingIndicated,
  EXIT.internalError,
  EXIT.nothingExamined,
  EXIT.inconclusive,
  EXIT.nothingMatched,
];

export const combined = (statuses: readonly ExitStatus[]): ExitStatus =>
  PRECEDENCE.find((status) => statuses.includes(status)) ?? EXIT.nothingExamined;
