import type { ShutdownsKept } from "../artifacts/ios/shutdown-log.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { JoinedFact, SourcedRecord } from "./detection.ts";

/** A moment in whole seconds since 1970; an interval where it is not known better. */
export interface TimeFact {
  readonly from: number;
  readonly to: number;
}

/** A shutdown that is noted, or what a file of the log can hold. */
export type ShutdownFact = TimeFact | { readonly keeps: ShutdownsKept };

const seconds = (nanoseconds: string): number => Number(BigInt(nanoseconds) / 1_000_000_000n);
export const timeFact = ({ earliest, latest }: Pick<EvidenceTime, "earliest" | "latest">): TimeFact => ({
  from: seconds(earliest),
  to: seconds(latest),
});

export interface ShutdownSources {
  readonly log: readonly JoinedFact<ShutdownFact>[];
  /** Shutdowns that the logging daemon ended in order: each of them writes into the log of shutdowns, and no panic or forced reset does. */
  readonly orderly: readonly JoinedFact<TimeFact>[];
  readonly starts: readonly JoinedFact<TimeFact>[];
  readonly resets: readonly JoinedFact<TimeFact>[];
  readonly updates: readonly JoinedFact<TimeFact>[];
}

/**
 * What is missing: `gone` the log holds nothing · `gaps` shutdowns between or after those that are noted · `beginning` only those before the
 * first that is noted · `last` of a system that keeps the last alone, that one.
 */
export interface Verdict {
  readonly form: "gone" | "gaps" | "beginning" | "last";
  readonly missing: number;
  /** Orderly shutdowns that the logging daemon knows. */
  readonly known: number;
  /** Of the starts, those that a report of a panic or a reset explains. */
  readonly explained: number;
  /** Starts of the phone by all counters. */
  readonly starts: number;
  readonly records: readonly SourcedRecord[];
}

/** Between the two logs' notes of one shutdown; both stand within its last seconds. */
const SAME_SHUTDOWN_SECONDS = 300;
/** Between the notes of one start by different counters: daemons start minutes after the kernel, and the clock may be set meanwhile. */
const SAME_START_SECONDS = 600;
/** A report of a panic or a reset is written at the start after it. */
const RESET_BEFORE_START_SECONDS = 900;

/** Undefined where nothing is missing, or what is missing is older than the last update, which begins the log anew. */
export function judgeShutdowns({ log, orderly, starts, resets, updates }: ShutdownSources): Verdict | undefined {
  const noted = log.flatMap(({ fact }) => ("from" in fact ? [fact] : [])).sort((a, b) => a.from - b.from);
  const keeps = log.flatMap(({ fact }) => ("keeps" in fact ? [fact.keeps] : []));
  const since = Math.max(0, ...updates.map(({ fact }) => fact.to));
  const known = [...orderly].filter(({ fact }) => fact.from > since).sort((a, b) => a.fact.from - b.fact.from);
  const judged = keepsOne(keeps) ? known.slice(-1) : known;
  const missing = unmatched(judged, noted);
  if (missing.length === 0) return undefined;
  const counted = countStarts(
    starts.map(({ fact }) => fact),
    since,
  );
  return {
    form: formOf(missing, noted, keeps),
    missing: missing.length,
    known: judged.length,
    starts: counted.length,
    explained: counted.filter((start) => resets.some(({ fact }) => isNear(fact.from, start, RESET_BEFORE_START_SECONDS))).length,
    records: missing.map(({ record }) => record),
  };
}

/** Where the version is not known, no more than the last shutdown is asked for. */
const keepsOne = (keeps: readonly ShutdownsKept[]): boolean =>
  keeps.length > 0 && keeps.every((kept) => kept === "last" || kept === "unknown");

function formOf(missing: readonly JoinedFact<TimeFact>[], noted: readonly TimeFact[], keeps: readonly ShutdownsKept[]): Verdict["form"] {
  if (keepsOne(keeps)) return "last";
  const [first] = noted;
  if (first === undefined) return "gone";
  return missing.every(({ fact }) => fact.from < first.from) ? "beginning" : "gaps";
}

const isNear = (a: number, b: number, distance: number): boolean => Math.abs(a - b) <= distance;

/** Shutdowns without a note; a note stands for one of them. Both lists are in order of time. */
function unmatched(known: readonly JoinedFact<TimeFact>[], noted: readonly TimeFact[]): readonly JoinedFact<TimeFact>[] {
  const free = new Set(noted);
  return known.filter(({ fact }) => {
    for (const note of free) {
      if (note.from - SAME_SHUTDOWN_SECONDS > fact.from) break;
      if (note.to + SAME_SHUTDOWN_SECONDS < fact.from) continue;
      free.delete(note);
      return false;
    }
    return true;
  });
}

/** Starts that several counters know are one. */
function countStarts(starts: readonly TimeFact[], since: number): readonly number[] {
  const times = starts.map(({ from }) => from).filter((from) => from > since);
  const counted: number[] = [];
  for (const time of times.sort((a, b) => a - b)) {
    const last = counted.at(-1);
    if (last === undefined || time - last > SAME_START_SECONDS) counted.push(time);
  }
  return counted;
}
