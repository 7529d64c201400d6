import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { HAS_DESCRIPTOR } from "./directory.ts";
import { viewOf } from "./end-record.ts";
import type { ZipEntry } from "./entry.ts";
import { extraFields, wideNumbers } from "./extra-fields.ts";

export const LOCAL_HEADER = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;

/** The header that stands before a member's bytes (APPNOTE 4.3.7). */
export interface LocalHeader {
  readonly flags: number;
  readonly method: number;
  readonly dosTime: number;
  readonly crc32: number;
  readonly storedSize: number;
  readonly size: number;
  readonly name: Uint8Array;
  readonly extra: ReadonlyMap<number, Uint8Array>;
  readonly dataOffset: number;
  /** Checksum and sizes follow the bytes, and need not stand in the header. */
  readonly hasDescriptor: boolean;
}

/** Undefined where there is none, or it is cut off. */
export function readLocalHeader(source: ByteSource, offset: number): LocalHeader | undefined {
  const fixed = viewOf(readBytes(source, offset, LOCAL_HEADER_BYTES));
  if (fixed.byteLength < LOCAL_HEADER_BYTES || fixed.getUint32(0, true) !== LOCAL_HEADER) return undefined;
  const [nameLength, extraLength] = [fixed.getUint16(26, true), fixed.getUint16(28, true)];
  const rest = readBytes(source, offset + LOCAL_HEADER_BYTES, nameLength + extraLength);
  const extra = extraFields(rest.subarray(nameLength));
  const numbers = wideNumbers([fixed.getUint32(22, true), fixed.getUint32(18, true)], extra);
  if (rest.length < nameLength + extraLength || numbers === undefined) return undefined;
  const flags = fixed.getUint16(6, true);
  return {
    flags,
    method: fixed.getUint16(8, true),
    dosTime: fixed.getUint32(10, true),
    crc32: fixed.getUint32(14, true),
    storedSize: numbers[1]!,
    size: numbers[0]!,
    name: rest.subarray(0, nameLength),
    extra,
    dataOffset: offset + LOCAL_HEADER_BYTES + nameLength + extraLength,
    hasDescriptor: (flags & HAS_DESCRIPTOR) !== 0,
  };
}

/** Where a member's bytes begin, and whether the two descriptions of it agree. `end`: the first byte that belongs to another. */
export function locateEntry(source: ByteSource, entry: ZipEntry, end: number): { readonly offset: number; readonly isAsListed: boolean } {
  const local = readLocalHeader(source, entry.headerOffset);
  if (!local) throw new FormatError("zip", "malformed", "no header before the member", { offset: entry.headerOffset });
  if (local.dataOffset + entry.storedSize > end) {
    throw new FormatError("zip", "malformed", "the member reaches into what follows it", { offset: local.dataOffset });
  }
  return { offset: local.dataOffset, isAsListed: isAsListed(source, entry, local) };
}

function isAsListed(source: ByteSource, entry: ZipEntry, local: LocalHeader): boolean {
  if (!entry.nameAt) return true;
  if (local.method !== entry.method || !isSameName(source, entry.nameAt, local)) return false;
  const agree = local.crc32 === entry.crc32 && local.size === entry.size && local.storedSize === entry.storedSize;
  return agree || local.hasDescriptor;
}

function isSameName(source: ByteSource, nameAt: NonNullable<ZipEntry["nameAt"]>, { name }: LocalHeader): boolean {
  const listed = readBytes(source, nameAt.offset, nameAt.length);
  return listed.length === name.length && listed.every((byte, index) => byte === name[index]);
}
