import { isLz4, unpackLz4 } from "../lz4/apple-lz4.ts";
import type { Chunk } from "./chunks.ts";
import { tracev3Error } from "./fail.ts";

/** Packed sets are some 30 KB; this is a thousand times as much. */
export const MAX_SET_BYTES = 32 << 20;
/** Unpacked they are 64 KB, with oversize data a megabyte. */
const MAX_UNPACKED_BYTES = 64 << 20;
const PREAMBLE_BYTES = 16;
const ALIGNMENT = 8;
/** First letters of packings that are known and not read: LZBITMAP (iOS 27, `ZBM` and a letter for its kind) and LZFSE. */
const OTHER_PACKINGS: readonly (readonly [letters: string, name: string])[] = [
  ["ZBM", "LZBITMAP"],
  ["bvx", "LZFSE"],
];

/** The chunks that a set packs, as one piece of bytes. A packing that is not read is `unsupported`; `left` bounds what may come out. */
export function unpackChunkSet(bytes: Uint8Array, left = MAX_UNPACKED_BYTES): Uint8Array {
  if (isLz4(bytes)) return unpackLz4(bytes, Math.min(left, MAX_UNPACKED_BYTES));
  const letters = String.fromCharCode(...bytes.subarray(0, 3));
  // A set that holds nothing is its end mark alone.
  if (letters === "bv4") return unpackLz4(bytes, 0);
  const name = OTHER_PACKINGS.find(([start]) => letters === start)?.[1];
  throw tracev3Error(name ? "unsupported" : "malformed", name ? `packed as ${name}` : "a set that begins with no known packing");
}

/** The chunks of an unpacked set. Ends with FormatError where it is cut; what lies before stands. */
export function* chunksOfSet(view: DataView): Generator<Chunk> {
  for (let at = 0; at < view.byteLength; ) {
    const left = view.byteLength - at;
    if (left < PREAMBLE_BYTES) {
      if (isEmptyFrom(view, at)) return;
      throw tracev3Error("truncated", "a chunk's preamble is cut", at);
    }
    const tag = view.getUint32(at, true);
    if (tag === 0 && isEmptyFrom(view, at)) return;
    const length = view.getUint32(at + 8, true) + view.getUint32(at + 12, true) * 0x1_0000_0000;
    const offset = at + PREAMBLE_BYTES;
    if (offset + length > view.byteLength) throw tracev3Error("truncated", "a chunk is longer than its set", at);
    yield { tag, offset, length };
    at = Math.ceil((offset + length) / ALIGNMENT) * ALIGNMENT;
  }
}

function isEmptyFrom(view: DataView, from: number): boolean {
  for (let at = from; at < view.byteLength; at++) if (view.getUint8(at) !== 0) return false;
  return true;
}
