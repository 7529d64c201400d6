import type { EvidenceTime } from "../../../model/time.ts";
import { localTime } from "../../../model/wall-clock.ts";

const STEP_NANOSECONDS = 2_000_000_000n;

/**
 * A date and time of MS-DOS: years from 1980, seconds in steps of two (APPNOTE 4.4.6). Dumpstate writes each file's own time so, by the
 * phone's wall clock (AOSP libziparchive, ZipWriter::StartEntryWithTime).
 */
export function memberTime(dosTime: number, zone: string | undefined): EvidenceTime | undefined {
  const [date, time] = [dosTime >>> 16, dosTime & 0xffff];
  const fields = {
    year: 1980 + (date >>> 9),
    month: (date >>> 5) & 15,
    day: date & 31,
    hour: time >>> 11,
    minute: (time >>> 5) & 63,
    second: (time & 31) * 2,
  };
  const two = (value: number): string => String(value).padStart(2, "0");
  const raw = `${fields.year}-${two(fields.month)}-${two(fields.day)} ${two(fields.hour)}:${two(fields.minute)}:${two(fields.second)}`;
  const begin = localTime(fields, "second", raw, zone);
  return begin && { ...begin, latest: String(BigInt(begin.earliest) + STEP_NANOSECONDS - 1n), precision: "interval" };
}
