import type { EventKind, TimelineEvent } from "../model/timeline.ts";
import type { CommunicationTimes } from "./artifact-result.ts";
import { MAX_COMMUNICATION_TIMES } from "./limits.ts";

/** Keeps when communication happened, and nothing else of it. */
export interface CommunicationTimeList {
  add(event: TimelineEvent): void;
  /** Those beyond the limit. */
  dropped(): number;
  list(): readonly CommunicationTimes[];
}

export function createCommunicationTimes(): CommunicationTimeList {
  let dropped = 0;
  const byKind = new Map<EventKind, { times: BigInt64Array; length: number }>();
  return {
    add({ kind, time }) {
      if (time.clock !== "utc") return;
      let entry = byKind.get(kind);
      if (!entry) {
        entry = { times: new BigInt64Array(1024), length: 0 };
        byKind.set(kind, entry);
      }
      if (entry.length >= MAX_COMMUNICATION_TIMES) {
        dropped++;
        return;
      }
      if (entry.length === entry.times.length) {
        const larger = new BigInt64Array(entry.times.length * 2);
        larger.set(entry.times);
        entry.times = larger;
      }
      entry.times[entry.length++] = BigInt(time.earliest);
    },
    dropped: () => dropped,
    list: () => [...byKind].map(([kind, { times, length }]) => ({ kind, times: times.slice(0, length).sort() })),
  };
}
