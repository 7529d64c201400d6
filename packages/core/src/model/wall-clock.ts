import { remembered } from "./remembered.ts";
import { EARLIEST_PLAUSIBLE, type EvidenceTime, LATEST_PLAUSIBLE, type Precision } from "./time.ts";
import { type OffsetAt, offsetOf } from "./zone-offset.ts";

/**
 * Wall-clock times of Android's dumps. They carry no zone: the phone's own setting (persist.sys.timezone) tells it, as it stood when
 * the dump was made. A phone that has travelled since shows its past in the zone of today, which is what dumpstate does, too.
 * Zones are those of the host's tz database, the only one that Node and browsers share.
 */
export interface WallClock {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond?: number;
}

const [MILLISECOND, SECOND, MINUTE, DAY] = [1_000_000n, 1_000_000_000n, 60_000_000_000n, 86_400_000_000_000n];
const UNIT: Readonly<Record<Precision, bigint>> = {
  nanosecond: 1n,
  microsecond: 1_000n,
  millisecond: MILLISECOND,
  second: SECOND,
  minute: MINUTE,
  day: DAY,
  interval: 1n,
};
const DAY_MILLISECONDS = 86_400_000;
const QUARTER_HOUR = 900_000;

/** A moment of the phone's wall clock. Undefined where the calendar has no such day, or no phone shows such a year. */
export function localTime(fields: WallClock, precision: Precision, raw: string, zone: string | undefined): EvidenceTime | undefined {
  const wall = wallMilliseconds(fields);
  if (wall === undefined) return undefined;
  const instants = zone === undefined ? [] : instantsOf(wall, zone);
  const fraction = BigInt(fields.nanosecond ?? 0);
  // An hour that the zone skips was shown by a clock in some other zone.
  if (instants.length === 0) return timeOf([wall], fraction, precision, raw, { clock: "device-local", zoneSource: "assumed" });
  return timeOf(instants, fraction, precision, raw, { clock: "utc", zoneSource: "settings" });
}

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([+-])(\d\d):?(\d\d))?$/;

/** `YYYY-MM-DD HH:MM:SS`, with or without a fraction. Where an offset follows, as in tombstones, the zone is the text's own. */
export function parseLocal(text: string, zone: string | undefined): EvidenceTime | undefined {
  const raw = text.trim();
  return (zone !== undefined && parseWithin(raw, zone)) || parseAny(raw, zone);
}

const HOUR_LENGTH = "2025-07-01 12".length;
/** Hours remembered, of all zones. */
const MAX_HOURS = 256;
/** The second at which an hour of a zone begins, if its offset does not change within it: lines of a log ask for the same one again. */
const beginOf = remembered((hour: string) => plainHour(hour.slice(0, HOUR_LENGTH), hour.slice(HOUR_LENGTH)), MAX_HOURS);

const IN_HOUR = /^:([0-5]\d):([0-5]\d)(?:[.,](\d{1,9}))?$/;
type Written = "second" | "millisecond" | "microsecond" | "nanosecond";
/** Digits that a time of this precision leaves open. */
const ZEROS: Readonly<Record<Written, string>> = { second: "000000000", millisecond: "000000", microsecond: "000", nanosecond: "" };
const NINES: Readonly<Record<Written, string>> = { second: "999999999", millisecond: "999999", microsecond: "999", nanosecond: "" };

/** The same as the long way gives, where the hour was met before: no calendar, and no numbers of more digits than a double holds. */
function parseWithin(raw: string, zone: string): EvidenceTime | undefined {
  if (raw.length <= HOUR_LENGTH) return undefined;
  const begin = beginOf(`${raw.slice(0, HOUR_LENGTH)}${zone}`);
  const match = begin === undefined ? undefined : IN_HOUR.exec(raw.slice(HOUR_LENGTH));
  return begin === undefined || !match ? undefined : timeInHour(begin, match[1]!, match[2]!, match[3], raw);
}

/** A time of an hour that begins at this second, and whose zone does not change its clocks within it. */
export function timeInHour(begin: number, minute: string, second: string, fraction: string | undefined, raw: string): EvidenceTime {
  const precision = precisionOf(fraction);
  const open = NINES[precision];
  const known = `${begin + Number(minute) * 60 + Number(second)}${(fraction ?? "").padEnd(9 - open.length, "0")}`;
  return { earliest: known + ZEROS[precision], latest: known + open, precision, clock: "utc", zoneSource: "settings", raw };
}

function plainHour(text: string, zone: string): number | undefined {
  const [begin, end] = ["00:00", "59:59"].map((rest) => parseAny(`${text}:${rest}`, zone));
  if (begin?.clock !== "utc" || end?.clock !== "utc" || begin.precision !== "second" || end.precision !== "second") return undefined;
  const [first, last] = [begin, end].map(({ earliest }) => Number(earliest.slice(0, -9)));
  return last! - first! === 3_599 ? first : undefined;
}

function parseAny(raw: string, zone: string | undefined): EvidenceTime | undefined {
  const match = WRITTEN.exec(raw);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const nanosecond = Number((match[7] ?? "").padEnd(9, "0"));
  const fields = { year, month, day, hour, minute, second, nanosecond };
  const precision = precisionOf(match[7]);
  if (match[8] === undefined) return localTime(fields, precision, raw, zone);
  const wall = wallMilliseconds(fields);
  const offset = (match[8] === "-" ? -1 : 1) * (Number(match[9]) * 60 + Number(match[10])) * 60_000;
  return wall === undefined
    ? undefined
    : timeOf([wall - offset], BigInt(nanosecond), precision, raw, { clock: "utc", zoneSource: "explicit" });
}

function precisionOf(fraction: string | undefined): Written {
  if (fraction === undefined) return "second";
  if (fraction.length <= 3) return "millisecond";
  return fraction.length <= 6 ? "microsecond" : "nanosecond";
}

/** The wall clock as if it stood in UTC, in milliseconds; undefined where it is no time of day of the calendar. */
function wallMilliseconds({ year, month, day, hour, minute, second, nanosecond = 0 }: WallClock): number | undefined {
  const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!isTime || !(year >= 1990 && year < 2100) || !(nanosecond >= 0 && nanosecond < 1e9)) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() + (hour * 3600 + minute * 60 + second) * 1000;
}

type Clock = Pick<EvidenceTime, "clock" | "zoneSource">;

function timeOf(
  instants: readonly number[],
  fraction: bigint,
  unit: Precision,
  raw: string,
  { clock, zoneSource }: Clock,
): EvidenceTime | undefined {
  const [first, last] = [Math.min(...instants), Math.max(...instants)].map((instant) => BigInt(instant) * MILLISECOND + fraction);
  if (first! < EARLIEST_PLAUSIBLE || last! >= LATEST_PLAUSIBLE) return undefined;
  const precision = first === last ? unit : "interval";
  return { clock, earliest: String(first), latest: String(last! + UNIT[unit] - 1n), precision, raw, zoneSource };
}

/** The instants at which a clock in the zone shows this: one, two in the hour that exists twice, none in the one that is left out. */
function instantsOf(wall: number, zone: string): readonly number[] {
  const offsetAt = clockOf(zone);
  if (!offsetAt) return [];
  const offsets = new Set([wall - DAY_MILLISECONDS, wall + DAY_MILLISECONDS].map(offsetAt));
  return [...offsets].map((offset) => wall - offset).filter((instant) => wall - instant === offsetAt(instant));
}

/** Zones remembered at once, and quarters of an hour of each: what a dump of some weeks holds. */
const MAX_ZONES = 8;
const MAX_OFFSETS = 16_384;
/** A memory of what never changes: which calls came before makes no difference. */
const clockOf = remembered((zone: string): OffsetAt | undefined => {
  const offsetAt = offsetOf(zone);
  // Zones change at no moment but a quarter of an hour, and neighbouring lines ask for the same.
  const inQuarter = offsetAt && remembered((quarter: number) => offsetAt(quarter * QUARTER_HOUR), MAX_OFFSETS);
  return inQuarter && ((instant) => inQuarter(Math.floor(instant / QUARTER_HOUR)));
}, MAX_ZONES);
