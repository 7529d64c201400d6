import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { tracev3Error } from "./fail.ts";

/** Tags of chunks (libyal/dtformats, "Apple Unified Logging and Activity Tracing formats"). */
export const HEADER = 0x1000;
export const CATALOG = 0x600b;
/** A packed piece of lines. */
export const CHUNK_SET = 0x600d;
/** Those inside of one. */
export const FIREHOSE = 0x6001;
export const OVERSIZE = 0x6002;
export const STATE_DUMP = 0x6003;
export const SIMPLE_DUMP = 0x6004;

/** A chunk of a log, of which the content is still to be read. */
export interface Chunk {
  readonly tag: number;
  /** Of its content. */
  readonly offset: number;
  readonly length: number;
}

const PREAMBLE_BYTES = 16;
const ALIGNMENT = 8;
/** Files are closed at ten megabytes; one of a gigabyte still has fewer. */
const MAX_CHUNKS = 1_000_000;

/** The chunks of a file in order, by their preambles alone: nothing of what lies between is read. Ends with FormatError where the file is cut. */
export function* chunksIn(source: ByteSource): Generator<Chunk> {
  if (source.byteLength === 0) throw tracev3Error("truncated", "empty");
  let count = 0;
  for (let at = 0; at < source.byteLength; count++) {
    const preamble = readBytes(source, at, PREAMBLE_BYTES);
    if (preamble.length < PREAMBLE_BYTES) throw tracev3Error("truncated", "a chunk's preamble is cut", at);
    if (count >= MAX_CHUNKS) throw tracev3Error("limit", `more than ${MAX_CHUNKS} chunks`, at);
    const view = new DataView(preamble.buffer, preamble.byteOffset);
    const tag = view.getUint32(0, true);
    const length = Number(view.getBigUint64(8, true));
    if (at === 0 && tag !== HEADER) throw tracev3Error("not-this-format", "does not begin with a header");
    const offset = at + PREAMBLE_BYTES;
    if (!Number.isSafeInteger(length) || offset + length > source.byteLength)
      throw tracev3Error("truncated", "a chunk is longer than the file", at);
    yield { tag, offset, length };
    at = Math.ceil((offset + length) / ALIGNMENT) * ALIGNMENT;
  }
}
