/** A number that may be too large for a double: https://www.sqlite.org/fileformat2.html#varint */
export interface Varint {
  readonly value: bigint;
  readonly length: number;
}

/** Lengths and serial types above this are no lengths. */
const MAX_SMALL = 2 ** 49;

export function readVarint(bytes: Uint8Array, offset: number): Varint | undefined {
  const small = readSmallVarint(bytes, offset);
  if (small === undefined) return undefined;
  if (small.value < MAX_SMALL) return { value: BigInt(small.value), length: small.length };
  let value = 0n;
  for (let index = 0; index < 8; index++) {
    value = (value << 7n) | BigInt(bytes[offset + index]! & 0x7f);
    if (bytes[offset + index]! < 0x80) return { value, length: index + 1 };
  }
  return { value: BigInt.asIntN(64, (value << 8n) | BigInt(bytes[offset + 8]!)), length: 9 };
}

/** A varint as a number, exact below 2^49 and large above; undefined where the bytes end within it. */
export function readSmallVarint(bytes: Uint8Array, offset: number): { value: number; length: number } | undefined {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes[offset + index];
    if (byte === undefined) return undefined;
    if (index === 8) return { value: value * 256 + byte, length: 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, length: index + 1 };
  }
  return undefined;
}
