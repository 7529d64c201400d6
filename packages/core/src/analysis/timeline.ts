import type { Artifact } from "../artifacts/artifact.ts";
import { renderEnglish } from "../messages/catalog.ts";
import { compareText } from "../model/json.ts";
import { message } from "../model/message.ts";
import { compareTimes, type EvidenceTime, toIso } from "../model/time.ts";
import { sentenceOf, type TimelineRow } from "../model/timeline.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import type { CorrelatedHit } from "./correlate.ts";
import { MAX_TIMELINE_ROWS, NEAR_WINDOW_SECONDS } from "./limits.ts";
import { placeInWords } from "./place.ts";

/** The timeline, sorted: what has a known zone, and apart from it what only the phone's own clock tells. */
export interface Timeline {
  readonly utc: readonly TimelineRow[];
  readonly deviceLocal: readonly TimelineRow[];
  /** Rows beyond the limit. */
  readonly leftOut: number;
}

/** Total: by time, then by everything that is written. */
const compareRows = (a: TimelineRow, b: TimelineRow): number =>
  compareTimes(a.time, b.time) ||
  compareText(a.artifact, b.artifact) ||
  compareText(a.evidence, b.evidence) ||
  compareText(a.kind, b.kind) ||
  compareText(a.message, b.message);

/** Sorts in memory, up to a named limit: a row that two findings rest on stands once. */
export function buildTimeline(rows: readonly TimelineRow[]): Timeline {
  const sorted = [...rows].sort(compareRows).filter((row, index, all) => index === 0 || compareRows(all[index - 1]!, row) !== 0);
  const kept = sorted.slice(0, MAX_TIMELINE_ROWS);
  return {
    utc: kept.filter(({ time }) => time.clock === "utc"),
    deviceLocal: kept.filter(({ time }) => time.clock !== "utc"),
    leftOut: sorted.length - kept.length,
  };
}

/** The events of records that a correlation rests on: findings' own records always stand in the timeline. */
export function correlatedRows(correlated: readonly CorrelatedHit[], artifacts: readonly Artifact[]): TimelineRow[] {
  return correlated.flatMap(({ evidence }) =>
    evidence.flatMap(({ result, draft }) => {
      const events = artifacts.find(({ id }) => id === result.id)?.events?.(draft.record) ?? [];
      const place = `${result.files[draft.file]!.rawPath} ${placeInWords(draft.at)}`;
      return events.map((event) => ({
        time: event.time,
        kind: event.kind,
        message: renderEnglish(sentenceOf(event)),
        artifact: result.id,
        evidence: place,
      }));
    }),
  );
}

const SECOND = 1_000_000_000n;

/** Communication within a day of a finding: that there was some, of what kind and when; no party, no host, no text. */
export function nearbyCommunication(results: readonly ArtifactResult[], moments: readonly EvidenceTime[]): TimelineRow[] {
  const windows = mergedWindows(moments);
  return results.flatMap(({ id, communications }) =>
    communications.flatMap(({ kind, times }) => {
      const sentence = renderEnglish(message(`timeline/nearby-${kind}`));
      return [...within(times, windows)].map((nanoseconds) => ({
        time: secondOf(nanoseconds),
        kind,
        message: sentence,
        artifact: id,
        evidence: "",
      }));
    }),
  );
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
