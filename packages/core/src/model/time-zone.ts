import { offsetOf, unlessNoZone } from "./zone-offset.ts";

/** Zones as people name them: by a name of the tz database ("Europe/Belgrade") or as an offset ("+02:00"). */

const OFFSET = /^([+-])(\d\d?)(?::?(\d\d))?$/;
/** No clock on Earth is further from UTC than these; more is a slip of the finger. */
const [MOST_WEST, MOST_EAST] = [-12 * 60, 14 * 60];

/** The zone as it is used and written down; undefined where nobody has such a zone. */
export function namedZone(text: string): string | undefined {
  const given = text.trim();
  const offset = OFFSET.exec(given);
  if (offset) return offsetZone(offset[1]!, Number(offset[2]), Number(offset[3] ?? 0));
  return /^[A-Za-z]/.test(given) && isKnownZone(given) ? given : undefined;
}

function offsetZone(sign: string, hours: number, minutes: number): string | undefined {
  const total = (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
  if (minutes > 59 || total < MOST_WEST || total > MOST_EAST) return undefined;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${sign}${two(hours)}:${two(minutes)}`;
}

/** Whether two zones show one clock: the same zone by whichever of its names, or the same time of day at that instant. */
export function isSameClock(a: string, b: string, at: string | undefined): boolean {
  const names = [resolved(a), resolved(b)];
  if (names[0] !== undefined && names[0] === names[1]) return true;
  return at !== undefined && names.every((name) => name !== undefined) && clockIn(a, at) === clockIn(b, at);
}

/** Whether the host's tz database knows it. */
export const isKnownZone = (zone: string): boolean => offsetOf(zone) !== undefined;

/** One name for all that a zone has; undefined where the host's tz database knows none such. */
const resolved = (zone: string): string | undefined => formatIn(zone)?.resolvedOptions().timeZone;

const clockIn = (zone: string, iso: string): string | undefined => formatIn(zone)?.format(Date.parse(iso));

const formatIn = (timeZone: string): Intl.DateTimeFormat | undefined =>
  unlessNoZone(() => new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", { timeZone, dateStyle: "short", timeStyle: "medium" }));
