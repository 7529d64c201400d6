import { message } from "../model/message.ts";
import { isKnownZone, isSameClock } from "../model/time-zone.ts";
import type { Acquisition, Problem } from "./loader.ts";

/**
 * The phone's zone as a person gave it (--timezone), for an acquisition that tells none. Where it tells one, evidence is believed and a
 * contradiction is told: a zone that was mistyped would move every time of the report.
 */
export function withGivenZone(acquisition: Acquisition, given: string | undefined): Acquisition {
  if (given === undefined) return acquisition;
  const { zone: stated, made } = acquisition.info;
  if (stated !== undefined && isKnownZone(stated)) {
    if (isSameClock(stated, given, made)) return acquisition;
    return withProblem(acquisition, { problem: message("acquisition/zone-differs", { given, stated }) });
  }
  const told =
    stated === undefined
      ? message("acquisition/zone-given", { zone: given })
      : message("acquisition/zone-not-known", { stated, zone: given });
  return { ...withProblem(acquisition, { problem: told }), info: { ...acquisition.info, zone: given, zoneSource: "given" } };
}

const withProblem = (acquisition: Acquisition, problem: Problem): Acquisition => ({
  ...acquisition,
  problems: [problem, ...acquisition.problems],
});
