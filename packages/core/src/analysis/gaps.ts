import { type EvidenceTime, toIso, wholeSeconds } from "../model/time.ts";

/** Days, both included, as ISO dates. */
export interface Gap {
  readonly from: string;
  readonly to: string;
}

/** Days of which nothing is told, within what a source spans. */
export interface DayBook {
  add(time: EvidenceTime): void;
  /** The longest, in order of time; undefined where there is none. */
  gaps(): readonly Gap[] | undefined;
}

const DAY_SECONDS = 86_400;
/** Whole days without a word that are worth a word: a phone may lie switched off for a night and a day. */
export const GAP_DAYS = 2;
export const MAX_GAPS = 10;
/** Days that are kept of one source: a hundred years. */
const MAX_DAYS = 36_525;

/** A time that is an interval counts for all its days, so that what is not known better leaves no gap. */
export function createDayBook(): DayBook {
  const days = new Set<number>();
  /** Where the day that was told of last begins and ends, as text: what lies within it tells nothing new. */
  let [begin, end] = ["", ""];
  return {
    add({ earliest, latest }) {
      if (earliest >= begin && latest < end && earliest.length === end.length && latest.length === end.length) return;
      const first = dayOf(earliest);
      const last = dayOf(latest);
      for (let day = first; day <= last && days.size < MAX_DAYS; day++) days.add(day);
      begin = beginOf(last);
      end = beginOf(last + 1);
    },
    gaps() {
      if (days.size >= MAX_DAYS) return undefined;
      const sorted = [...days].sort((a, b) => a - b);
      const found = sorted.flatMap((day, index) => {
        const next = sorted[index + 1];
        return next !== undefined && next - day > GAP_DAYS ? [{ first: day + 1, last: next - 1 }] : [];
      });
      const longest = found.sort((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first).slice(0, MAX_GAPS);
      return longest.length === 0
        ? undefined
        : longest.sort((a, b) => a.first - b.first).map(({ first, last }) => ({ from: dateOf(first), to: dateOf(last) }));
    },
  };
}

const dayOf = (nanoseconds: string): number => Math.floor(wholeSeconds(nanoseconds) / DAY_SECONDS);
const beginOf = (day: number): string => (day > 0 ? `${day * DAY_SECONDS}000000000` : "");
const dateOf = (day: number): string => toIso(BigInt(day * DAY_SECONDS) * 1_000_000_000n, "second").slice(0, "2000-01-01".length);
