import type { AcquisitionInfo } from "../model/acquisition.ts";
import { message } from "../model/message.ts";
import type { ArtifactCoverage } from "../model/outcome.ts";
import type { CaseView } from "./case-view.ts";
import { artifactInWords, kindInWords } from "./facts.ts";
import type { Say } from "./say.ts";

/** How a report tells the acquisitions of one phone apart: by their numbers in the case. Where there is one, nothing is told of it. */

type Acquisitions = readonly AcquisitionInfo[];

/** From 1; undefined in a case of one acquisition, and for an id that is not of the case. */
export function numberOf(acquisitions: Acquisitions, id: string | undefined): number | undefined {
  const index = acquisitions.length > 1 ? acquisitions.findIndex((acquisition) => acquisition.id === id) : -1;
  return index < 0 ? undefined : index + 1;
}

/** "Acquisition 2 (Android bug report)". */
export function acquisitionInWords(acquisitions: Acquisitions, id: string | undefined, say: Say): string | undefined {
  const number = numberOf(acquisitions, id);
  return number === undefined
    ? undefined
    : say(message("report/acquisition-numbered", { number, kind: kindInWords(acquisitions[number - 1]!, say) }));
}

/** The title of a source, and of which acquisition. */
export function sourceInWords(view: CaseView, { id, acquisition }: Pick<ArtifactCoverage, "id" | "acquisition">, say: Say): string {
  const number = numberOf(view.case.acquisitions, acquisition);
  const source = artifactInWords(id, say);
  return number === undefined ? source : say(message("report/source-of-acquisition", { source, number }));
}

/** Whether several are of one phone by what they say, or by somebody's word. */
export const relationInWords = ({ acquisitions, samePhone }: CaseView["case"], say: Say): string | undefined =>
  acquisitions.length < 2 ? undefined : say(message(samePhone === "confirmed" ? "same-phone/confirmed" : "same-phone/by-word"));
