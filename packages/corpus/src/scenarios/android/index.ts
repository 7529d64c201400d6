import clean from "./clean.ts";
import impostor from "./impostor.ts";
import novispy from "./novispy.ts";
import type { AndroidScenario } from "./scenario.ts";
import stalkerware from "./stalkerware.ts";
import wiped from "./wiped.ts";

/** Every Android phone of the corpus. */
export const androidScenarios: readonly AndroidScenario[] = [clean, wiped, stalkerware, novispy, impostor];

export function androidScenario(id: string): AndroidScenario {
  const found = androidScenarios.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no Android scenario "${id}"; there are ${androidScenarios.map((known) => known.id).join(", ")}`);
  return found;
}
