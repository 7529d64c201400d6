import { FormatError } from "../../bytes/format-error.ts";

/** Everything in a tar file stands in blocks of so many bytes. */
export const BLOCK = 512;

/** The fields of a header block that are used (POSIX.1-2017, pax, "ustar Interchange Format"). */
export interface TarHeader {
  readonly name: Uint8Array;
  readonly size: number;
  /** One letter; NUL of old archives stands as "0". */
  readonly type: string;
  readonly isPosix: boolean;
  /** GNU's own form of a sparse file: further blocks of its map follow the header. */
  readonly hasSparseBlocks: boolean;
}

const CHECKSUM = { from: 148, to: 156 };
const SPACE = 0x20;

/** What a header's sum has to be: of all bytes, its own field taken as spaces. Old writers summed signed bytes. */
export function hasChecksum(block: Uint8Array): boolean {
  const stated = octal(block.subarray(CHECKSUM.from, CHECKSUM.to));
  if (stated === undefined) return false;
  let unsigned = SPACE * (CHECKSUM.to - CHECKSUM.from);
  let high = 0;
  for (let at = 0; at < BLOCK; at++) {
    if (at === CHECKSUM.from) at = CHECKSUM.to;
    unsigned += block[at]!;
    high += block[at]! >> 7;
  }
  return stated === unsigned || stated === unsigned - 256 * high;
}

/** Reads a block whose checksum holds. */
export function readHeader(block: Uint8Array): TarHeader {
  const magic = String.fromCharCode(...block.subarray(257, 265));
  const isPosix = magic.startsWith("ustar\0");
  const name = textField(block.subarray(0, 100));
  const prefix = isPosix ? textField(block.subarray(345, 500)) : new Uint8Array(0);
  const type = String.fromCharCode(block[156]! || 0x30);
  return {
    name: prefix.length === 0 ? name : withPrefix(prefix, name),
    size: readNumber(block.subarray(124, 136)),
    type,
    isPosix,
    hasSparseBlocks: type === "S" && block[482] === 1,
  };
}

/** Whether another block of a sparse file's map follows this one (GNU tar manual, "Old GNU Format"). */
export const hasMoreSparseBlocks = (block: Uint8Array): boolean => block[504] === 1;

function withPrefix(prefix: Uint8Array, name: Uint8Array): Uint8Array {
  const whole = new Uint8Array(prefix.length + 1 + name.length);
  whole.set(prefix);
  whole[prefix.length] = 0x2f;
  whole.set(name, prefix.length + 1);
  return whole;
}

function textField(field: Uint8Array): Uint8Array {
  const end = field.indexOf(0);
  return end < 0 ? field.slice() : field.slice(0, end);
}

/** Octal digits, or a big-endian number with the first bit set (GNU, star: "base-256"). */
function readNumber(field: Uint8Array): number {
  const value = field[0]! & 0x80 ? base256(field) : octal(field);
  if (value === undefined || !Number.isSafeInteger(value)) throw new FormatError("tar", "malformed", "a size that is none");
  return value;
}

function base256(field: Uint8Array): number | undefined {
  if (field[0]! & 0x40) return undefined; // negative
  return field.reduce((value, byte, index) => value * 256 + (index === 0 ? byte & 0x3f : byte), 0);
}

/** Digits between spaces or NULs; none are 0. */
function octal(field: Uint8Array): number | undefined {
  let at = 0;
  while (at < field.length && isBlank(field[at]!)) at++;
  let value = 0;
  for (; at < field.length && !isBlank(field[at]!); at++) {
    const digit = field[at]! - ZERO;
    if (digit < 0 || digit > 7) return undefined;
    value = value * 8 + digit;
  }
  return value;
}

const ZERO = 0x30;
const isBlank = (byte: number): boolean => byte === 0 || byte === SPACE;
