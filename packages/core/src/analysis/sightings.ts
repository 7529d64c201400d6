import type { Match } from "../indicators/indicator-index.ts";
import type { Observable } from "../model/observable.ts";
import { compareTimes, type EvidenceTime } from "../model/time.ts";
import type { EvidenceDraft, Sighting, SightingWay } from "./artifact-result.ts";
import { MAX_EVIDENCE, MAX_MATCH_TIMES, MAX_SIGHTINGS } from "./limits.ts";

/** Gathers what indicators met in one artifact: one entry per indicator and observable, however often they met. */
export interface Sightings {
  /** `draft` is called only when the record is kept. */
  add(match: Match, observable: Observable, time: EvidenceTime | undefined, draft: () => EvidenceDraft): void;
  /** Pairs that did not fit the limit. */
  dropped(): number;
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
  let dropped = 0;
  let timesLeft = MAX_MATCH_TIMES;
  return {
    add(match, observable, time, draft) {
      const key = `${match.indicator}\n${match.type}\n${match.value}`;
      let entry = entries.get(key);
      if (!entry) {
        if (entries.size >= MAX_SIGHTINGS) {
          dropped++;
          return;
        }
        entry = { match, ways: new Map(), evidence: [], times: createTimeRange(), count: 0 };
        entries.set(key, entry);
      }
      entry.count++;
      entry.times.add(time);
      const way = wayOf(entry.ways, match, observable);
      if (time && timesLeft-- > 0) way.times.push(time.earliest);
      if (entry.evidence.length < MAX_EVIDENCE) entry.evidence.push(draft());
    },
    dropped: () => dropped,
    list: () =>
      [...entries.values()].map(({ match, ways, evidence, times, count }) => ({
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
