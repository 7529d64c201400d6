import type { UnixSeconds } from "../../time.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, format);
  return format;
}

/** What a clock in the zone shows, digits only, in the order of the calendar. */
export interface Shown {
  readonly date: string;
  readonly time: string;
  readonly milliseconds: string;
}

/** The minutes of a zone's offset do not change within an hour: log lines ask for the same again and again. */
let lastHour = Number.NaN;
let lastZone = "";
let lastShown = "";

export function shown(at: UnixSeconds, zone: string): Shown {
  const hour = Math.floor(at / 3600);
  if (hour !== lastHour || zone !== lastZone) {
    lastShown = formatOf(zone).format(new Date(hour * 3_600_000));
    [lastHour, lastZone] = [hour, zone];
  }
  const inHour = at - hour * 3600;
  const startMinute = Number(lastShown.slice(14, 16));
  if (startMinute !== 0) return split(formatOf(zone).format(new Date(Math.floor(at) * 1000)), at);
  return split(`${lastShown.slice(0, 14)}${two(inHour / 60)}:${two(inHour % 60)}`, at);
}

const split = (text: string, at: UnixSeconds): Shown => ({
  date: text.slice(0, 10),
  time: text.slice(11, 19),
  milliseconds: String(Math.floor((at - Math.floor(at)) * 1000)).padStart(3, "0"),
});

const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");

/** "2025-07-01 12:00:00", as most of the system writes it. */
export const stamp = (at: UnixSeconds, zone: string): string => {
  const { date, time } = shown(at, zone);
  return `${date} ${time}`;
};

/** With milliseconds. */
export const fineStamp = (at: UnixSeconds, zone: string): string => `${stamp(at, zone)}.${shown(at, zone).milliseconds}`;

/** "07-01 12:00:00.000", as logcat writes it. */
export const logStamp = (at: UnixSeconds, zone: string): string => fineStamp(at, zone).slice(5);

/** "2025-07-01-12-00-00", as batterystats and file names have it. */
export const dashedStamp = (at: UnixSeconds, zone: string): string => stamp(at, zone).replace(/[ :]/g, "-");

/** "2h3m4s5ms", as android.util.TimeUtils writes a duration. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds * 1000));
  const [days, hours, minutes, rest] = [86_400_000, 3_600_000, 60_000, 1_000].map((unit, index, units) =>
    Math.floor((index === 0 ? total : total % units[index - 1]!) / unit),
  ) as [number, number, number, number];
  const parts = [
    days > 0 ? `${days}d` : "",
    days + hours > 0 ? `${hours}h` : "",
    days + hours + minutes > 0 ? `${minutes}m` : "",
    `${rest}s`,
  ];
  return `${parts.join("")}${total % 1000}ms`;
}
