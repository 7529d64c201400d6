import { FormatError, type FormatErrorCode } from "../../bytes/format-error.ts";
import { MAX_NODES } from "./limits.ts";

/**
 * Where the objects of a binary list lie. Layout after Apple's CFBinaryPList.c
 * (https://github.com/apple-oss-distributions/CF/blob/main/CFBinaryPList.c): magic, objects, table of offsets, trailer of 32 bytes.
 */
export interface BinaryLayout {
  readonly bytes: Uint8Array;
  /** By object number; what is no place of an object fails when it is read. */
  readonly offsets: readonly number[];
  readonly top: number;
  readonly referenceSize: number;
  /** Objects end here. */
  readonly end: number;
}

export const HEADER_SIZE = 8;
export const TRAILER_SIZE = 32;
const MAX_INTEGER_SIZE = 8;
const MAGIC = [0x62, 0x70, 0x6c, 0x69, 0x73, 0x74, 0x30]; // "bplist0": Apple's reader takes any digit after it, so we must

export const isBinaryPlist = (bytes: Uint8Array): boolean => MAGIC.every((byte, index) => bytes[index] === byte);

export function failPlist(code: FormatErrorCode, detail: string, offset?: number): never {
  throw new FormatError("plist", code, detail, offset === undefined ? {} : { offset });
}

/** An unsigned big-endian number; inexact above 2^53, which every check against a length then refuses. */
export function unsignedAt(bytes: Uint8Array, offset: number, size: number): number {
  let value = 0;
  for (let index = offset; index < offset + size; index += 1) value = value * 256 + bytes[index]!;
  return value;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The layout that the last 32 bytes describe, every part of it checked. */
export function readLayout(bytes: Uint8Array): BinaryLayout {
  if (!isBinaryPlist(bytes)) failPlist("not-this-format", "no bplist0 magic", 0);
  const trailer = bytes.length - TRAILER_SIZE;
  if (trailer < HEADER_SIZE) failPlist("truncated", "no room for a trailer", bytes.length);
  return layoutAt(bytes, trailer) ?? failPlist("malformed", "trailer does not fit the list", trailer);
}

/** The layout of a trailer at this place, or undefined where its numbers do not fit: Apple's reader asks for an exact fit too. */
export function layoutAt(bytes: Uint8Array, trailer: number): BinaryLayout | undefined {
  const offsetSize = bytes[trailer + 6]!;
  const referenceSize = bytes[trailer + 7]!;
  if (!isIntegerSize(offsetSize) || !isIntegerSize(referenceSize)) return;
  const count = unsignedAt(bytes, trailer + 8, 8);
  const top = unsignedAt(bytes, trailer + 16, 8);
  const table = unsignedAt(bytes, trailer + 24, 8);
  if (count === 0 || top >= count || table <= HEADER_SIZE || table + count * offsetSize !== trailer) return;
  if (count > MAX_NODES) failPlist("limit", `more than ${MAX_NODES} objects`, trailer);
  return { bytes, offsets: readOffsets(bytes, table, count, offsetSize), top, referenceSize, end: table };
}

const isIntegerSize = (size: number): boolean => size >= 1 && size <= MAX_INTEGER_SIZE;

function readOffsets(bytes: Uint8Array, table: number, count: number, size: number): number[] {
  const offsets: number[] = []; // plain arrays: in lists of a few objects, most of them, typed ones cost more than the reading
  for (let index = 0; index < count; index += 1) offsets.push(unsignedAt(bytes, table + index * size, size));
  return offsets;
}
