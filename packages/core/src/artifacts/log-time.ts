import { type EvidenceTime, fromUnixSeconds } from "../model/time.ts";

/** `2024-05-01 09:30:00+0200`, as Apple's daemons write it: explicit, to the second. */
const WITH_OFFSET = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?\s?([+-])(\d\d):?(\d\d)/;

/** The time that a line begins with, where it names its offset from UTC. */
export function timeWithOffset(text: string): EvidenceTime | undefined {
  const [raw, year, month, day, hour, minute, second, sign, hours, minutes] = WITH_OFFSET.exec(text) ?? [];
  if (raw === undefined) return undefined;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`);
  const time = Number.isNaN(milliseconds) ? undefined : fromUnixSeconds(milliseconds / 1000);
  return time && { ...time, raw };
}
