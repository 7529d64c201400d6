import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import type { InflateProvider } from "../../bytes/inflate.ts";
import { saysEncrypted, saysUtf8 } from "./directory.ts";
import { viewOf } from "./end-record.ts";
import { DEFLATED, type ZipEntry, type ZipNote } from "./entry.ts";
import { entryName } from "./entry-name.ts";
import { UNIX_TIME } from "./extra-fields.ts";
import { type LocalHeader, readLocalHeader } from "./local-header.ts";

const DESCRIPTOR = 0x08074b50;
/** "PK", which every header of a zip begins with. */
const HEADER_BEGINNING = 0x4b50;

/**
 * The members of a zip file without a directory, which an interrupted copy is: one local header after the other, up to `end`. Where a
 * member's length only follows its bytes, its end is found by inflating it, or by what describes it.
 */
export async function* salvageEntries(
  source: ByteSource,
  end: number,
  inflate: InflateProvider,
  note: (kind: ZipNote, value: number) => void,
): AsyncGenerator<ZipEntry> {
  let at = 0;
  for (let index = 0; at < end; index++) {
    const local = readLocalHeader(source, at);
    if (!local) break;
    const sizes = await sizesOf(source, local, inflate);
    if (!sizes) break;
    yield toEntry(local, at, index, sizes);
    at = local.dataOffset + sizes.storedSize + sizes.descriptor;
  }
  if (at !== end || end === source.byteLength) note("zip-cut-off", Math.min(at, end));
}

interface Sizes {
  readonly crc32: number;
  readonly storedSize: number;
  readonly size: number;
  /** Bytes of the descriptor behind the member's. */
  readonly descriptor: number;
}

async function sizesOf(source: ByteSource, local: LocalHeader, inflate: InflateProvider): Promise<Sizes | undefined> {
  const room = Math.max(0, source.byteLength - local.dataOffset);
  if (!local.hasDescriptor) {
    const { crc32, storedSize, size } = local;
    if (storedSize <= room) return { crc32, storedSize, size, descriptor: 0 };
    // The next header is looked for beyond the end, and not found.
    return { crc32, storedSize: room, size: local.method === DEFLATED ? size : room, descriptor: 1 };
  }
  const isInflated = local.method === DEFLATED && !saysEncrypted(local.flags, local.method);
  return isInflated ? inflatedSizes(source, local, inflate) : describedSizes(source, local.dataOffset);
}

/** Bytes looked at together for a descriptor. */
const WINDOW = 1 << 18;
const MAX_DESCRIPTOR_BYTES = 24;

/** The first descriptor that states just the length at which it stands. Without its signature none can be told from other bytes. */
function describedSizes(source: ByteSource, from: number): Sizes | undefined {
  for (let start = from; start < source.byteLength; start += WINDOW) {
    const bytes = readBytes(source, start, WINDOW + MAX_DESCRIPTOR_BYTES);
    for (let at = bytes.indexOf(0x50); at >= 0 && at < WINDOW; at = bytes.indexOf(0x50, at + 1)) {
      const found = describedAt(viewOf(bytes.subarray(at)), start + at - from);
      if (found) return { ...found, descriptor: descriptorBytes(source, start + at, found.storedSize) };
    }
  }
  return undefined;
}

function describedAt(view: DataView, length: number): Omit<Sizes, "descriptor"> | undefined {
  if (view.byteLength < 16 || view.getUint32(0, true) !== DESCRIPTOR || view.getUint32(8, true) !== length % 2 ** 32) return undefined;
  const isWide = view.byteLength >= 24 && length > 0 && view.getBigUint64(8, true) === BigInt(length);
  return {
    crc32: view.getUint32(4, true),
    storedSize: length,
    size: isWide ? Number(view.getBigUint64(16, true)) : view.getUint32(12, true),
  };
}

async function inflatedSizes(source: ByteSource, { dataOffset }: LocalHeader, inflate: InflateProvider): Promise<Sizes> {
  let size = 0;
  let crc32 = 0;
  const { at, end } = await inflate.inflate({
    source,
    from: dataOffset,
    to: source.byteLength,
    take(bytes) {
      size += bytes.length;
      crc32 = inflate.crc32(bytes, crc32);
      return size <= MAX_SEARCHED_BYTES;
    },
  });
  if (end !== "whole") return { crc32, storedSize: source.byteLength - dataOffset, size, descriptor: 1 };
  return { crc32, storedSize: at - dataOffset, size, descriptor: descriptorBytes(source, at, at - dataOffset) };
}

/** Bytes that a member of unknown length may inflate to while its end is looked for. */
const MAX_SEARCHED_BYTES = 2 ** 36;

/** With or without its signature, with sizes of four or eight bytes (APPNOTE 4.3.9): the form that states the size that was found. */
function descriptorBytes(source: ByteSource, at: number, storedSize: number): number {
  const view = viewOf(readBytes(source, at, MAX_DESCRIPTOR_BYTES));
  const signature = view.byteLength >= 4 && view.getUint32(0, true) === DESCRIPTOR ? 4 : 0;
  const isWide = view.byteLength >= signature + 20 && view.getBigUint64(signature + 4, true) === BigInt(storedSize);
  // Of a file without bytes both forms look alike: the next header tells.
  const next = viewOf(readBytes(source, at + signature + 12, 2));
  const isNarrow = next.byteLength === 2 && next.getUint16(0, true) === HEADER_BEGINNING;
  return signature + (isWide && !isNarrow ? 20 : 12);
}

function toEntry(local: LocalHeader, headerOffset: number, index: number, { crc32, storedSize, size }: Sizes): ZipEntry {
  const name = entryName(local.name, local.extra, saysUtf8(local.flags), true);
  return {
    index,
    name,
    kind: name.endsWith("/") || name.endsWith("\\") ? "folder" : "file",
    isFromDos: !name.includes("/"),
    isEncrypted: saysEncrypted(local.flags, local.method),
    method: local.method,
    crc32,
    storedSize,
    size,
    headerOffset,
    dosTime: local.dosTime,
    hasUnixTime: local.extra.has(UNIX_TIME),
    nameAt: undefined,
  };
}
