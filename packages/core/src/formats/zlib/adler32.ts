const MODULUS = 65_521;
/** So many bytes can be added before the sums leave 32 bits (RFC 1950, 9). */
const BLOCK = 3_800;

/** Adler-32 of the bytes, going on from `before`, which is 1 at first. */
export function adler32(bytes: Uint8Array, before: number): number {
  let low = before & 0xffff;
  let high = before >>> 16;
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(at + BLOCK, bytes.length);
    for (; at < end; at++) {
      low += bytes[at]!;
      high += low;
    }
    low %= MODULUS;
    high %= MODULUS;
  }
  return ((high << 16) | low) >>> 0;
}
