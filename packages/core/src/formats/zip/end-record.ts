import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";

/** Where the central directory of a zip file lies (APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16). */
export interface ZipEnd {
  readonly entries: number;
  readonly directoryOffset: number;
  readonly directoryEnd: number;
  /** Bytes that stand before the archive; every stated offset begins after them. */
  readonly shift: number;
  /** Bytes that follow the end record and its comment. */
  readonly trailing: number;
  readonly isSplit: boolean;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const MAX_COMMENT_BYTES = 0xffff;
/** Bytes after the end that are looked past: the padding of a disk's sector or of a careless transfer. */
const MAX_TRAILING_BYTES = 1 << 16;
/** Looks of an end record that are tried. */
const MAX_CANDIDATES = 100;

const END = 0x06054b50;
const LOCATOR64 = 0x07064b50;
const END64 = 0x06064b50;
export const DIRECTORY_ENTRY = 0x02014b50;

/** The last end record that a directory belongs to. A comment may hold the look of one, so those that end the file come first. */
export function findZipEnd(source: ByteSource): ZipEnd | undefined {
  const from = Math.max(0, source.byteLength - END_BYTES - MAX_COMMENT_BYTES - MAX_TRAILING_BYTES);
  const tail = viewOf(readBytes(source, from, source.byteLength - from));
  const places: number[] = [];
  for (let at = tail.byteLength - END_BYTES; at >= 0 && places.length < MAX_CANDIDATES; at--) {
    if (tail.getUint8(at) === 0x50 && tail.getUint32(at, true) === END && trailingAt(tail, at) >= 0) places.push(at);
  }
  places.sort((a, b) => Number(trailingAt(tail, a) > 0) - Number(trailingAt(tail, b) > 0));
  for (const at of places) {
    const found = readEnd(source, tail, at, from + at);
    if (found) return found;
  }
  return undefined;
}

/** Bytes that follow the record at `at` and its comment; less than none where it cannot be one. */
const trailingAt = (tail: DataView, at: number): number => tail.byteLength - at - END_BYTES - tail.getUint16(at + 20, true);

interface Stated {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  /** Where the directory has to end: at the record that states it. */
  readonly end: number;
  readonly isSplit: boolean;
}

function readEnd(source: ByteSource, tail: DataView, at: number, place: number): ZipEnd | undefined {
  const trailing = trailingAt(tail, at);
  const stated = read64(source, tail, at, place) ?? read32(tail, at, place);
  if (stated.isSplit) return { ...stated, directoryOffset: 0, directoryEnd: 0, shift: 0, trailing };
  const shift = [stated.end - stated.offset - stated.size, 0].find((candidate) => beginsDirectory(source, stated, candidate));
  if (shift === undefined) return undefined;
  const directoryOffset = stated.offset + shift;
  return { ...stated, directoryOffset, directoryEnd: directoryOffset + stated.size, shift, trailing };
}

function beginsDirectory(source: ByteSource, { entries, offset, size, end }: Stated, shift: number): boolean {
  if (shift < 0 || offset + shift + size > end) return false;
  if (size === 0) return entries === 0;
  const bytes = readBytes(source, offset + shift, 4);
  return bytes.length === 4 && viewOf(bytes).getUint32(0, true) === DIRECTORY_ENTRY;
}

const read32 = (tail: DataView, at: number, end: number): Stated => ({
  entries: tail.getUint16(at + 10, true),
  size: tail.getUint32(at + 12, true),
  offset: tail.getUint32(at + 16, true),
  end,
  isSplit: tail.getUint16(at + 4, true) !== 0 || tail.getUint16(at + 6, true) !== 0,
});

/** The longer record, where a field of the short one is full. Bytes before the archive move it away from where it is said to be. */
function read64(source: ByteSource, tail: DataView, at: number, place: number): Stated | undefined {
  const isFull = tail.getUint16(at + 10, true) === 0xffff || [12, 16].some((field) => tail.getUint32(at + field, true) === 0xffffffff);
  if (!isFull || at < LOCATOR_BYTES || tail.getUint32(at - LOCATOR_BYTES, true) !== LOCATOR64) return undefined;
  const said = Number(tail.getBigUint64(at - LOCATOR_BYTES + 8, true));
  for (const offset of [said, place - LOCATOR_BYTES - END64_BYTES]) {
    const record = Number.isSafeInteger(offset) && offset >= 0 ? viewOf(readBytes(source, offset, END64_BYTES)) : undefined;
    if (record?.byteLength !== END64_BYTES || record.getUint32(0, true) !== END64) continue;
    return {
      entries: Number(record.getBigUint64(32, true)),
      size: Number(record.getBigUint64(40, true)),
      offset: Number(record.getBigUint64(48, true)),
      end: offset,
      isSplit: record.getUint32(16, true) !== 0 || record.getUint32(20, true) !== 0 || tail.getUint32(at - LOCATOR_BYTES + 16, true) > 1,
    };
  }
  return undefined;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
