import { type ByteSource, readBytes } from "./byte-source.ts";
import { AES_BLOCK_BYTES, type CryptoProvider } from "./crypto.ts";

/**
 * The plaintext of AES-256-CBC with a first block chained to an IV, zeros where none is given, decrypted where it is read: a block
 * needs only the one before it, so any place can be reached at once. Nothing is cached here. Bytes beyond the last whole block cannot
 * be decrypted.
 */
export function cbcSource(
  stored: ByteSource,
  key: Uint8Array,
  { decryptCbc }: Pick<CryptoProvider, "decryptCbc">,
  firstIv: Uint8Array = new Uint8Array(AES_BLOCK_BYTES),
): ByteSource {
  const byteLength = stored.byteLength - (stored.byteLength % AES_BLOCK_BYTES);
  return {
    byteLength,
    readSync(offset, into) {
      const end = Math.min(offset + into.length, byteLength);
      if (offset >= end) return 0;
      const start = offset - (offset % AES_BLOCK_BYTES);
      const from = Math.max(0, start - AES_BLOCK_BYTES);
      const bytes = readBytes(stored, from, roundedUp(end) - from);
      const before = start - from;
      const whole = bytes.length - before - ((bytes.length - before) % AES_BLOCK_BYTES);
      if (whole <= 0) return 0;
      const iv = before === 0 ? firstIv : bytes.subarray(0, AES_BLOCK_BYTES);
      const plain = decryptCbc(key, iv, bytes.subarray(before, before + whole)).subarray(offset - start, end - start);
      into.set(plain);
      return plain.length;
    },
  };
}

const roundedUp = (offset: number): number => Math.ceil(offset / AES_BLOCK_BYTES) * AES_BLOCK_BYTES;

/** Bytes of padding at the end (PKCS#7: RFC 5652, 6.3), or undefined where there is none. */
export function paddingOf(plain: ByteSource): number | undefined {
  const block = readBytes(plain, plain.byteLength - AES_BLOCK_BYTES, AES_BLOCK_BYTES);
  const count = block.at(-1) ?? 0;
  if (block.length < AES_BLOCK_BYTES || count < 1 || count > AES_BLOCK_BYTES) return undefined;
  return block.subarray(AES_BLOCK_BYTES - count).every((byte) => byte === count) ? count : undefined;
}

/** The first `byteLength` bytes of a source. */
export const shortened = (source: ByteSource, byteLength: number): ByteSource => ({
  byteLength,
  readSync: (offset, into) => source.readSync(offset, into.subarray(0, Math.max(0, Math.min(into.length, byteLength - offset)))),
});
