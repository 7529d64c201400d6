import type { AcquisitionInfo } from "../model/acquisition.ts";
import { type EvidenceTime, nanosecondsOfIso } from "../model/time.ts";
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
  const end = made === undefined ? undefined : nanosecondsOfIso(made);
  if (!match || end === undefined || made === undefined) return undefined;
  const [, month, day, clock, fraction] = match;
  const latest = Number(made.slice(0, 4)) + 1;
  // The 29th of February exists each fourth year, or each eighth.
  for (let year = latest; year > latest - 10; year--) {
    const time = parseLocal(`${year}-${month}-${day} ${clock}${fraction === undefined ? "" : `.${fraction}`}`, zone);
    if (time && BigInt(time.earliest) <= end + SLACK) return { ...time, raw: text };
  }
  return undefined;
}
