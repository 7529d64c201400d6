import type { TextLine } from "../formats/text/read-lines.ts";
import { ownText } from "../model/own-text.ts";
import { EARLIEST_PLAUSIBLE, type EvidenceTime, LATEST_PLAUSIBLE } from "../model/time.ts";
import { timeOfStamp } from "./android/battery-daily.ts";
import type { BatteryEvent } from "./android/battery-history.ts";
import { localTime } from "./android-clock.ts";
import { packageOf } from "./android-components.ts";
import { millisecondsOf } from "./app-ops-dump.ts";
import type { ParseContext } from "./artifact.ts";
import { uidOf } from "./dumpsys-text.ts";
import type { Found, LineReader } from "./linewise.ts";
import { optional } from "./optional-field.ts";

/**
 * The lines of "Battery History" (BatteryStats.HistoryPrinter): a time, the length of the record, the level, then states and events,
 * several to a line. The time counts from the beginning of the history; what the clock showed stands in TIME and RESET:TIME. Newer
 * systems print the clock itself, without its year.
 */
const TITLE = /^Battery History\b/;
const LINE = /^\s*(\+? {0,40}[0-9dhms]{1,40}|\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?) \(\d{1,9}\) (?:\d+ )?(.*)$/;
const ANCHOR = /(?:RESET:)?TIME: (\d{4}(?:-\d\d){5}(?:-\d{1,3})?)/;
const RESTARTS = /RESET:TIME: /;
const CLOCK = /^(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?$/;
/** `+top=u0a12:"com.example"`, `-camera`, `pkgunin=10123:"com.example"`, `plugged=usb`. */
const EVENT = /(?:^|\s)([+-]?)([a-z][a-z_]{1,31})(?:=(?:([a-z0-9]{1,20}):"([^"]{0,1024})"|(\S{1,64})))?(?=\s|$)/g;
/** Events of an app (HISTORY_EVENT_NAMES) and states of the phone (HISTORY_STATE_DESCRIPTIONS) that say something of what was done with it. */
const OF_APPS = new Set([
  "proc",
  "fg",
  "top",
  "job",
  "sync",
  "active",
  "pkginst",
  "pkgunin",
  "pkginactive",
  "pkgactive",
  "wakeupap",
  "longwake",
]);
const OF_PHONE = new Set(["audio", "camera", "video", "usb_data", "plugged", "flashlight", "phone_in_call", "user", "userfg"]);
/** Most lines tell of other things: a radio that wakes, a voltage. */
const TELLING = new RegExp(`\\s[+-]?(?:${[...OF_APPS, ...OF_PHONE].join("|")})(?=[\\s=]|$)|TIME: `);
/** Of these the number before the name is a version. */
const WITHOUT_UID = new Set(["pkginst", "pkgunin"]);
const PHASES = { "+": "begins", "-": "ends", "": "moment" } as const;
const MAX_EVENTS_PER_LINE = 256;

/** What the clock showed, so many milliseconds after the history began. */
interface Anchor {
  readonly shown: EvidenceTime;
  readonly earliest: Instant;
  readonly latest: Instant;
  readonly year: number;
  readonly month: number;
  readonly elapsed: number;
}

export function batteryHistoryReader(found: Found<BatteryEvent>, context: ParseContext): LineReader {
  let isHistory = false;
  let anchor: Anchor | undefined;
  const eventsOf = rememberEvents();
  return {
    see(line) {
      const { text } = line;
      if (TITLE.test(text)) {
        isHistory = true;
        anchor = undefined;
        return;
      }
      if (isHistory && /^\S/.test(text)) isHistory = LINE.test(text);
      const match = isHistory && TELLING.test(text) ? LINE.exec(text) : null;
      if (!match) return;
      const when = match[1]!;
      const rest = match[2]!;
      const shown = anchorOf(when, rest, context);
      if (shown && anchor && !CLOCK.test(when) && !RESTARTS.test(rest)) seeClock(found, line, anchor, shown);
      anchor = shown ?? anchor;
      const events = eventsOf(rest);
      if (events.length === 0) return;
      const happened = momentOf(when, anchor, context);
      for (let at = 0; at < events.length; at++) found(line, happened ? { ...events[at]!, happened } : events[at]!);
    },
  };
}

/** The clock is corrected by seconds, and an hour lies between summer and winter: what goes back further was set back. */
const SET_BACK_MILLISECONDS = 2 * 3_600_000;

/** The history does not count while a phone is off, so that its clock jumps forward at each start; back it goes when it is set. */
function seeClock(found: Found<BatteryEvent>, line: TextLine, before: Anchor, { shown, earliest, latest, elapsed }: Anchor): void {
  const passed = elapsed - before.elapsed;
  const expected = before.earliest.milliseconds + passed;
  if (passed < 0 || expected - latest.milliseconds < SET_BACK_MILLISECONDS) return;
  const seconds = Math.round((expected - earliest.milliseconds) / 1000);
  found(line, { batteryEvent: "clock", phase: "moment", detail: `-${seconds}s`, happened: shown });
}

/** A sign and blanks, which pad the times of newer systems, stand before the number. */
const elapsedOf = (when: string): number => millisecondsOf(when, Math.max(when.lastIndexOf("+"), when.lastIndexOf(" ")) + 1) ?? 0;

function anchorOf(when: string, rest: string, { acquisition }: ParseContext): Anchor | undefined {
  if (!rest.includes("TIME: ")) return undefined;
  const stamp = ANCHOR.exec(rest)?.[1];
  const shown = stamp === undefined ? undefined : timeOfStamp(stamp, acquisition.zone);
  if (stamp === undefined || !shown) return undefined;
  const [earliest, latest] = [instantOf(shown.earliest), instantOf(shown.latest)];
  return { shown, earliest, latest, year: Number(stamp.slice(0, 4)), month: Number(stamp.slice(5, 7)), elapsed: elapsedOf(when) };
}

/** Before the first anchor nothing is known of the time. A month before the anchor's is of the next year. */
function momentOf(when: string, anchor: Anchor | undefined, { acquisition }: ParseContext): EvidenceTime | undefined {
  if (!anchor) return undefined;
  const clock = CLOCK.exec(when);
  if (!clock) return later(anchor, elapsedOf(when) - anchor.elapsed, when);
  const [month, day, hour, minute, second] = clock.slice(1, 6).map(Number) as [number, number, number, number, number];
  const year = month < anchor.month ? anchor.year + 1 : anchor.year;
  const nanosecond = Number((clock[6] ?? "").padEnd(3, "0")) * 1_000_000;
  return localTime({ year, month, day, hour, minute, second, nanosecond }, "millisecond", when, acquisition.zone);
}

/** So many milliseconds after the anchor; no time where no phone's clock can have shown it. */
function later({ shown, earliest, latest }: Anchor, milliseconds: number, raw: string): EvidenceTime | undefined {
  const first = earliest.milliseconds + milliseconds;
  const last = latest.milliseconds + milliseconds;
  if (!(first >= EARLIEST_MILLISECONDS && last < LATEST_MILLISECONDS)) return undefined;
  const { precision, clock, zoneSource } = shown;
  return { clock, earliest: `${first}${earliest.digits}`, latest: `${last}${latest.digits}`, precision, raw, zoneSource };
}

/** Nanoseconds cut at the millisecond, whose number a double holds: a history counts in milliseconds, and the digits behind stay. */
interface Instant {
  readonly milliseconds: number;
  readonly digits: string;
}
const DIGITS_BELOW_MILLISECOND = 6;
const [EARLIEST_MILLISECONDS, LATEST_MILLISECONDS] = [EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE].map(
  (nanoseconds) => instantOf(String(nanoseconds)).milliseconds,
) as [number, number];

function instantOf(nanoseconds: string): Instant {
  return {
    milliseconds: Number(nanoseconds.slice(0, -DIGITS_BELOW_MILLISECOND)),
    digits: nanoseconds.slice(-DIGITS_BELOW_MILLISECOND),
  };
}

type Untimed = Omit<BatteryEvent, "happened">;

/** What lines tell behind the level: some hundred apps come and go thousands of times. */
const MAX_REMEMBERED = 1_024;
/** Longer ones, as states that come together, are hardly told twice. */
const MAX_REMEMBERED_LENGTH = 128;

function rememberEvents(): (rest: string) => readonly Untimed[] {
  const known = new Map<string, readonly Untimed[]>();
  return (rest) => {
    const before = known.get(rest);
    if (before) return before;
    if (rest.length > MAX_REMEMBERED_LENGTH) return eventsIn(rest);
    if (known.size >= MAX_REMEMBERED) known.clear();
    const own = ownText(rest);
    const events = eventsIn(own);
    known.set(own, events);
    return events;
  };
}

function eventsIn(rest: string): readonly Untimed[] {
  const events: Untimed[] = [];
  for (const match of rest.matchAll(EVENT)) {
    const [, sign, name, uid, quoted, word] = match as unknown as [string, keyof typeof PHASES, string, ...(string | undefined)[]];
    const isOfApp = OF_APPS.has(name);
    if (!isOfApp && !OF_PHONE.has(name)) continue;
    if (events.length === MAX_EVENTS_PER_LINE) break;
    events.push({
      batteryEvent: name,
      phase: PHASES[sign],
      ...optional("uid", uid === undefined || WITHOUT_UID.has(name) ? undefined : uidOf(uid)),
      ...optional("packageName", isOfApp && quoted !== undefined ? packageIn(name, quoted) : undefined),
      ...optional("detail", quoted ?? word),
    });
  }
  return events;
}

/** Names of processes, among them the system's own; the others are of packages, `android` too. */
const OF_PROCESSES = new Set(["proc", "fg"]);
/** A job may have a namespace and a trace tag before its component (JobStatus.getBatteryName). */
const JOB_PREFIX = /^(?:@[^@]{0,255}@|#[^#]{0,255}#)+/;

function packageIn(name: string, quoted: string): string | undefined {
  if (OF_PROCESSES.has(name)) return packageOf(quoted);
  const rest = /^[@#]/.test(quoted) ? quoted.replace(JOB_PREFIX, "") : quoted;
  const slash = rest.indexOf("/");
  const written = slash < 0 ? rest : rest.slice(0, slash);
  return /^[A-Za-z][\w.]{0,254}$/.test(written) ? written : undefined;
}
