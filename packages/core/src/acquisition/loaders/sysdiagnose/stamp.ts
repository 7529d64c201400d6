import { fromUnixSeconds, isoOf } from "../../../model/time.ts";

/** What a sysdiagnose's name tells: when it was begun, in which zone, by which build. */
export interface Stamp {
  /** ISO 8601 UTC. */
  readonly made: string;
  /** As an offset, `+02:00`: the zone of every time in the archive that names none. */
  readonly zone: string;
  readonly osBuild?: string;
}

/** `sysdiagnose_2023.05.24_13-29-15-0700_iPhone-OS_iPhone_20F66`; the folder under way has the same behind IN_PROGRESS_. */
const STAMP =
  /sysdiagnose_(\d{4})\.(\d\d)\.(\d\d)_(\d\d)-(\d\d)-(\d\d)([+-]\d\d)(\d\d)(?:_[A-Za-z]+-OS_[A-Za-z]+_(\d{2}[A-Z]\d{1,5}[a-z]?)(?![0-9A-Za-z]))?/;

/** The first stamp in a text: a file's name, or the collector's own log, which nobody renames. */
export function stampIn(text: string): Stamp | undefined {
  const [, year, month, day, hour, minute, second, hours, minutes, osBuild] = STAMP.exec(text) ?? [];
  if (year === undefined) return undefined;
  const zone = `${hours}:${minutes}`;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  const time = Number.isNaN(milliseconds) ? undefined : fromUnixSeconds(milliseconds / 1000);
  return time && { made: isoOf(time), zone, ...(osBuild !== undefined && { osBuild }) };
}
