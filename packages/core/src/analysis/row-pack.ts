import type { TimelineRow } from "../model/timeline.ts";
import type { RowCursor } from "./row-runs.ts";

/**
 * Rows of one artifact, laid together: one text, as a channel takes it at once and a garbage collector need not look into, instead of
 * six objects a row. A row is made of it when it is written.
 */
export interface RowPack {
  readonly artifact: string;
  /** Of each row its earliest and latest instant, message and evidence, one after another. */
  readonly text: string;
  /** Where in it each of these begins, and where the last one ends. */
  readonly cuts: Uint32Array;
  /** What rows have in common, each once. */
  readonly heads: readonly RowHead[];
  /** Of each row the number of its head. There are fewer of them than 65,536: clocks times sources of zones times kinds. */
  readonly headOf: Uint16Array;
}

interface RowHead extends Pick<TimelineRow["time"], "clock" | "zoneSource"> {
  readonly kind: TimelineRow["kind"];
}

/** Texts of a row. */
const TEXTS = 4;

export function packRows(artifact: string, rows: readonly TimelineRow[]): RowPack {
  const heads: RowHead[] = [];
  const headOf = new Uint16Array(rows.length);
  const texts: string[] = [];
  for (let index = 0; index < rows.length; index++) {
    const { time, kind, message, evidence } = rows[index]!;
    texts.push(time.earliest, time.latest, message, evidence);
    headOf[index] = numberOfHead(heads, time, kind);
  }
  const cuts = new Uint32Array(texts.length + 1);
  for (let index = 0; index < texts.length; index++) cuts[index + 1] = cuts[index]! + texts[index]!.length;
  return { artifact, text: texts.join(""), cuts, heads, headOf };
}

function numberOfHead(heads: RowHead[], { clock, zoneSource }: TimelineRow["time"], kind: RowHead["kind"]): number {
  for (let number = 0; number < heads.length; number++) {
    const head = heads[number]!;
    if (head.kind === kind && head.zoneSource === zoneSource && head.clock === clock) return number;
  }
  return heads.push({ clock, zoneSource, kind }) - 1;
}

export const countOf = ({ headOf }: RowPack): number => headOf.length;

export function* rowsOf(pack: RowPack): Generator<TimelineRow> {
  for (let index = 0; index < countOf(pack); index++) yield rowAt(pack, index);
}

function rowAt({ artifact, text, cuts, heads, headOf }: RowPack, index: number): TimelineRow {
  const at = index * TEXTS;
  const { clock, zoneSource, kind } = heads[headOf[index]!]!;
  return {
    time: { earliest: text.slice(cuts[at], cuts[at + 1]), latest: text.slice(cuts[at + 1], cuts[at + 2]), clock, zoneSource },
    kind,
    message: text.slice(cuts[at + 2], cuts[at + 3]),
    artifact,
    evidence: text.slice(cuts[at + 3], cuts[at + 4]),
  };
}

const earliestAt = ({ text, cuts }: RowPack, index: number): string => text.slice(cuts[index * TEXTS], cuts[index * TEXTS + 1]);

/** The rows of packs in order. While it sorts it holds three numbers of each row. */
export function packsCursor(packs: readonly RowPack[], compare: (a: TimelineRow, b: TimelineRow) => number): RowCursor {
  const count = packs.reduce((sum, pack) => sum + countOf(pack), 0);
  const packOf = new Uint32Array(count);
  const placeIn = new Uint32Array(count);
  /** Rounded to what a double holds: rows that it tells apart are in its order, the others are compared. */
  const instants = new Float64Array(count);
  let next = 0;
  for (const [number, pack] of packs.entries())
    for (let place = 0; place < countOf(pack); place++) {
      packOf[next] = number;
      placeIn[next] = place;
      instants[next++] = Number(earliestAt(pack, place));
    }
  const row = (index: number): TimelineRow => rowAt(packs[packOf[index]!]!, placeIn[index]!);
  // A list and no typed array: its sort makes use of what is in order already, as most of an artifact's rows are.
  const order = Array.from(instants.keys()).sort((a, b) => instants[a]! - instants[b]! || compare(row(a), row(b)));
  return cursorOver(count, (at) => row(order[at]!));
}

function cursorOver(count: number, rowAt: (at: number) => TimelineRow): RowCursor {
  let at = 0;
  const cursor = {
    row: count === 0 ? undefined : rowAt(0),
    next(): void {
      cursor.row = ++at < count ? rowAt(at) : undefined;
    },
  };
  return cursor;
}
