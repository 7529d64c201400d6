import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { openChaCha as portable } from "../../bytes/chacha.ts";
import { chunkCached } from "../../bytes/chunk-cache.ts";
import type { CryptoProvider } from "../../bytes/crypto.ts";
import { FormatError } from "../../bytes/format-error.ts";

export interface AgePayload {
  readonly content: ByteSource;
  /** The file ends before its last chunk does: what is whole before it can be read. */
  readonly isCut: boolean;
}

const NONCE_BYTES = 16;
const CHUNK_BYTES = 1 << 16;
const TAG_BYTES = 16;
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;
/** Decrypted chunks that are kept: a zip is read at its end, at its directory and where a member lies. */
const MAX_CHUNKS = 8;

/**
 * The content of an age file. Its chunks of 64 KiB are each sealed with their number and whether they are the last, so any place can be
 * reached at once, nothing can be moved, and what is cut off at the end shows.
 */
export function openPayload(
  stored: ByteSource,
  offset: number,
  fileKey: Uint8Array,
  { openChaCha }: Pick<CryptoProvider, "openChaCha"> = { openChaCha: portable },
): AgePayload {
  const nonce = readBytes(stored, offset, NONCE_BYTES);
  if (nonce.length < NONCE_BYTES) throw new FormatError("age", "truncated", "the file ends after its header");
  const key = hkdf(sha256, fileKey, nonce, new TextEncoder().encode("payload"), 32);
  const first = offset + NONCE_BYTES;
  const sealed = stored.byteLength - first;
  const count = Math.max(1, Math.ceil(sealed / SEALED_BYTES));
  const lastBytes = sealed - (count - 1) * SEALED_BYTES;
  const last = count - 1;
  const openChunk = (index: number, isLast: boolean): Uint8Array | undefined =>
    openChaCha(key, nonceOf(index, isLast), readBytes(stored, first + index * SEALED_BYTES, SEALED_BYTES));
  const isWhole = lastBytes >= TAG_BYTES && openChunk(last, true) !== undefined;
  // A file that was cut between two chunks ends with one that is whole and does not call itself the last.
  const isCutBetween = !isWhole && lastBytes === SEALED_BYTES && openChunk(last, false) !== undefined;
  const byteLength = isWhole ? last * CHUNK_BYTES + lastBytes - TAG_BYTES : (isCutBetween ? count : last) * CHUNK_BYTES;
  const content = chunkCached({
    byteLength,
    chunkBytes: CHUNK_BYTES,
    maxChunks: MAX_CHUNKS,
    read(at) {
      const index = at / CHUNK_BYTES;
      const chunk = openChunk(index, isWhole && index === last);
      if (!chunk) throw new FormatError("age", "malformed", "a chunk does not open", { offset: first + index * SEALED_BYTES });
      return chunk;
    },
  });
  return { content, isCut: !isWhole };
}

/** Eleven bytes of the chunk's number, the highest first, and one that is 1 for the last. */
function nonceOf(index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(7, index % 2 ** 32);
  view.setUint32(3, Math.floor(index / 2 ** 32));
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
