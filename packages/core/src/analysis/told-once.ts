import type { TimelineRow } from "../model/timeline.ts";
import { compareRows } from "./row-sorter.ts";

/**
 * In a case of several acquisitions the evidence of a row begins with the number of its acquisition: "[2] 3d/3d0d… message row 7".
 * What two acquisitions tell of one moment in the same words is one row with both places.
 */
const NUMBER = /^\[(\d+)\] /;
/** Between the places of a row. */
const AND = "; ";

export const numbered = (number: number, evidence: string): string => (evidence === "" ? "" : `[${number}] ${evidence}`);

/** The places of a row's evidence; of a case with one acquisition the whole. */
export const placesIn = (evidence: string): readonly string[] => (NUMBER.test(evidence) ? evidence.split(/; (?=\[\d+\] )/) : [evidence]);

/** Rows of one moment and artifact that are held to be compared; with more of them the others stand as they are. */
const MAX_HELD = 1_024;

/** Rows in order, those that several acquisitions tell alike as one. Within one acquisition two alike stay two. */
export function* toldOnce(rows: Iterable<TimelineRow>): Generator<TimelineRow> {
  let held: TimelineRow[] = [];
  for (const row of rows) {
    const [first] = held;
    if (first && (!isOfOneMoment(first, row) || held.length >= MAX_HELD)) {
      yield* merged(held);
      held = [];
    }
    held.push(row);
  }
  yield* merged(held);
}

const isOfOneMoment = (a: TimelineRow, b: TimelineRow): boolean =>
  a.artifact === b.artifact && a.time.earliest === b.time.earliest && a.time.latest === b.time.latest;

function merged(held: readonly TimelineRow[]): readonly TimelineRow[] {
  if (held.length < 2) return held;
  const alike = Map.groupBy(held, ({ kind, message, time }) => `${kind}\n${time.clock}\n${message}`);
  return [...alike.values()].flatMap(mergeAlike).sort(compareRows);
}

function mergeAlike(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  const lists = [...Map.groupBy(rows, ({ evidence }) => NUMBER.exec(evidence)?.[1] ?? "").values()];
  if (lists.length < 2) return rows;
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => {
    const told = lists.flatMap((list) => list[index] ?? []);
    return { ...told[0]!, evidence: told.map(({ evidence }) => evidence).join(AND) };
  });
}
