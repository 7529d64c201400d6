/**
 * Bytes with a length that can be read at any place. Reading is synchronous: evidence is parsed in a process or worker of its own,
 * where files (`readSync`), chosen files (`FileReaderSync`) and decryption can all answer at once, so SQLite's file callbacks sit
 * directly on a source. Read-only by type: there is nothing to write with.
 */
export interface ByteSource {
  readonly byteLength: number;
  /** Fills `into` with the bytes from `offset` on; returns how many there were (fewer than asked only at the end). */
  readSync(offset: number, into: Uint8Array): number;
}

/** A source over bytes in memory. */
export const bytesSource = (bytes: Uint8Array): ByteSource => ({
  byteLength: bytes.length,
  readSync(offset, into) {
    const part = bytes.subarray(offset, offset + into.length);
    into.set(part);
    return part.length;
  },
});

/** The bytes from `offset` to `offset + length`, or as many as there are. */
export function readBytes(source: ByteSource, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const size = Math.max(0, Math.min(length, source.byteLength - offset));
  const bytes = new Uint8Array(size);
  const got = source.readSync(offset, bytes);
  return got === size ? bytes : bytes.subarray(0, got);
}

/** Pieces of 256 KB: four times fewer calls than 64 KB, and measured to gain nothing beyond. */
const CHUNK = 1 << 18;

/** All bytes in order, in pieces. The piece is reused: copy what is kept. */
export function* chunksOf(source: ByteSource): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(CHUNK, source.byteLength));
  for (let offset = 0; offset < source.byteLength; ) {
    const got = source.readSync(offset, buffer.subarray(0, Math.min(buffer.length, source.byteLength - offset)));
    if (got === 0) return;
    yield buffer.subarray(0, got);
    offset += got;
  }
}
