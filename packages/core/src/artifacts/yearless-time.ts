import type { AcquisitionInfo } from "../model/acquisition.ts";
import { compareNanoseconds, type EvidenceTime, nanosecondsOfIso, toIso } from "../model/time.ts";
import { parseLocal } from "./android-clock.ts";

/** A day's slack: the acquisition's own time is UTC, the line's the phone's. */
const SLACK = 86_400_000_000_000n;
const SHAPE = /^(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(?:[.:](\d{1,9}))?$/;

/**
 * `MM-DD HH:MM:SS.mmm` without a year, as logs write it: the latest year in which it does not lie after the acquisition. Without the
 * acquisition's own time it is no time.
 */
export function yearlessTime(text: string, { made, zone }: Pick<AcquisitionInfo, "made" | "zone">): EvidenceTime | undefined {
  const match = SHAPE.exec(text);
  const end = made === undefined ? undefined : endOf(made);
  if (!match || end === undefined || made === undefined) return undefined;
  const monthAndDay = `${match[1]}-${match[2]}`;
  const { year: latest, lastDay, nanoseconds } = end;
  const clock = match[4] === undefined ? match[3]! : `${match[3]}.${match[4]}`;
  // The 29th of February exists each fourth year, or each eighth.
  for (let year = latest; year > latest - 10; year--) {
    const date = `${year}-${monthAndDay}`;
    if (date > lastDay) continue;
    const time = parseLocal(`${date} ${clock}`, zone);
    if (time && compareNanoseconds(time.earliest, nanoseconds) <= 0) return { ...time, raw: text };
  }
  return undefined;
}

/** Until when a line can have been written. */
interface End {
  readonly nanoseconds: string;
  readonly year: number;
  /** No zone's clock shows a later day then. */
  readonly lastDay: string;
}

/** A memory of one answer: every line of a log asks with the same acquisition. */
let remembered: { readonly made: string; readonly end: End | undefined } | undefined;

function endOf(made: string): End | undefined {
  if (remembered?.made === made) return remembered.end;
  const nanoseconds = nanosecondsOfIso(made);
  const end = nanoseconds === undefined ? undefined : nanoseconds + SLACK;
  remembered = {
    made,
    end:
      end === undefined
        ? undefined
        : { nanoseconds: String(end), year: Number(made.slice(0, 4)) + 1, lastDay: toIso(end + SLACK, "day").slice(0, 10) },
  };
  return remembered.end;
}
