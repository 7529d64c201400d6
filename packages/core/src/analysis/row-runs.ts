import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import type { Spool } from "../bytes/spool.ts";
import type { TimelineRow } from "../model/timeline.ts";

/**
 * Sorted rows in a spool: blocks of a length (32 bits, little-endian) and so many bytes of JSON in UTF-8, a list of the fields of its
 * rows one after another. JSON, because it keeps what is not well-formed Unicode, and because engines read and write it fastest.
 */

/** Fields of a row, in order. */
const FIELDS = 8;
/** Rows of a block: what a merge holds of each run. */
const BLOCK_ROWS = 128;
/** … and characters, so that long texts do not add up; a block holds one row at least. */
const BLOCK_CHARACTERS = 1 << 16;
const LENGTH_BYTES = 4;

export function writeRun(spool: Spool, rows: Iterable<TimelineRow>): ByteSource {
  const piece = spool.begin();
  let fields: string[] = [];
  let characters = 0;
  const end = (): void => {
    const text = new TextEncoder().encode(JSON.stringify(fields));
    const block = new Uint8Array(LENGTH_BYTES + text.length);
    new DataView(block.buffer).setUint32(0, text.length, true);
    block.set(text, LENGTH_BYTES);
    piece.append(block);
    fields = [];
    characters = 0;
  };
  for (const { time, kind, message, artifact, evidence } of rows) {
    fields.push(time.earliest, time.latest, time.clock, time.zoneSource, kind, message, artifact, evidence);
    characters += message.length + evidence.length;
    if (fields.length >= BLOCK_ROWS * FIELDS || characters >= BLOCK_CHARACTERS) end();
  }
  if (fields.length > 0) end();
  return piece.finish();
}

/** Rows one at a time, of which a block is held. */
export interface RowCursor {
  /** Undefined at the end. */
  readonly row: TimelineRow | undefined;
  next(): void;
}

export function runCursor(run: ByteSource): RowCursor {
  let offset = 0;
  let fields: readonly string[] = [];
  let at = 0;
  const cursor = {
    row: undefined as TimelineRow | undefined,
    next(): void {
      at += FIELDS;
      if (at >= fields.length) {
        const block = offset < run.byteLength ? readBlock(run, offset) : undefined;
        fields = block?.fields ?? [];
        offset += block?.byteLength ?? 0;
        at = 0;
      }
      cursor.row = fields.length === 0 ? undefined : rowAt(fields, at);
    },
  };
  cursor.next();
  return cursor;
}

function readBlock(run: ByteSource, offset: number): { fields: readonly string[]; byteLength: number } {
  const head = readBytes(run, offset, LENGTH_BYTES);
  const length = head.length === LENGTH_BYTES ? new DataView(head.buffer, head.byteOffset).getUint32(0, true) : -1;
  const text = readBytes(run, offset + LENGTH_BYTES, Math.max(0, length));
  if (text.length !== length) throw new FormatError("spool", "malformed", "a run of the timeline ends within a block", { offset });
  return { fields: JSON.parse(new TextDecoder().decode(text)) as string[], byteLength: LENGTH_BYTES + length };
}

const rowAt = (fields: readonly string[], at: number): TimelineRow =>
  ({
    time: { earliest: fields[at]!, latest: fields[at + 1]!, clock: fields[at + 2], zoneSource: fields[at + 3] },
    kind: fields[at + 4],
    message: fields[at + 5]!,
    artifact: fields[at + 6]!,
    evidence: fields[at + 7]!,
  }) as TimelineRow;

export function listCursor(rows: readonly TimelineRow[]): RowCursor {
  let at = 0;
  const cursor = {
    row: rows[0],
    next(): void {
      cursor.row = rows[++at];
    },
  };
  return cursor;
}

/** Merges sorted runs into one, by a heap of cursors: the smallest row lies at the top. Equal rows stand once. */
export function* mergeRows(cursors: readonly RowCursor[], compare: (a: TimelineRow, b: TimelineRow) => number): Generator<TimelineRow> {
  const heap = cursors.filter(({ row }) => row !== undefined).sort((a, b) => compare(a.row!, b.row!));
  let last: TimelineRow | undefined;
  while (heap.length > 0) {
    const top = heap[0]!;
    const row = top.row!;
    if (last === undefined || compare(last, row) !== 0) yield row;
    last = row;
    top.next();
    if (top.row === undefined) {
      heap[0] = heap.at(-1)!;
      heap.pop();
    }
    sink(heap, compare);
  }
}

/** Brings the top to where it belongs. */
function sink(heap: RowCursor[], compare: (a: TimelineRow, b: TimelineRow) => number): void {
  const moved = heap[0];
  if (moved === undefined) return;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && compare(heap[child + 1]!.row!, heap[child]!.row!) < 0) child++;
    if (compare(moved.row!, heap[child]!.row!) <= 0) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = moved;
}
