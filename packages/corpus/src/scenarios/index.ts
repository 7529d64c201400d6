import attempted from "./attempted.ts";
import browsing from "./browsing.ts";
import clean from "./clean.ts";
import communication from "./communication.ts";
import compromised from "./compromised.ts";
import justUpdated from "./just-updated.ts";
import lureOnly from "./lure-only.ts";
import planted from "./planted.ts";
import plantedAndCompromised from "./planted-and-compromised.ts";
import researcherAndCompromised from "./researcher-and-compromised.ts";
import restored from "./restored.ts";
import type { Scenario } from "./scenario.ts";
import triangulation from "./triangulation.ts";
import wiped from "./wiped.ts";

/** Every phone of the corpus, from nothing to something. */
export const scenarios: readonly Scenario[] = [
  clean,
  restored,
  justUpdated,
  wiped,
  planted,
  lureOnly,
  communication,
  browsing,
  attempted,
  compromised,
  triangulation,
  plantedAndCompromised,
  researcherAndCompromised,
];

export function scenario(id: string): Scenario {
  const found = scenarios.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no scenario "${id}"; there are ${scenarios.map((known) => known.id).join(", ")}`);
  return found;
}
