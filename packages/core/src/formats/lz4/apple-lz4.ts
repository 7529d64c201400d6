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

/** Fills `out` from `from` on: letters as they are, then some from before, in turns; the last turn has letters only. */
function unpackBlock(block: Uint8Array, out: Uint8Array, from: number, offset: number): void {
  const fail = (detail: string): never => {
    throw new FormatError("lz4", "malformed", detail, { offset });
  };
  let at = 0;
  let to = from;
  const lengthOf = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === LONG ? 255 : 0; more === 255; length += more) more = block[at++] ?? fail("ends in a length");
    return length;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const letters = lengthOf(token >> 4);
    if (at + letters > block.length || to + letters > out.length) fail("letters beyond the end");
    out.set(block.subarray(at, at + letters), to);
    at += letters;
    to += letters;
    if (at >= block.length) break;
    const back = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const length = lengthOf(token & LONG) + MIN_MATCH;
    if (back === 0 || back > to || to + length > out.length) fail("a match outside of what there is");
    for (const end = to + length; to < end; to++) out[to] = out[to - back]!;
  }
  if (to !== out.length) fail(`${to - from} bytes in place of ${out.length - from}`);
}
