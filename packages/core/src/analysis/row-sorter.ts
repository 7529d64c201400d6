import type { ByteSource } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import type { Spool } from "../bytes/spool.ts";
import { compareText } from "../model/json.ts";
import { compareTimes } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { MAX_MERGED_RUNS, MAX_ROW_CHARACTERS_IN_MEMORY, MAX_ROWS_IN_MEMORY } from "./limits.ts";
import { countOf, packsCursor, type RowPack, rowsOf } from "./row-pack.ts";
import { listCursor, mergeRows, type RowCursor, runCursor, writeRun } from "./row-runs.ts";

/** Sorts rows without end: those in memory are bounded, the others lie sorted in a spool until they are merged. */
export interface RowSorter {
  add(row: TimelineRow): void;
  /** As its rows one by one. */
  addPack(pack: RowPack): void;
  /** In order, each once. May be asked for again; rows added later are in it then. */
  rows(): Iterable<TimelineRow>;
  /** Rows that the spool had no room for. */
  leftOut(): number;
  /** Rows that are kept, the doubles among them. */
  kept(): number;
}

/** Total: by time, then by everything that is written or decides how. */
export const compareRows = (a: TimelineRow, b: TimelineRow): number =>
  compareTimes(a.time, b.time) ||
  compareText(a.artifact, b.artifact) ||
  compareText(a.evidence, b.evidence) ||
  compareText(a.kind, b.kind) ||
  compareText(a.message, b.message) ||
  compareText(a.time.clock, b.time.clock) ||
  compareText(a.time.zoneSource, b.time.zoneSource);

export interface SorterLimits {
  readonly maxRows: number;
  readonly maxCharacters: number;
  readonly maxRuns: number;
}

const LIMITS: SorterLimits = { maxRows: MAX_ROWS_IN_MEMORY, maxCharacters: MAX_ROW_CHARACTERS_IN_MEMORY, maxRuns: MAX_MERGED_RUNS };

export function createRowSorter(spool: Spool, limits: SorterLimits = LIMITS): RowSorter {
  /** Runs by level; one of a level was merged of `maxRuns` of the level below. */
  const levels: ByteSource[][] = [];
  let waiting: TimelineRow[] = [];
  let packs: RowPack[] = [];
  /** Rows of both. */
  let count = 0;
  let characters = 0;
  let isFull = false;
  let leftOut = 0;
  let kept = 0;

  const inMemory = (): RowCursor[] => [listCursor(waiting.sort(compareRows)), packsCursor(packs, compareRows)];
  const layAside = (): void => {
    const run = spooled(spool, inMemory());
    isFull = run === undefined;
    if (!run) return;
    keepRun(spool, limits, levels, run);
    waiting = [];
    packs = [];
    count = 0;
    characters = 0;
  };
  const isOver = (): boolean => count >= limits.maxRows || characters >= limits.maxCharacters;
  const add = (row: TimelineRow): void => {
    if (isOver() && !isFull) layAside();
    if (isOver()) {
      leftOut++;
      return;
    }
    waiting.push(row);
    kept++;
    count++;
    characters += row.message.length + row.evidence.length;
  };
  const hasRoom = (pack: RowPack): boolean =>
    count + countOf(pack) <= limits.maxRows && characters + pack.text.length <= limits.maxCharacters;

  return {
    add,
    addPack(pack) {
      if (!hasRoom(pack) && !isFull) layAside();
      if (!hasRoom(pack)) {
        for (const row of rowsOf(pack)) add(row);
        return;
      }
      packs.push(pack);
      kept += countOf(pack);
      count += countOf(pack);
      characters += pack.text.length;
    },
    rows: () => ({
      [Symbol.iterator]: () => mergeRows([...levels.flat().map(runCursor), ...inMemory()], compareRows),
    }),
    leftOut: () => leftOut,
    kept: () => kept,
  };
}

/** The merged rows as a run; undefined where the spool has no room for it. */
function spooled(spool: Spool, cursors: readonly RowCursor[]): ByteSource | undefined {
  try {
    return writeRun(spool, mergeRows(cursors, compareRows));
  } catch (error) {
    if (error instanceof FormatError && error.code === "limit") return undefined;
    throw error;
  }
}

/** As many runs of a level as are merged at once become one of the next; where there is no room for that they stay as they are. */
function keepRun(spool: Spool, limits: SorterLimits, levels: ByteSource[][], run: ByteSource, level = 0): void {
  levels[level] ??= [];
  levels[level].push(run);
  if (levels[level].length < limits.maxRuns) return;
  const merged = spooled(spool, levels[level].map(runCursor));
  if (!merged) return;
  levels[level] = [];
  keepRun(spool, limits, levels, merged, level + 1);
}
