import { FormatError } from "../../bytes/format-error.ts";

/**
 * LZ4 as Apple's libcompression frames it (COMPRESSION_LZ4 in its header compression.h): blocks that begin with `bv41` (packed: size
 * unpacked, size packed) or `bv4-` (as they are: size), and `bv4$` at the end. What a packed block holds is that of the LZ4 block
 * format (lz4_Block_format.md); it may point back into the blocks before it.
 */
export function unpackLz4(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = blocksOf(view);
  const byteLength = blocks.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (byteLength > maxBytes) throw new FormatError("lz4", "limit", `${byteLength} bytes`);
  const out = new Uint8Array(byteLength);
  let at = 0;
  for (const { start, packed, unpacked, isPacked } of blocks) {
    const block = bytes.subarray(start, start + packed);
    if (isPacked) unpackBlock(block, out.subarray(0, at + unpacked), at, start);
    else out.set(block, at);
    at += unpacked;
  }
  return out;
}

/** Whether bytes begin as such a stream does. */
export const isLz4 = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x62 && bytes[1] === 0x76 && bytes[2] === 0x34 && (bytes[3] === 0x31 || bytes[3] === 0x2d);

interface Block {
  readonly start: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly isPacked: boolean;
}

const PACKED = 0x31347662; // "bv41", read as a little-endian number
const PLAIN = 0x2d347662; // "bv4-"
const END = 0x24347662; // "bv4$"
/** A block holds 64 KB or so; so many are half a gigabyte. */
const MAX_BLOCKS = 8_192;
/** The most that one byte of a packed block can stand for: a length that goes on byte by byte. */
const MAX_RATIO = 256;

function blocksOf(view: DataView): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; ; ) {
    const mark = wordAt(view, at);
    if (mark === END) return blocks;
    if (blocks.length >= MAX_BLOCKS) throw new FormatError("lz4", "limit", `more than ${MAX_BLOCKS} blocks`);
    if (mark !== PACKED && mark !== PLAIN)
      throw new FormatError("lz4", at === 0 ? "not-this-format" : "malformed", "no block", { offset: at });
    const isPacked = mark === PACKED;
    const unpacked = wordAt(view, at + 4);
    const packed = isPacked ? wordAt(view, at + 8) : unpacked;
    const start = at + (isPacked ? 12 : 8);
    if (start + packed > view.byteLength) throw new FormatError("lz4", "truncated", `a block of ${packed} bytes`, { offset: at });
    if (unpacked > packed * MAX_RATIO) throw new FormatError("lz4", "malformed", `${packed} bytes for ${unpacked}`, { offset: at });
    blocks.push({ start, packed, unpacked, isPacked });
    at = start + packed;
  }
}

function wordAt(view: DataView, at: number): number {
  if (at + 4 > view.byteLength) throw new FormatError("lz4", "truncated", "ends too early", { offset: at });
  return view.getUint32(at, true);
}

const LONG = 15;
const MIN_MATCH = 4;
/** Shorter runs are copied byte by byte: a call costs more than they do. */
const SHORT_RUN = 24;

const damaged = (detail: string, offset: number): FormatError => new FormatError("lz4", "malformed", detail, { offset });

/**
 * Fills `out` from `from` on: letters as they are, then some from before, in turns; the last turn has letters only. One loop without
 * calls for what is short, since half the time of a unified log is spent in it.
 */
function unpackBlock(block: Uint8Array, out: Uint8Array, from: number, offset: number): void {
  const [inEnd, outEnd] = [block.length, out.length];
  let at = 0;
  let to = from;
  while (at < inEnd) {
    const token = block[at++]!;
    let letters = token >> 4;
    if (letters === LONG) {
      for (let more = 255; more === 255; letters += more) {
        if (at >= inEnd) throw damaged("ends in a length", offset);
        more = block[at++]!;
      }
    }
    if (at + letters > inEnd || to + letters > outEnd) throw damaged("letters beyond the end", offset);
    if (letters > SHORT_RUN) {
      out.set(block.subarray(at, at + letters), to);
      at += letters;
      to += letters;
    } else for (const end = at + letters; at < end; ) out[to++] = block[at++]!;
    if (at >= inEnd) break;
    const back = at + 1 < inEnd ? block[at]! | (block[at + 1]! << 8) : 0;
    at += 2;
    let length = token & LONG;
    if (length === LONG) {
      for (let more = 255; more === 255; length += more) {
        if (at >= inEnd) throw damaged("ends in a length", offset);
        more = block[at++]!;
      }
    }
    length += MIN_MATCH;
    if (back === 0 || back > to || to + length > outEnd) throw damaged("a match outside of what there is", offset);
    // A match that reaches into itself repeats what it has just written: that needs byte after byte.
    if (length > SHORT_RUN && back >= length) {
      out.copyWithin(to, to - back, to - back + length);
      to += length;
    } else for (const end = to + length; to < end; to++) out[to] = out[to - back]!;
  }
  if (to !== outEnd) throw damaged(`${to - from} bytes in place of ${outEnd - from}`, offset);
}
