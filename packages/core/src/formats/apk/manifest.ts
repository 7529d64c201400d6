import { FormatError } from "../../bytes/format-error.ts";

/**
 * The package that an app's AndroidManifest.xml names, in Android's binary form of XML: a pool of strings, then elements whose names and
 * values are places in it. AOSP, frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h
 */
const CHUNK = { xml: 0x0003, strings: 0x0001, element: 0x0102 } as const;
const CHUNK_HEADER_BYTES = 8;
const ELEMENT_HEADER_BYTES = 16;
const ATTRIBUTE_BYTES = 20;
const IS_UTF8 = 1 << 8;
const [ROOT, PACKAGE] = ["manifest", "package"];
/** The root has some ten attributes. */
const MAX_ATTRIBUTES = 100;
const MAX_CHUNKS = 1_000;
/** A name of a package; other strings of the pool are not read. */
const MAX_LETTERS = 1_000;

/** Undefined where the root names none. Throws FormatError where it is no such file. */
export function packageInManifest(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < CHUNK_HEADER_BYTES || view.getUint16(0, true) !== CHUNK.xml)
    throw new FormatError("android-manifest", "not-this-format", "no binary XML");
  let pool: Pool | undefined;
  for (let at = CHUNK_HEADER_BYTES, count = 0; at + CHUNK_HEADER_BYTES <= view.byteLength && count < MAX_CHUNKS; count++) {
    const [type, size] = [view.getUint16(at, true), view.getUint32(at + 4, true)];
    if (size < CHUNK_HEADER_BYTES || at + size > view.byteLength)
      throw new FormatError("android-manifest", "truncated", `a chunk of ${size} bytes`, { offset: at });
    const chunk = new DataView(bytes.buffer, bytes.byteOffset + at, size);
    if (type === CHUNK.strings) pool ??= poolOf(chunk);
    if (type === CHUNK.element) return pool && packageOf(chunk, pool);
    at += size;
  }
  return undefined;
}

type Pool = (index: number) => string | undefined;

function poolOf(chunk: DataView): Pool {
  if (chunk.byteLength < 28) throw new FormatError("android-manifest", "truncated", "a pool of strings");
  const [headerBytes, count] = [chunk.getUint16(2, true), chunk.getUint32(8, true)];
  const [flags, from] = [chunk.getUint32(16, true), chunk.getUint32(20, true)];
  return (index) => {
    const place = headerBytes + index * 4;
    if (index >= count || place + 4 > chunk.byteLength) return undefined;
    const at = from + chunk.getUint32(place, true);
    return at >= chunk.byteLength ? undefined : (flags & IS_UTF8) === 0 ? utf16At(chunk, at) : utf8At(chunk, at);
  };
}

/** Letters and then bytes, each in one byte, or in two where the first has its high bit. */
function utf8At(chunk: DataView, at: number): string | undefined {
  const letters = at + (isLong(chunk, at) ? 2 : 1);
  const isTwo = isLong(chunk, letters);
  const from = letters + (isTwo ? 2 : 1);
  if (from > chunk.byteLength) return undefined;
  const length = isTwo ? ((chunk.getUint8(letters) & 0x7f) << 8) | chunk.getUint8(letters + 1) : chunk.getUint8(letters);
  return length > MAX_LETTERS || from + length > chunk.byteLength
    ? undefined
    : new TextDecoder().decode(new Uint8Array(chunk.buffer, chunk.byteOffset + from, length));
}

const isLong = (chunk: DataView, at: number): boolean => at < chunk.byteLength && (chunk.getUint8(at) & 0x80) !== 0;

function utf16At(chunk: DataView, at: number): string | undefined {
  const length = at + 2 <= chunk.byteLength ? chunk.getUint16(at, true) : MAX_LETTERS + 1;
  const from = at + 2;
  return length > MAX_LETTERS || from + length * 2 > chunk.byteLength
    ? undefined
    : new TextDecoder("utf-16le").decode(new Uint8Array(chunk.buffer, chunk.byteOffset + from, length * 2));
}

function packageOf(element: DataView, pool: Pool): string | undefined {
  if (element.byteLength < ELEMENT_HEADER_BYTES + 20) throw new FormatError("android-manifest", "truncated", "an element");
  if (pool(element.getUint32(ELEMENT_HEADER_BYTES + 4, true)) !== ROOT) return undefined;
  const from = ELEMENT_HEADER_BYTES + element.getUint16(ELEMENT_HEADER_BYTES + 8, true);
  const count = Math.min(element.getUint16(ELEMENT_HEADER_BYTES + 12, true), MAX_ATTRIBUTES);
  for (let at = from; at < from + count * ATTRIBUTE_BYTES && at + ATTRIBUTE_BYTES <= element.byteLength; at += ATTRIBUTE_BYTES)
    if (pool(element.getUint32(at + 4, true)) === PACKAGE) return pool(element.getUint32(at + 8, true));
  return undefined;
}
