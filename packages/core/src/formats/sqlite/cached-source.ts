import type { ByteSource } from "../../bytes/byte-source.ts";
import { chunkCached } from "../../bytes/chunk-cache.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { unreadableSource } from "./sqlite-error.ts";

/** A page read costs a call to the host, a decryption or a FileReaderSync each: 64 KB at a time makes it one in sixteen. */
const CHUNK_BYTES = 1 << 16;
/** 4 MB for each open file. */
const MAX_CHUNKS = 64;

/** A source that keeps the chunks read last, and says in a FormatError (with the cause) that bytes could not be read. */
export const cachedSource = (source: ByteSource): ByteSource =>
  chunkCached({
    byteLength: source.byteLength,
    chunkBytes: CHUNK_BYTES,
    maxChunks: MAX_CHUNKS,
    read(offset, length) {
      const chunk = new Uint8Array(length);
      try {
        return chunk.subarray(0, source.readSync(offset, chunk));
      } catch (error) {
        throw error instanceof FormatError && error.format === "sqlite" ? error : unreadableSource(error, offset);
      }
    },
  });
