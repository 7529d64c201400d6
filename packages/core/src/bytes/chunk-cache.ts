import type { ByteSource } from "./byte-source.ts";
import { piecedSource } from "./pieced-source.ts";

export interface ChunkCacheOptions {
  readonly byteLength: number;
  /** Bytes read at a time. */
  readonly chunkBytes: number;
  /** Chunks kept; the one not used for longest goes first. */
  readonly maxChunks: number;
  /** The bytes from `offset`, at most `length` of them; fewer end the source early. */
  read(offset: number, length: number): Uint8Array;
}

/** A source over something that is slow to ask: it is asked for whole chunks, and those used last are kept. */
export function chunkCached({ byteLength, chunkBytes, maxChunks, read }: ChunkCacheOptions): ByteSource {
  const chunks = new Map<number, Uint8Array>();

  const chunkAt = (start: number): Uint8Array => {
    const known = chunks.get(start);
    if (known !== undefined) {
      chunks.delete(start); // to the end: the order of a Map is the order of use
      chunks.set(start, known);
      return known;
    }
    const chunk = read(start, Math.min(chunkBytes, byteLength - start));
    if (chunks.size >= maxChunks) chunks.delete(chunks.keys().next().value!);
    chunks.set(start, chunk);
    return chunk;
  };

  return piecedSource(byteLength, chunkBytes, (index) => chunkAt(index * chunkBytes));
}
