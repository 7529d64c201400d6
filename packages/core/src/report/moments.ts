import type { Finding } from "../model/finding.ts";
import { compareText } from "../model/json.ts";
import type { Axis } from "../model/severity.ts";
import { isCounted } from "./facts.ts";

/** Lanes of the picture of times, from the first step of an attack to the last. `review` speaks to no question; `noted` is not counted. */
export const LANES = ["targeting", "attempt", "compromise", "review", "noted"] as const;
export type Lane = (typeof LANES)[number];

/** A finding with the time it spans, in milliseconds since 1970 UTC. */
export interface Moment {
  readonly finding: Finding;
  readonly lane: Lane;
  readonly from: number;
  readonly to: number;
}

/** Findings that are dated by UTC, earliest first. What only the phone's own clock tells is never mixed with them (docs/time.md). */
export function momentsOf(findings: readonly Finding[]): Moment[] {
  const moments = findings.flatMap((finding): Moment[] => {
    const { firstTime, lastTime, time } = finding;
    if (firstTime === undefined || (time !== undefined && time.clock !== "utc")) return [];
    return [{ finding, lane: laneOf(finding), from: milliseconds(firstTime), to: milliseconds(lastTime ?? firstTime) }];
  });
  return moments.sort((a, b) => a.from - b.from || a.to - b.to || compareText(a.finding.id, b.finding.id));
}

/** Findings whose time is another clock's, and those without one. */
export const unplaced = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ firstTime, time }) => firstTime === undefined || (time !== undefined && time.clock !== "utc"));

const LANE_OF_AXIS: Readonly<Record<Axis, Lane>> = { targeting: "targeting", attempt: "attempt", compromise: "compromise", none: "review" };
export const laneOf = (finding: Finding): Lane => (isCounted(finding) ? LANE_OF_AXIS[finding.axis] : "noted");

/** ISO 8601 UTC with any number of decimals. */
export const milliseconds = (iso: string): number => Date.parse(iso.replace(/(\.\d{3})\d+Z$/, "$1Z"));

/** A stretch of time that one picture shows. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Nothing is drawn finer: times of a minute lie beside each other. */
const SHORTEST = 10 * MINUTE;
/** Part of a stretch that stays free at each of its ends, so that no mark is cut. */
const MARGIN = 0.04;
/** What counts is shown closer where it takes up less than this part of the whole. */
const CLOSER_BELOW = 0.2;

/** From the first of several to the last; undefined where there is none. */
export function unionOf(parts: readonly Stretch[]): Stretch | undefined {
  const [first, ...rest] = parts;
  return first && rest.reduce(({ from, to }, part) => ({ from: Math.min(from, part.from), to: Math.max(to, part.to) }), first);
}

/** What counts, where it lies close together within the whole: that part is worth a picture of its own. */
export function closeStretch(whole: Stretch, moments: readonly Moment[]): Stretch | undefined {
  const counted = moments.filter(({ lane }) => lane !== "noted");
  const close = counted.length > 1 ? unionOf(counted) : undefined;
  return close && close.to - close.from < (whole.to - whole.from) * CLOSER_BELOW ? close : undefined;
}

/** With room at both ends. */
export function widened({ from, to }: Stretch): Stretch {
  const free = Math.max((to - from) * MARGIN, (SHORTEST - (to - from)) / 2);
  return { from: from - free, to: to + free };
}

/** Marks on one lane that would cover each other, as one. */
export interface Mark extends Stretch {
  readonly count: number;
}

/** Part of the stretch within which marks are drawn as one: about the width of a mark on a telephone. */
const JOINED_WITHIN = 0.035;

/** Of stretches in order; those that lie outside of the picture are left out. */
export function marksOf(parts: readonly (Stretch & { readonly count?: number })[], stretch: Stretch): Mark[] {
  const near = (stretch.to - stretch.from) * JOINED_WITHIN;
  const marks: Mark[] = [];
  for (const { from, to, count = 1 } of parts) {
    if (to < stretch.from || from > stretch.to) continue;
    const last = marks.at(-1);
    if (last && from - last.from < near)
      marks[marks.length - 1] = { from: last.from, to: Math.max(last.to, to), count: last.count + count };
    else marks.push({ from, to, count });
  }
  return marks;
}

/** A date or time written at the foot of a picture. */
export interface Tick {
  readonly at: number;
  /** ISO text as long as the step needs it: a month, a day, a time. */
  readonly text: string;
}

const MAX_TICKS = 5;
/** Steps between ticks in minutes; longer ones are whole months. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 7_200, 14_400];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

export function ticksOf(stretch: Stretch): Tick[] {
  const length = stretch.to - stretch.from;
  const step = STEPS.find((minutes) => length / (minutes * MINUTE) <= MAX_TICKS);
  return step === undefined ? monthTicks(stretch) : evenTicks(stretch, step * MINUTE);
}

function evenTicks({ from, to }: Stretch, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const iso = new Date(at).toISOString();
    ticks.push({ at, text: step < DAY ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10) });
  }
  return ticks;
}

function monthTicks({ from, to }: Stretch): Tick[] {
  const months = (to - from) / (30 * DAY);
  const step = MONTH_STEPS.find((count) => months / count <= MAX_TICKS) ?? MONTH_STEPS.at(-1)!;
  const ticks: Tick[] = [];
  const first = new Date(from);
  let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  while (ticks.length <= MAX_TICKS * 2) {
    const at = Date.UTC(Math.floor(month / 12), month % 12);
    if (at > to) break;
    if (at >= from) ticks.push({ at, text: new Date(at).toISOString().slice(0, 7) });
    month += step;
  }
  return ticks;
}
