import type { Artifact } from "../artifacts/artifact.ts";
import type { Spool } from "../bytes/spool.ts";
import { renderEnglish } from "../messages/catalog.ts";
import { message } from "../model/message.ts";
import { compareTimes, type EvidenceTime, toIso } from "../model/time.ts";
import { sentenceOf, type TimelineRow } from "../model/timeline.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { NEAR_WINDOW_SECONDS } from "./limits.ts";
import { placeInWords } from "./place.ts";
import { type RowPack, rowsOf } from "./row-pack.ts";
import { createRowSorter, type RowSorter } from "./row-sorter.ts";
import { numbered, toldOnce } from "./told-once.ts";

/** The timeline, sorted: what has a known zone, and apart from it what only the phone's own clock tells. Each row stands once. */
export interface Timeline {
  /** Read from the spool row by row, as often as asked for, as long as the spool is open. */
  readonly utc: Iterable<TimelineRow>;
  readonly deviceLocal: Iterable<TimelineRow>;
  /** Rows that the spool had no room for. */
  readonly leftOut: number;
  /** Rows that it had room for. */
  readonly kept: number;
}

export interface TimelineBuilder {
  add(row: TimelineRow): void;
  /** As its rows one by one. */
  addPack(pack: RowPack): void;
  timeline(): Timeline;
}

/**
 * Sorts over a spool, in memory that does not grow with the rows. A row that two findings rest on stands once, and of several
 * acquisitions what they tell alike.
 */
export function createTimeline(spool: Spool, isOfSeveral = false): TimelineBuilder {
  const utc = createRowSorter(spool);
  const deviceLocal = createRowSorter(spool);
  const sorterOf = ({ clock }: Pick<EvidenceTime, "clock">): RowSorter => (clock === "utc" ? utc : deviceLocal);
  const once = (rows: Iterable<TimelineRow>): Iterable<TimelineRow> => (isOfSeveral ? { [Symbol.iterator]: () => toldOnce(rows) } : rows);
  return {
    add: (row) => sorterOf(row.time).add(row),
    addPack(pack) {
      const [sorter, ...others] = new Set(pack.heads.map(sorterOf));
      if (others.length === 0) sorter?.addPack(pack);
      else for (const row of rowsOf(pack)) sorterOf(row.time).add(row);
    },
    timeline: () => ({
      utc: once(utc.rows()),
      deviceLocal: once(deviceLocal.rows()),
      leftOut: utc.leftOut() + deviceLocal.leftOut(),
      kept: utc.kept() + deviceLocal.kept(),
    }),
  };
}

/**
 * The events of records that a correlation rests on: findings' own records always stand in the timeline. `numberOf`: of an acquisition
 * among several.
 */
export function correlatedRows(
  correlated: readonly CorrelatedHit[],
  artifacts: readonly Artifact[],
  numberOf: (acquisition: string) => number | undefined,
): TimelineRow[] {
  return correlated.flatMap(({ evidence }) =>
    evidence.flatMap(({ result, draft }) => {
      const events = artifacts.find(({ id }) => id === result.id)?.events?.(draft.record) ?? [];
      const place = `${result.files[draft.file]!.rawPath} ${placeInWords(draft.at)}`;
      const number = numberOf(result.acquisition);
      return events.map((event) => ({
        time: event.time,
        kind: event.kind,
        message: renderEnglish(sentenceOf(event)),
        artifact: result.id,
        evidence: number === undefined ? place : numbered(number, place),
      }));
    }),
  );
}

const SECOND = 1_000_000_000n;

/** Communication within a day of a finding: that there was some, of what kind and when; no party, no host, no text. */
export function* nearbyCommunication(results: readonly ArtifactResult[], moments: readonly EvidenceTime[]): Generator<TimelineRow> {
  const windows = mergedWindows(moments);
  for (const { id, communications } of results)
    for (const { kind, times } of communications) {
      const sentence = renderEnglish(message(`timeline/nearby-${kind}`));
      for (const nanoseconds of within(times, windows))
        yield { time: secondOf(nanoseconds), kind, message: sentence, artifact: id, evidence: "" };
    }
}

function mergedWindows(moments: readonly EvidenceTime[]): [from: bigint, to: bigint][] {
  const reach = NEAR_WINDOW_SECONDS * SECOND;
  const windows = [...moments]
    .sort(compareTimes)
    .map(({ earliest, latest }): [bigint, bigint] => [BigInt(earliest) - reach, BigInt(latest) + reach]);
  const merged: [bigint, bigint][] = [];
  for (const [from, to] of windows) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = to > last[1] ? to : last[1];
    else merged.push([from, to]);
  }
  return merged;
}

/** Both are sorted: one pass. */
function* within(times: BigInt64Array, windows: readonly (readonly [bigint, bigint])[]): Generator<bigint> {
  let index = 0;
  for (const time of times) {
    while (index < windows.length && windows[index]![1] < time) index++;
    if (index === windows.length) return;
    if (time >= windows[index]![0]) yield time;
  }
}

/** Told to the second only: no finer time is needed to see what lay near a finding. */
const secondOf = (nanoseconds: bigint): EvidenceTime => {
  const earliest = nanoseconds - (nanoseconds % SECOND);
  return {
    earliest: String(earliest),
    latest: String(earliest + SECOND - 1n),
    precision: "second",
    clock: "utc",
    zoneSource: "explicit",
    raw: toIso(earliest, "second"),
  };
};
