import type { AcquisitionInfo } from "../model/acquisition.ts";
import { remembered } from "../model/remembered.ts";
import { compareNanoseconds, type EvidenceTime, nanosecondsOfIso, toIso } from "../model/time.ts";
import { parseLocal, timeInHour } from "./android-clock.ts";

/** A day's slack: the acquisition's own time is UTC, the line's the phone's. */
const SLACK = 86_400_000_000_000n;
const SHAPE = /^(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(?:[.:](\d{1,9}))?$/;
const HOUR_LENGTH = "07-01 12".length;
const IN_HOUR = /^.{8}:([0-5]\d):([0-5]\d)(?:[.:](\d{1,9}))?$/;

type Made = Pick<AcquisitionInfo, "made" | "zone">;

/**
 * `MM-DD HH:MM:SS.mmm` without a year, as logs write it: the latest year in which it does not lie after the acquisition. Without the
 * acquisition's own time it is no time.
 */
export function yearlessTime(text: string, { made, zone }: Made): EvidenceTime | undefined {
  if (made === undefined) return undefined;
  if (last?.made !== made || last.zone !== zone) last = lastOf(made, zone);
  const { end, beginOf } = last;
  if (!end) return undefined;
  const begin = beginOf(text.slice(0, HOUR_LENGTH));
  const match = begin === undefined ? undefined : IN_HOUR.exec(text);
  return begin === undefined || !match ? timeBefore(text, end, zone) : timeInHour(begin, match[1]!, match[2]!, match[3], text);
}

/** Until when a line can have been written. */
interface End {
  readonly nanoseconds: string;
  readonly year: number;
  /** No zone's clock shows a later day then. */
  readonly lastDay: string;
}

/** What was told last, and the seconds at which hours begin that lie whole in one year: every line of a log asks with the same acquisition. */
let last: (Made & { readonly end: End | undefined; readonly beginOf: (hour: string) => number | undefined }) | undefined;
/** Hours remembered: a log reaches back some days. */
const MAX_HOURS = 256;

function lastOf(made: string, zone: string | undefined): NonNullable<typeof last> {
  const end = endOf(made);
  return { made, ...(zone !== undefined && { zone }), end, beginOf: remembered((hour) => end && wholeHour(hour, end, zone), MAX_HOURS) };
}

/** Where both ends of an hour are of one year, and the zone does not change within it, so is what lies between them. */
function wholeHour(hour: string, end: End, zone: string | undefined): number | undefined {
  const [first, last] = ["00:00", "59:59.999999999"].map((rest) => timeBefore(`${hour}:${rest}`, end, zone));
  if (first?.clock !== "utc" || last?.clock !== "utc" || first.precision !== "second" || last.precision !== "nanosecond") return undefined;
  const [begin, over] = [first, last].map(({ earliest }) => Number(earliest.slice(0, -9)));
  return over! - begin! === 3_599 ? begin : undefined;
}

function timeBefore(text: string, { year: latest, lastDay, nanoseconds }: End, zone: string | undefined): EvidenceTime | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const monthAndDay = `${match[1]}-${match[2]}`;
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

function endOf(made: string): End | undefined {
  const nanoseconds = nanosecondsOfIso(made);
  if (nanoseconds === undefined) return undefined;
  const end = nanoseconds + SLACK;
  return { nanoseconds: String(end), year: Number(made.slice(0, 4)) + 1, lastDay: toIso(end + SLACK, "day").slice(0, 10) };
}
