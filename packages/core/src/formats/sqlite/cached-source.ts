import type { ByteSource } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { unreadableSource } from "./sqlite-error.ts";

/** A page read costs a call to the host, a decryption or a FileReaderSync each: 64 KB at a time makes it one in sixteen. */
const CHUNK_BYTES = 1 << 16;
/** 4 MB for each open file. */
const MAX_CHUNKS = 64;

/** A source that keeps the chunks read last, and says in a FormatError (with the cause) that bytes could not be read. */
export function cachedSource(source: ByteSource): ByteSource {
  const chunks = new Map<number, Uint8Array>();

  const chunkAt = (index: number): Uint8Array => {
    const known = chunks.get(index);
    if (known !== undefined) {
      chunks.delete(index); // to the end: the order of a Map is the order of use
      chunks.set(index, known);
      return known;
    }
    const chunk = readChunk(source, index * CHUNK_BYTES);
    if (chunks.size >= MAX_CHUNKS) chunks.delete(chunks.keys().next().value!);
    chunks.set(index, chunk);
    return chunk;
  };

  return {
    byteLength: source.byteLength,
    readSync(offset, into) {
      let done = 0;
      while (done < into.length && offset + done < source.byteLength) {
        const at = offset + done;
        const start = at % CHUNK_BYTES;
        const part = chunkAt((at - start) / CHUNK_BYTES).subarray(start, start + into.length - done);
        if (part.length === 0) break;
        into.set(part, done);
        done += part.length;
      }
      return done;
    },
  };
}

function readChunk(source: ByteSource, offset: number): Uint8Array {
  const chunk = new Uint8Array(Math.min(CHUNK_BYTES, source.byteLength - offset));
  try {
    return chunk.subarray(0, source.readSync(offset, chunk));
  } catch (error) {
    throw error instanceof FormatError && error.format === "sqlite" ? error : unreadableSource(error, offset);
  }
}
