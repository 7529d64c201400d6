import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import type { InflateProvider } from "../../bytes/inflate.ts";
import { saysEncrypted, saysUtf8 } from "./directory.ts";
import { viewOf } from "./end-record.ts";
import { DEFLATED, type ZipEntry, type ZipNote } from "./entry.ts";
import { entryName } from "./entry-name.ts";
import { type LocalHeader, readLocalHeader } from "./local-header.ts";

const DESCRIPTOR = 0x08074b50;

/**
 * The members of a zip file without a directory, which an interrupted copy is: one local header after the other. A member whose
 * length only follows its bytes has to be inflated to find its end; one that is also not deflated ends the search.
 */
export async function* salvageEntries(
  source: ByteSource,
  inflate: InflateProvider,
  note: (kind: ZipNote, value: number) => void,
): AsyncGenerator<ZipEntry> {
  let at = 0;
  for (let index = 0; ; index++) {
    const local = readLocalHeader(source, at);
    if (!local) break;
    const sizes = await sizesOf(source, local, inflate);
    if (!sizes) break;
    yield toEntry(local, at, index, sizes);
    at = local.dataOffset + sizes.storedSize + sizes.descriptor;
    if (at > source.byteLength) break;
  }
  note("zip-cut-off", Math.min(at, source.byteLength));
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
  if (local.method !== DEFLATED || saysEncrypted(local.flags, local.method)) return undefined;
  return inflatedSizes(source, local, inflate);
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

/** With or without its signature, with sizes of four or eight bytes (APPNOTE 4.3.9): the form whose size is the one found. */
function descriptorBytes(source: ByteSource, at: number, storedSize: number): number {
  const view = viewOf(readBytes(source, at, 24));
  const signature = view.byteLength >= 4 && view.getUint32(0, true) === DESCRIPTOR ? 4 : 0;
  const isWide = view.byteLength >= signature + 20 && view.getBigUint64(signature + 4, true) === BigInt(storedSize);
  return signature + (isWide ? 20 : 12);
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
    nameAt: undefined,
  };
}
