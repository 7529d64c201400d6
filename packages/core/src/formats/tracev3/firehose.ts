import { tracev3Error } from "./fail.ts";

/** Kinds of tracepoints (libyal/dtformats). */
export const ACTIVITY = 2;
export const TRACE = 3;
export const LOG = 4;
export const SIGNPOST = 6;
export const LOSS = 7;
const UNUSED = 0;

/** Lines of one process, some 4 KB of them. */
export interface Firehose {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  /** The number of the process, as its catalog names it. */
  readonly procId: string;
  readonly baseTick: bigint;
  /** Between these stand the lines. */
  readonly from: number;
  readonly to: number;
  /** Between these what is private of them, and the offset by which they call its beginning. */
  readonly privateFrom: number;
  readonly privateTo: number;
  readonly privateBase: number;
}

/** One tracepoint. The walk uses one object for all: whoever keeps one copies it. */
export interface Tracepoint {
  kind: number;
  /** 0 default, 1 info, 2 debug, 0x10 error, 0x11 fault; of signposts and activities their own. */
  level: number;
  flags: number;
  /** Where the format string stands; with its highest bit set the text is its only argument. */
  reference: number;
  /** Since the chunk's base. */
  ticks: number;
  /** Of its header, and of what follows it. */
  at: number;
  dataAt: number;
  dataLength: number;
}

const HEADER_BYTES = 32;
/** Sizes and offsets count from here. */
const SIZES_AT = 16;
const POINT_BYTES = 24;
const ALIGNMENT = 8;
/** The buffer that a chunk is a copy of: private data stands at its end. */
const BUFFER_BYTES = 0x1000;

export function readFirehose(view: DataView, bytes: Uint8Array, offset: number, length: number): Firehose {
  if (length < HEADER_BYTES) throw tracev3Error("truncated", "a chunk of lines is cut", offset);
  const end = offset + length;
  const size = view.getUint16(offset + SIZES_AT, true);
  const to = offset + SIZES_AT + size;
  if (size < SIZES_AT || to > end) throw tracev3Error("malformed", "a chunk with more lines than it holds", offset);
  const privateBase = view.getUint16(offset + SIZES_AT + 2, true);
  const privateBytes = privateBase < BUFFER_BYTES ? BUFFER_BYTES - privateBase : 0;
  return {
    view,
    bytes,
    procId: procIdAt(view, offset),
    baseTick: view.getBigUint64(offset + 24, true),
    from: offset + HEADER_BYTES,
    to,
    privateFrom: Math.max(to, end - privateBytes),
    privateTo: end,
    privateBase,
  };
}

/** Two numbers that are one process of one boot. */
export const procIdAt = (view: DataView, at: number): string => `${view.getBigUint64(at, true)}.${view.getUint32(at + 8, true)}`;

/** Each tracepoint in order; those that are unused are passed over. Ends with FormatError where one reaches beyond the chunk. */
export function eachTracepoint({ view, from, to }: Firehose, see: (point: Tracepoint) => void): void {
  const point: Tracepoint = { kind: 0, level: 0, flags: 0, reference: 0, ticks: 0, at: 0, dataAt: 0, dataLength: 0 };
  for (let at = from; at + POINT_BYTES <= to; ) {
    const dataLength = view.getUint16(at + 22, true);
    const dataAt = at + POINT_BYTES;
    if (dataAt + dataLength > to) throw tracev3Error("malformed", "a line that is longer than its chunk", at);
    point.kind = view.getUint8(at);
    if (point.kind !== UNUSED) {
      point.level = view.getUint8(at + 1);
      point.flags = view.getUint16(at + 2, true);
      point.reference = view.getUint32(at + 4, true);
      point.ticks = view.getUint32(at + 16, true) + view.getUint16(at + 20, true) * 0x1_0000_0000;
      point.at = at;
      point.dataAt = dataAt;
      point.dataLength = dataLength;
      see(point);
    }
    at = dataAt + dataLength;
    at += (ALIGNMENT - ((at - from) % ALIGNMENT)) % ALIGNMENT;
  }
}
