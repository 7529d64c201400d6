import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { isPageSize } from "./header.ts";
import { MAX_WAL_FRAMES } from "./limits.ts";
import { sqliteError } from "./sqlite-error.ts";

/** The format of a write-ahead log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;
const VERSION = 3_007_000;

/** Where the committed pages of a write-ahead log lie. */
export interface WalIndex {
  readonly source: ByteSource;
  readonly pageBytes: number;
  /** Offset of the newest committed image of a page, by page number. */
  readonly pages: ReadonlyMap<number, number>;
  /** Frames up to the last commit; later ones belong to a transaction that never ended. */
  readonly committedFrames: number;
  /** Pages of the database after the last commit. */
  readonly pageCount: number;
  /** A transaction that was ended stands in the log and cannot be applied: a header or a checksum does not fit, the end is cut off. */
  readonly isDamaged: boolean;
}

/** Indexes a log as SQLite does when it recovers one: up to the last commit before the first frame that is not of this log. */
export function readWal(source: ByteSource): WalIndex {
  const none = { source, pageBytes: 0, pages: new Map<number, number>(), committedFrames: 0, pageCount: 0 };
  const head = readBytes(source, 0, HEADER_BYTES);
  if (head.every((byte) => byte === 0)) return { ...none, isDamaged: false };
  const header = parseWalHeader(head);
  return header === undefined ? { ...none, isDamaged: true } : indexFrames(source, header);
}

interface WalHeader {
  readonly pageBytes: number;
  readonly isLittleEndian: boolean;
  readonly salts: Uint8Array;
  readonly checksum: Checksum;
}
type Checksum = [number, number];

function parseWalHeader(head: Uint8Array): WalHeader | undefined {
  if (head.length < HEADER_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const magic = view.getUint32(0);
  const pageBytes = view.getUint32(8);
  if ((magic !== MAGIC_LITTLE && magic !== MAGIC_BIG) || view.getUint32(4) !== VERSION || !isPageSize(pageBytes)) return undefined;
  const isLittleEndian = magic === MAGIC_LITTLE;
  const checksum = addToChecksum([0, 0], view, 0, 24, isLittleEndian);
  if (checksum[0] !== view.getUint32(24) || checksum[1] !== view.getUint32(28)) return undefined;
  return { pageBytes, isLittleEndian, salts: head.slice(16, 24), checksum };
}

function indexFrames(source: ByteSource, header: WalHeader): WalIndex {
  const { pageBytes, isLittleEndian } = header;
  const frame = new Uint8Array(FRAME_HEADER_BYTES + pageBytes);
  const view = new DataView(frame.buffer);
  const pages = new Map<number, number>();
  let pending = new Map<number, number>();
  let checksum = header.checksum;
  let committedFrames = 0;
  let pageCount = 0;
  let count = 0;
  for (; ; count++) {
    if (count >= MAX_WAL_FRAMES) throw sqliteError("limit", `more than ${MAX_WAL_FRAMES} frames in the write-ahead log`);
    const offset = HEADER_BYTES + count * frame.length;
    if (source.readSync(offset, frame) < frame.length || !isOfLog(header, frame)) break;
    checksum = addToChecksum(checksum, view, 0, 8, isLittleEndian);
    checksum = addToChecksum(checksum, view, FRAME_HEADER_BYTES, pageBytes, isLittleEndian);
    const page = view.getUint32(0);
    if (page === 0 || checksum[0] !== view.getUint32(16) || checksum[1] !== view.getUint32(20)) break;
    pending.set(page, offset + FRAME_HEADER_BYTES);
    const pageCountAfter = view.getUint32(4);
    if (pageCountAfter === 0) continue;
    for (const [number, at] of pending) pages.set(number, at);
    pending = new Map();
    committedFrames = count + 1;
    pageCount = pageCountAfter;
  }
  return {
    source,
    pageBytes,
    pages,
    committedFrames,
    pageCount,
    isDamaged: isCutAt(source, header, count) || hasCommitFrom(source, header, count),
  };
}

/**
 * Whether the file ends within the frame that would be next. SQLite writes whole frames; only what is left of an earlier use may
 * be cut anywhere (PRAGMA journal_size_limit), and has other salts.
 */
function isCutAt(source: ByteSource, { salts, pageBytes }: WalHeader, count: number): boolean {
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  const offset = HEADER_BYTES + count * frameBytes;
  const left = source.byteLength - offset;
  if (left <= 0 || left >= frameBytes) return false;
  return readBytes(source, offset, FRAME_HEADER_BYTES)
    .subarray(8, 16)
    .every((byte, index) => byte === salts[index]);
}

/** Frames of an earlier use of the file have other salts; they stay behind, always after those of this log. */
const isOfLog = ({ salts }: WalHeader, frame: Uint8Array): boolean => salts.every((byte, index) => frame[8 + index] === byte);

/**
 * Whether a commit stands among the frames that could not be used. Without one they belong to a transaction that was never ended:
 * SQLite then may leave them with stale checksums, as it writes a page that changes again into its old frame.
 */
function hasCommitFrom(source: ByteSource, header: WalHeader, first: number): boolean {
  for (let count = first; count < MAX_WAL_FRAMES; count++) {
    const frame = readBytes(source, HEADER_BYTES + count * (FRAME_HEADER_BYTES + header.pageBytes), FRAME_HEADER_BYTES);
    if (frame.length < FRAME_HEADER_BYTES) return false;
    if (isOfLog(header, frame) && frame.subarray(4, 8).some((byte) => byte !== 0)) return true;
  }
  return false;
}

function addToChecksum([first, second]: Checksum, view: DataView, offset: number, length: number, isLittleEndian: boolean): Checksum {
  let s0 = first;
  let s1 = second;
  for (let at = offset; at < offset + length; at += 8) {
    s0 = (s0 + view.getUint32(at, isLittleEndian) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, isLittleEndian) + s0) >>> 0;
  }
  return [s0, s1];
}
