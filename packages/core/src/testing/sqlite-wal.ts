export interface WalOptions {
  readonly salts?: readonly [number, number];
  readonly isLittleEndian?: boolean;
}

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * A write-ahead log with one transaction for each later state of a database: the pages in which it differs from the one before
 * (https://www.sqlite.org/fileformat2.html#the_write_ahead_log). All states have the same page size.
 */
export function buildWal(
  states: readonly Uint8Array[],
  { salts = [1, 2], isLittleEndian = false }: WalOptions = {},
): Uint8Array<ArrayBuffer> {
  const pageBytes = pageBytesOf(states[0]!);
  const frames = states.slice(1).flatMap((state, index) => changedPages(states[index]!, state, pageBytes));
  const wal = new Uint8Array(HEADER_BYTES + frames.length * (FRAME_HEADER_BYTES + pageBytes));
  const view = new DataView(wal.buffer);
  const words = [isLittleEndian ? 0x377f0682 : 0x377f0683, 3_007_000, pageBytes, 0, ...salts];
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word);
  let sums = checksum([0, 0], view, 0, 24, isLittleEndian);
  putPair(view, 24, sums);
  for (const [index, { page, bytes, pageCount }] of frames.entries()) {
    const at = HEADER_BYTES + index * (FRAME_HEADER_BYTES + pageBytes);
    view.setUint32(at, page);
    view.setUint32(at + 4, pageCount);
    putPair(view, at + 8, salts);
    wal.set(bytes, at + FRAME_HEADER_BYTES);
    sums = checksum(sums, view, at, 8, isLittleEndian);
    sums = checksum(sums, view, at + FRAME_HEADER_BYTES, pageBytes, isLittleEndian);
    putPair(view, at + 16, sums);
  }
  return wal;
}

interface Frame {
  readonly page: number;
  readonly bytes: Uint8Array;
  /** Pages of the database after the commit; 0 where more of the transaction follows. */
  readonly pageCount: number;
}

function changedPages(before: Uint8Array, after: Uint8Array, pageBytes: number): Frame[] {
  const pageCount = after.length / pageBytes;
  const changed = Array.from({ length: pageCount }, (_, index) => index + 1).filter((page) => {
    const start = (page - 1) * pageBytes;
    return after.subarray(start, start + pageBytes).some((byte, index) => byte !== before[start + index]);
  });
  return changed.map((page, index) => ({
    page,
    bytes: after.subarray((page - 1) * pageBytes, page * pageBytes),
    pageCount: index === changed.length - 1 ? pageCount : 0,
  }));
}

const pageBytesOf = (database: Uint8Array): number => {
  const stored = database[16]! * 256 + database[17]!;
  return stored === 1 ? 65_536 : stored;
};

const putPair = (view: DataView, offset: number, [first, second]: readonly [number, number]): void => {
  view.setUint32(offset, first);
  view.setUint32(offset + 4, second);
};

function checksum(
  start: readonly [number, number],
  view: DataView,
  offset: number,
  length: number,
  isLittleEndian: boolean,
): [number, number] {
  let [first, second] = start;
  for (let at = offset; at < offset + length; at += 8) {
    first = (first + view.getUint32(at, isLittleEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, isLittleEndian) + first) >>> 0;
  }
  return [first, second];
}
