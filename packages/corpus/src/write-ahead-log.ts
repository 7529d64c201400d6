/**
 * SQLite chooses the two salts of a write-ahead log at random. A corpus must give the same bytes each time, so they are replaced
 * and every checksum that covers them is reckoned anew. https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
const HEADER_LENGTH = 32;
const FRAME_HEADER_LENGTH = 24;
const PAGE_SIZE_AT = 8;
const SALTS_AT = 16;
const HEADER_CHECKSUM_AT = 24;
const FRAME_SALTS_AT = 8;
const FRAME_CHECKSUM_AT = 16;

export function withSalts(log: Uint8Array, salts: readonly [number, number]): Uint8Array {
  const bytes = log.slice();
  if (bytes.length < HEADER_LENGTH) return bytes;
  const view = new DataView(bytes.buffer);
  const isLittleEndian = (view.getUint32(0) & 1) === 0; // magic 0x377f0682: checksums over little-endian words
  const putPair = (offset: number, [first, second]: Pair) => {
    view.setUint32(offset, first);
    view.setUint32(offset + 4, second);
  };
  putPair(SALTS_AT, salts);
  let sum = checksum(view, 0, HEADER_CHECKSUM_AT, [0, 0], isLittleEndian);
  putPair(HEADER_CHECKSUM_AT, sum);
  const frameLength = FRAME_HEADER_LENGTH + view.getUint32(PAGE_SIZE_AT);
  for (let frame = HEADER_LENGTH; frame + frameLength <= bytes.length; frame += frameLength) {
    putPair(frame + FRAME_SALTS_AT, salts);
    sum = checksum(view, frame, FRAME_SALTS_AT, sum, isLittleEndian);
    sum = checksum(view, frame + FRAME_HEADER_LENGTH, frameLength - FRAME_HEADER_LENGTH, sum, isLittleEndian);
    putPair(frame + FRAME_CHECKSUM_AT, sum);
  }
  return bytes;
}

type Pair = readonly [number, number];

function checksum(view: DataView, offset: number, length: number, [first, second]: Pair, isLittleEndian: boolean): Pair {
  let one = first;
  let two = second;
  for (let index = offset; index < offset + length; index += 8) {
    one = (one + view.getUint32(index, isLittleEndian) + two) >>> 0;
    two = (two + view.getUint32(index + 4, isLittleEndian) + one) >>> 0;
  }
  return [one, two];
}
