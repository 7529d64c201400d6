import { constants, crc32, deflateRawSync } from "node:zlib";
import { concat, integerBytes } from "../bytes.ts";

/** gzip, RFC 1952: a member's head, deflated bytes, and what they were before. */
export interface GzipEnd {
  readonly checksum: number;
  readonly length: number;
}

const HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
/** An empty last block; what comes before it was flushed, not ended. */
const LAST_BLOCK = Uint8Array.of(3, 0);
const BATCH_BYTES = 1 << 20;

/** One member, deflated a megabyte at a time. `end` may write another end than the true one. */
export function* gzip(chunks: Iterable<Uint8Array>, end: (truth: GzipEnd) => GzipEnd = (truth) => truth): Generator<Uint8Array> {
  yield HEAD;
  let checksum = 0;
  let length = 0;
  for (const batch of batches(chunks)) {
    checksum = crc32(batch, checksum);
    length += batch.length;
    yield deflated(batch);
  }
  yield LAST_BLOCK;
  const written = end({ checksum, length });
  yield concat(integerBytes(written.checksum, 4).reverse(), integerBytes(written.length, 4).reverse());
}

/** Deflated and flushed, so that more can follow. */
const deflated = (bytes: Uint8Array): Uint8Array => new Uint8Array(deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));

function* batches(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < BATCH_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** So many zeros, deflated: some thousandth of them. The same piece repeated is one stream. */
export interface DeflatedZeros {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly checksum: number;
}

export function deflatedZeros(pieces: number): DeflatedZeros {
  const zeros = new Uint8Array(ZERO_PIECE);
  const piece = deflated(zeros);
  let checksum = 0;
  for (let index = 0; index < pieces; index++) checksum = crc32(zeros, checksum);
  return { bytes: concat(...Array.from({ length: pieces }, () => piece), LAST_BLOCK), length: pieces * ZERO_PIECE, checksum };
}

export const ZERO_PIECE = 1 << 24;
