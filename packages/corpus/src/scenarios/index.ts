import attempted from "./attempted.ts";
import beta from "./beta.ts";
import browsing from "./browsing.ts";
import clean from "./clean.ts";
import communication from "./communication.ts";
import compromised from "./compromised.ts";
import jailbroken from "./jailbroken.ts";
import justUpdated from "./just-updated.ts";
import lureOnly from "./lure-only.ts";
import managed from "./managed.ts";
import newPhone from "./new-phone.ts";
import planted from "./planted.ts";
import plantedAndCompromised from "./planted-and-compromised.ts";
import researcherAndCompromised from "./researcher-and-compromised.ts";
import restored from "./restored.ts";
import type { Scenario } from "./scenario.ts";
import settings from "./settings.ts";
import storageFull from "./storage-full.ts";
import triangulation from "./triangulation.ts";
import wiped from "./wiped.ts";

/** Every phone of the corpus, from nothing to something. */
export const scenarios: readonly Scenario[] = [
  clean,
  restored,
  newPhone,
  justUpdated,
  storageFull,
  managed,
  jailbroken,
  beta,
  wiped,
  planted,
  lureOnly,
  communication,
  browsing,
  settings,
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
