import type { Match } from "../indicators/indicator-index.ts";
import type { Observable } from "../model/observable.ts";
import { compareTimes, type EvidenceTime } from "../model/time.ts";
import type { EvidenceDraft, Sighting, SightingWay } from "./artifact-result.ts";
import { MAX_EVIDENCE, MAX_MATCH_TIMES, MAX_SIGHTINGS, MAX_SIGHTINGS_OF_ONE, MAX_VALUES_OF_PATTERN } from "./limits.ts";

/** Gathers what indicators met in one artifact: one entry per indicator and observable, however often they met. */
export interface Sightings {
  /** `draft` is called only when the record is kept; false where it is not. */
  add(match: Match, observable: Observable, time: EvidenceTime | undefined, draft: () => EvidenceDraft): boolean;
  /** Matches that did not fit the limits: of all pairs, of the pairs of one indicator; how many patterns were withdrawn; times not kept. */
  dropped(): { readonly ofAll: number; readonly ofOne: number; readonly broadPatterns: number; readonly times: number };
  list(): readonly Sighting[];
}

interface Way extends Omit<SightingWay, "times"> {
  readonly times: string[];
}
interface Entry {
  readonly match: Match;
  readonly ways: Map<string, Way>;
  readonly evidence: EvidenceDraft[];
  readonly times: TimeRange;
  count: number;
}

export function createSightings(): Sightings {
  const entries = new Map<string, Entry>();
  const perIndicator = new Map<number, number>();
  const broad = new Set<number>();
  const dropped = { ofAll: 0, ofOne: 0, times: 0 };
  let timesLeft = MAX_MATCH_TIMES;
  return {
    add(match, observable, time, draft) {
      const key = `${match.indicator}\n${match.type}\n${match.value}`;
      if (broad.has(match.indicator)) return false;
      let entry = entries.get(key);
      if (!entry) {
        const known = perIndicator.get(match.indicator) ?? 0;
        if (match.manner === "pattern" && known >= MAX_VALUES_OF_PATTERN) broad.add(match.indicator);
        if (broad.has(match.indicator)) return false;
        if (known >= MAX_SIGHTINGS_OF_ONE) dropped.ofOne++;
        else if (entries.size >= MAX_SIGHTINGS) dropped.ofAll++;
        if (known >= MAX_SIGHTINGS_OF_ONE || entries.size >= MAX_SIGHTINGS) return false;
        perIndicator.set(match.indicator, known + 1);
        entry = { match, ways: new Map(), evidence: [], times: createTimeRange(), count: 0 };
        entries.set(key, entry);
      }
      entry.count++;
      entry.times.add(time);
      const way = wayOf(entry.ways, match, observable);
      if (time && timesLeft > 0) {
        way.times.push(time.earliest);
        timesLeft--;
      } else if (time) dropped.times++;
      if (entry.evidence.length < MAX_EVIDENCE) entry.evidence.push(draft());
      return true;
    },
    dropped: () => ({ ...dropped, broadPatterns: broad.size }),
    list: () =>
      [...entries.values()]
        .filter(({ match }) => !broad.has(match.indicator))
        .map(({ match, ways, evidence, times, count }) => ({
          indicator: match.indicator,
          type: match.type,
          value: match.value,
          ways: [...ways.values()],
          count,
          ...times.ends(),
          evidence,
        })),
  };
}

function wayOf(ways: Map<string, Way>, match: Match, observable: Observable): Way {
  const circumstances = [...(observable.circumstances ?? [])].sort();
  const key = [match.manner, observable.role, ...circumstances].join(" ");
  let way = ways.get(key);
  if (!way) {
    way = { manner: match.manner, role: observable.role, circumstances, times: [] };
    ways.set(key, way);
  }
  return way;
}

/** The first and the last of many times. */
export interface TimeRange {
  add(time: EvidenceTime | undefined): void;
  ends(): { readonly first?: EvidenceTime; readonly last?: EvidenceTime };
}

export function createTimeRange(): TimeRange {
  let first: EvidenceTime | undefined;
  let last: EvidenceTime | undefined;
  return {
    add(time) {
      if (!time) return;
      if (!first || compareTimes(time, first) < 0) first = time;
      if (!last || compareTimes(time, last) > 0) last = time;
    },
    ends: () => ({ ...(first && { first }), ...(last && { last }) }),
  };
}

/** From the first to the last moment of several ranges. */
export function rangeOf(ranges: Iterable<ReturnType<TimeRange["ends"]>>): ReturnType<TimeRange["ends"]> {
  const range = createTimeRange();
  for (const { first, last } of ranges) {
    range.add(first);
    range.add(last);
  }
  return range.ends();
}
