import type { Pack } from "../model/indicator.ts";
import { compareText } from "../model/json.ts";

/** A set, or what a case says of one. */
interface Dated {
  readonly date?: string | undefined;
  readonly checked?: string | undefined;
}

/** The knowledge of a set is of the day its publisher last changed it, or of the day the publisher was asked and had nothing newer. */
export const knowledgeDate = ({ date, checked }: Dated): string | undefined =>
  [date, checked]
    .flatMap((day) => day?.slice(0, 10) ?? [])
    .sort(compareText)
    .at(-1);

/** Of the sets of mercenary spyware that Bridle vouches for, its own and those that the update fetched: the newest day. */
export const mercenaryDate = (packs: readonly (Dated & Pick<Pack, "origin" | "class">)[]): string | undefined =>
  packs
    .filter(({ origin, class: packClass }) => (origin === "default" || origin === "updated") && packClass === "mercenary")
    .flatMap((pack) => knowledgeDate(pack) ?? [])
    .sort(compareText)
    .at(-1);
