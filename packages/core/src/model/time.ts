import * as v from "valibot";

/**
 * A moment as evidence tells it. Never a bare number: who wrote the clock, in which zone, how finely, and what stood there.
 * `earliest` and `latest` are nanoseconds since 1970-01-01 (by that clock) as decimal text, so that no digit is lost in JSON.
 * See docs/time.md. Where there are many, the members are made in the order in which they are written (model/json.ts).
 */
export const EvidenceTimeSchema = v.strictObject({
  earliest: v.pipe(v.string(), v.regex(/^-?\d+$/), v.description("Nanoseconds since 1970-01-01, decimal text")),
  latest: v.pipe(v.string(), v.regex(/^-?\d+$/), v.description("Nanoseconds since 1970-01-01, decimal text")),
  precision: v.picklist(["nanosecond", "microsecond", "millisecond", "second", "minute", "day", "interval"]),
  clock: v.pipe(v.picklist(["utc", "device-local", "host", "powerlog"]), v.description("Whose clock wrote it")),
  zoneSource: v.pipe(v.picklist(["explicit", "archive-default", "settings", "given", "assumed"]), v.description("How the zone is known")),
  raw: v.pipe(v.string(), v.description("What stood in the evidence")),
});
export type EvidenceTime = Readonly<v.InferOutput<typeof EvidenceTimeSchema>>;
export type Precision = EvidenceTime["precision"];

/** A span of time that something covers, as ISO 8601 UTC. Absent ends are unknown, not open. */
export const TimeSpanSchema = v.strictObject({ from: v.optional(v.string()), to: v.optional(v.string()) });
export type TimeSpan = Readonly<v.InferOutput<typeof TimeSpanSchema>>;

const SECOND = 1_000_000_000n;
const UNIT: Readonly<Record<Precision, bigint>> = {
  nanosecond: 1n,
  microsecond: 1_000n,
  millisecond: 1_000_000n,
  second: SECOND,
  minute: 60n * SECOND,
  day: 86_400n * SECOND,
  interval: 1n,
};

/** Seconds from 1970 to 2001-01-01, the epoch of Apple's absolute time (CFAbsoluteTime). */
const APPLE_EPOCH_SECONDS = 978_307_200n;
/** Seconds from 1601-01-01 to 1970, the epoch of WebKit's and Chromium's microseconds. */
const WEBKIT_EPOCH_SECONDS = 11_644_473_600n;
/** What no phone's clock shows is no time: before 1990, from 2100 on. */
export const EARLIEST_PLAUSIBLE = 631_152_000n * SECOND;
export const LATEST_PLAUSIBLE = 4_102_444_800n * SECOND;
/** In Apple's epoch: seconds stay below this until 2100, nanoseconds reach it in May 2001; between the two lies no unit in use. */
const APPLE_SECONDS_END = 3_124_137_600;
const APPLE_NANOSECONDS_BEGIN = 10_000_000_000_000_000n;

type Numeric = number | bigint;

const within = (nanoseconds: bigint, precision: Precision, raw: string): EvidenceTime | undefined => {
  if (nanoseconds < EARLIEST_PLAUSIBLE || nanoseconds >= LATEST_PLAUSIBLE) return undefined;
  const earliest = String(nanoseconds);
  const latest = UNIT[precision] === 1n ? earliest : String(nanoseconds + UNIT[precision] - 1n);
  return { clock: "utc", earliest, latest, precision, raw, zoneSource: "explicit" };
};

/** Whole and fractional seconds to nanoseconds. A double near today holds a fraction of a microsecond, not more. */
const secondsToNanoseconds = (seconds: Numeric): bigint => {
  if (typeof seconds === "bigint") return seconds * SECOND;
  const whole = Math.floor(seconds);
  return BigInt(whole) * SECOND + BigInt(Math.round((seconds - whole) * 1e6)) * 1_000n;
};

const isTime = (value: Numeric): boolean => value !== 0 && value !== 0n && (typeof value === "bigint" || Number.isFinite(value));
const precisionOf = (value: Numeric): Precision => (typeof value === "bigint" || Number.isInteger(value) ? "second" : "microsecond");

/** Seconds since 1970-01-01 UTC. Zero and what lies outside 1990–2100 is no time. */
export function fromUnixSeconds(seconds: Numeric): EvidenceTime | undefined {
  if (!isTime(seconds) || Math.abs(Number(seconds)) > 1e11) return undefined;
  return within(secondsToNanoseconds(seconds), precisionOf(seconds), String(seconds));
}

/** Milliseconds since 1970-01-01 UTC (Java's and JavaScript's clock). */
export function fromUnixMilliseconds(milliseconds: Numeric): EvidenceTime | undefined {
  if (!isTime(milliseconds) || Math.abs(Number(milliseconds)) > 1e14) return undefined;
  return within(BigInt(Math.trunc(Number(milliseconds))) * 1_000_000n, "millisecond", String(milliseconds));
}

/** Nanoseconds since 1970-01-01 UTC. */
export function fromUnixNanoseconds(nanoseconds: bigint): EvidenceTime | undefined {
  return nanoseconds === 0n ? undefined : within(nanoseconds, "nanosecond", String(nanoseconds));
}

/**
 * A column that counts from 2001-01-01 UTC, in seconds (whole or not) or, since iOS 11, in nanoseconds: the magnitude tells which.
 * Zero means the epoch and therefore nothing.
 */
export function fromAppleTime(value: Numeric): EvidenceTime | undefined {
  if (!isTime(value)) return undefined;
  const size = Math.abs(Number(value));
  const raw = String(value);
  if (size < APPLE_SECONDS_END) return within(APPLE_EPOCH_SECONDS * SECOND + secondsToNanoseconds(value), precisionOf(value), raw);
  if (size > Number.MAX_SAFE_INTEGER * 1024) return undefined;
  const nanoseconds = typeof value === "bigint" ? value : BigInt(Math.round(value));
  if (nanoseconds < APPLE_NANOSECONDS_BEGIN) return undefined;
  return within(APPLE_EPOCH_SECONDS * SECOND + nanoseconds, "nanosecond", raw);
}

/** Microseconds since 1601-01-01 UTC (Chromium's databases). */
export function fromWebKitMicroseconds(value: Numeric): EvidenceTime | undefined {
  if (!isTime(value) || Math.abs(Number(value)) > 1e18) return undefined;
  const microseconds = typeof value === "bigint" ? value : BigInt(Math.round(value));
  return within((microseconds - WEBKIT_EPOCH_SECONDS * 1_000_000n) * 1_000n, "microsecond", String(value));
}

/** A time that lies between two others (an undated entry bounded by its neighbours). */
export function between(earliest: EvidenceTime, latest: EvidenceTime, raw: string): EvidenceTime {
  return { ...earliest, latest: latest.latest, precision: "interval", raw };
}

const DIGITS: Readonly<Record<Precision, number>> = {
  nanosecond: 9,
  interval: 6,
  microsecond: 6,
  millisecond: 3,
  second: 0,
  minute: 0,
  day: 0,
};

/** ISO 8601 in UTC, with as many decimals as the time is precise to (at least none, at most nine). */
export function toIso(nanoseconds: string | bigint, precision: Precision = "microsecond"): string {
  const [seconds, rest] = splitSeconds(typeof nanoseconds === "string" ? nanoseconds : String(nanoseconds));
  const digits = DIGITS[precision];
  return digits === 0 ? `${isoOfSeconds(seconds)}Z` : `${isoOfSeconds(seconds)}.${rest.slice(0, digits)}Z`;
}

const MINUS = 45;

/** Of nanoseconds, rounded down. */
export const wholeSeconds = (nanoseconds: string): number => {
  if (nanoseconds.length > 9 && nanoseconds.charCodeAt(0) !== MINUS) return Number(nanoseconds.slice(0, -9));
  return splitSeconds(nanoseconds)[0];
};

/** Whole seconds, rounded down, and nine digits. Text is cut and not reckoned with: a timeline asks for every line of it. */
function splitSeconds(nanoseconds: string): [seconds: number, rest: string] {
  if (nanoseconds.length > 9 && nanoseconds.charCodeAt(0) !== MINUS) return [Number(nanoseconds.slice(0, -9)), nanoseconds.slice(-9)];
  const total = BigInt(nanoseconds);
  const seconds = total >= 0n ? total / SECOND : (total - SECOND + 1n) / SECOND;
  return [Number(seconds), String(total - seconds * SECOND).padStart(9, "0")];
}

const DAY_SECONDS = 86_400;
/** The day that was written last; lines in order of time ask for the same one again. */
let lastDay = Number.NaN;
let lastDate = "";

function isoOfSeconds(seconds: number): string {
  const day = Math.floor(seconds / DAY_SECONDS);
  if (day !== lastDay) {
    lastDate = new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 11);
    lastDay = day;
  }
  const ofDay = seconds - day * DAY_SECONDS;
  return `${lastDate}${twoDigits(ofDay / 3600)}:${twoDigits((ofDay / 60) % 60)}:${twoDigits(ofDay % 60)}`;
}

const twoDigits = (value: number): string => (value < 10 ? `0${Math.floor(value)}` : String(Math.floor(value)));

/** The instant of an ISO 8601 UTC date or date and time, in nanoseconds; undefined when it is not one. */
export function nanosecondsOfIso(text: string): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z)?$/.exec(text);
  if (!match) return undefined;
  const milliseconds = Date.parse(`${match[1]}T${match[2] ?? "00:00:00"}Z`);
  return Number.isNaN(milliseconds) ? undefined : BigInt(milliseconds) * 1_000_000n + BigInt((match[3] ?? "").padEnd(9, "0"));
}

export const isoOf = (time: EvidenceTime): string => toIso(time.earliest, time.precision);

type Instants = Pick<EvidenceTime, "earliest" | "latest">;

/** Orders by the earliest instant, then by the latest. */
export function compareTimes(a: Instants, b: Instants): number {
  return compareNanoseconds(a.earliest, b.earliest) || compareNanoseconds(a.latest, b.latest);
}

/** Decimal texts of one length and without a sign are in the order of their numbers: all times of phones are. */
export function compareNanoseconds(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length === b.length && a.charCodeAt(0) !== MINUS && b.charCodeAt(0) !== MINUS) return a < b ? -1 : 1;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
