const FIRST_CAPACITY = 256;

/** Bytes that grow at the end. Big-endian unless the name says otherwise. */
export interface ByteSink {
  readonly length: () => number;
  readonly byte: (value: number) => void;
  readonly append: (bytes: Uint8Array) => void;
  /** The lowest `byteLength` bytes of a two's complement integer. */
  readonly integer: (value: number | bigint, byteLength: number) => void;
  readonly integerLittleEndian: (value: number | bigint, byteLength: number) => void;
  readonly finish: () => Uint8Array;
}

export function createSink(): ByteSink {
  let buffer = new Uint8Array(FIRST_CAPACITY);
  let length = 0;
  const reserve = (more: number) => {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + more));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  const byte = (value: number) => {
    reserve(1);
    buffer[length++] = value;
  };
  const append = (bytes: Uint8Array) => {
    reserve(bytes.length);
    buffer.set(bytes, length);
    length += bytes.length;
  };
  return {
    length: () => length,
    byte,
    append,
    integer: (value, byteLength) => append(integerBytes(value, byteLength)),
    integerLittleEndian: (value, byteLength) => append(integerBytes(value, byteLength).reverse()),
    finish: () => buffer.slice(0, length),
  };
}

export function integerBytes(value: number | bigint, byteLength: number): Uint8Array {
  const bytes = new Uint8Array(byteLength);
  if (typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER) return fillFromEnd(bytes, value);
  let rest = BigInt(value);
  for (let index = byteLength - 1; index >= 0; index--) {
    bytes[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/** Most integers need no BigInt, and archives with many members write many. */
function fillFromEnd(bytes: Uint8Array, value: number): Uint8Array {
  let rest = value;
  for (let index = bytes.length - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
