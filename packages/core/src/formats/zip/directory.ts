import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";
import { chunkCached } from "../../bytes/chunk-cache.ts";
import { DIRECTORY_ENTRY, viewOf, type ZipEnd } from "./end-record.ts";
import type { ZipEntry, ZipNote } from "./entry.ts";
import { entryName } from "./entry-name.ts";
import { extraFields, UNIX_TIME, wideNumbers } from "./extra-fields.ts";

const FIXED = 46;
const DIGITAL_SIGNATURE = 0x05054b50;
/** The directory is read in such pieces, and two are kept. */
const CHUNK = 1 << 18;

const ENCRYPTED = 1 << 0;
const STRONGLY_ENCRYPTED = 1 << 6;
const MASKED = 1 << 13;
export const HAS_DESCRIPTOR = 1 << 3;
const UTF8 = 1 << 11;
/** AES as WinZip does it stands as a method of its own. */
const AES = 99;

/** Systems that wrote an entry (APPNOTE 4.4.2): FAT, NTFS and VFAT; Unix and macOS. */
const DOS = new Set([0, 10, 14]);
const UNIX = new Set([3, 19]);

/** The members in the directory's order, as far as it can be read. */
export function* readDirectory(
  source: ByteSource,
  { directoryOffset, directoryEnd, shift, entries }: ZipEnd,
  note: (kind: ZipNote, value: number) => void,
): Generator<ZipEntry> {
  const cached = windowOn(source);
  let index = 0;
  for (let at = directoryOffset; at < directoryEnd; ) {
    const fixed = viewOf(readBytes(cached, at, FIXED));
    const signature = fixed.byteLength < 4 ? undefined : fixed.getUint32(0, true);
    if (signature === DIGITAL_SIGNATURE) break;
    const end = fixed.byteLength < FIXED ? directoryEnd + 1 : at + FIXED + lengthsOf(fixed).all;
    const entry = signature === DIRECTORY_ENTRY && end <= directoryEnd ? readEntry(cached, fixed, at, index, shift) : undefined;
    if (entry === undefined) {
      note("zip-directory-damaged", at);
      return;
    }
    yield entry;
    index++;
    at = end;
  }
  // Writers from before zip64 counted on in 16 bits.
  if (index !== entries && index % 65536 !== entries) note("zip-count", index);
}

const windowOn = (source: ByteSource): ByteSource =>
  chunkCached({
    byteLength: source.byteLength,
    chunkBytes: CHUNK,
    maxChunks: 2,
    read: (offset, length) => readBytes(source, offset, length),
  });

function lengthsOf(fixed: DataView): { readonly name: number; readonly extra: number; readonly all: number } {
  const [name, extra, comment] = [fixed.getUint16(28, true), fixed.getUint16(30, true), fixed.getUint16(32, true)];
  return { name, extra, all: name + extra + comment };
}

function readEntry(source: ByteSource, fixed: DataView, at: number, index: number, shift: number): ZipEntry | undefined {
  const { name, extra } = lengthsOf(fixed);
  const nameAt = { offset: at + FIXED, length: name };
  const nameBytes = readBytes(source, nameAt.offset, name);
  const fields = extraFields(readBytes(source, nameAt.offset + name, extra));
  const numbers = wideNumbers([fixed.getUint32(24, true), fixed.getUint32(20, true), fixed.getUint32(42, true)], fields);
  if (numbers === undefined) return undefined;
  const host = fixed.getUint8(5);
  const flags = fixed.getUint16(8, true);
  const method = fixed.getUint16(10, true);
  const text = entryName(nameBytes, fields, (flags & UTF8) !== 0, UNIX.has(host));
  return {
    index,
    name: text,
    kind: kindOf(text, UNIX.has(host) ? fixed.getUint16(40, true) : 0),
    isFromDos: DOS.has(host),
    isEncrypted: (flags & (ENCRYPTED | STRONGLY_ENCRYPTED | MASKED)) !== 0 || method === AES,
    method,
    crc32: fixed.getUint32(16, true),
    storedSize: numbers[1]!,
    size: numbers[0]!,
    headerOffset: numbers[2]! + shift,
    dosTime: fixed.getUint32(12, true),
    hasUnixTime: fields.has(UNIX_TIME),
    nameAt,
  };
}

/** File types of Unix, in the upper half of the external attributes. */
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const LINK = 0o120000;
const FOLDER = 0o040000;

function kindOf(name: string, mode: number): ZipEntry["kind"] {
  const type = mode & TYPE_MASK;
  if (name.endsWith("/") || name.endsWith("\\") || type === FOLDER) return "folder";
  if (type === LINK) return "link";
  return type === 0 || type === REGULAR ? "file" : "device";
}

/** Whether the flags of a local header or a directory entry say that its bytes are encrypted. */
export const saysEncrypted = (flags: number, method: number): boolean => (flags & (ENCRYPTED | STRONGLY_ENCRYPTED)) !== 0 || method === AES;
export const saysUtf8 = (flags: number): boolean => (flags & UTF8) !== 0;
