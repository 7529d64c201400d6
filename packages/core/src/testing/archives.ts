import { crc32 } from "../bytes/crc32.ts";

/** Archives written by hand from POSIX.1-2017 (pax), GNU's tar manual and APPNOTE.TXT, and damaged at will. */

const encoder = new TextEncoder();
const bytesOf = (value: string | Uint8Array): Uint8Array => (typeof value === "string" ? encoder.encode(value) : value);

export function concatenated(parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const all = parts.map(bytesOf);
  const whole = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What the platform's stream makes of bytes: "gzip" or "deflate-raw". */
export async function compressed(bytes: Uint8Array, form: "gzip" | "deflate-raw"): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream(form));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export interface TarEntryInput {
  readonly name: string | Uint8Array;
  readonly bytes?: string | Uint8Array;
  /** Type letter; "0" is a file. */
  readonly type?: string;
  /** Stated size, where it is not that of the bytes; a field of twelve bytes as it stands. */
  readonly size?: number | Uint8Array;
  readonly prefix?: string;
  /** What stands after the type and the name of what is linked to; POSIX's if not given. */
  readonly magic?: string;
}

const BLOCK = 512;

/** A header, the bytes and their padding. */
export function tarEntry({ name, bytes = "", type = "0", size, prefix = "", magic = "ustar\x0000" }: TarEntryInput): Uint8Array {
  const body = bytesOf(bytes);
  const header = new Uint8Array(BLOCK);
  const put = (at: number, value: string | Uint8Array): void => header.set(bytesOf(value), at);
  put(0, bytesOf(name).subarray(0, 100));
  put(100, "0000644\0");
  put(124, size instanceof Uint8Array ? size : `${(size ?? body.length).toString(8).padStart(11, "0")}\0`);
  put(136, "14000000000\0");
  put(148, "        ");
  put(156, type);
  put(257, magic);
  put(345, prefix);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return concatenated([header, body, new Uint8Array((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}

/** The two blocks that end an archive. */
export const TAR_END = new Uint8Array(2 * BLOCK);

export const tarFile = (entries: readonly (TarEntryInput | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
  concatenated([...entries.map((entry) => (entry instanceof Uint8Array ? entry : tarEntry(entry))), TAR_END]);

/** Records of an extended header of pax. */
export function paxRecords(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => {
      const rest = encoder.encode(` ${key}=${value}\n`).length;
      let length = rest + String(rest).length;
      length = rest + String(length).length;
      return `${length} ${key}=${value}\n`;
    })
    .join("");
}

export interface ZipEntryInput {
  readonly name: string | Uint8Array;
  /** The bytes as they lie in the archive. */
  readonly stored: string | Uint8Array;
  /** What they unpack to; the stored ones if not given. */
  readonly bytes?: string | Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly host?: number;
  /** File type and permissions of Unix. */
  readonly mode?: number;
  readonly extra?: Uint8Array;
  readonly localExtra?: Uint8Array;
  readonly localName?: string | Uint8Array;
  /** Fields of the directory, where they are not true. */
  readonly stated?: Partial<Record<"crc32" | "storedSize" | "size" | "headerOffset", number>>;
  readonly hasDescriptor?: boolean;
}

interface Numbers {
  readonly crc32: number;
  readonly storedSize: number;
  readonly size: number;
}

const u16 = (...values: readonly number[]): Uint8Array => Uint8Array.from(values.flatMap((value) => [value & 255, (value >>> 8) & 255]));
const u32 = (...values: readonly number[]): Uint8Array => concatenated(values.map((value) => u16(value & 0xffff, value >>> 16)));
export const u64 = (...values: readonly number[]): Uint8Array =>
  concatenated(values.map((value) => u32(value % 2 ** 32, Math.floor(value / 2 ** 32))));
export const extraField = (id: number, value: Uint8Array): Uint8Array => concatenated([u16(id, value.length), value]);

function numbersOf({ stored, bytes = stored }: ZipEntryInput): Numbers {
  return { crc32: crc32(bytesOf(bytes), 0), storedSize: bytesOf(stored).length, size: bytesOf(bytes).length };
}

const DESCRIPTOR_FLAG = 8;

function localPart(entry: ZipEntryInput): Uint8Array {
  const { method = 0, flags = 0, name, localName = name, localExtra = new Uint8Array(0), stored, hasDescriptor } = entry;
  const numbers = numbersOf(entry);
  const shown = hasDescriptor ? { crc32: 0, storedSize: 0, size: 0 } : numbers;
  const allFlags = hasDescriptor ? flags | DESCRIPTOR_FLAG : flags;
  return concatenated([
    u32(0x04034b50),
    u16(20, allFlags, method, 0, 0x21),
    u32(shown.crc32, shown.storedSize, shown.size),
    u16(bytesOf(localName).length, localExtra.length),
    localName,
    localExtra,
    stored,
    hasDescriptor ? u32(0x08074b50, numbers.crc32, numbers.storedSize, numbers.size) : "",
  ]);
}

function directoryPart(entry: ZipEntryInput, offset: number): Uint8Array {
  const { method = 0, flags = 0, host = 3, name, mode = 0o100644, extra = new Uint8Array(0), hasDescriptor } = entry;
  const stated = { ...numbersOf(entry), headerOffset: offset, ...entry.stated };
  return concatenated([
    u32(0x02014b50),
    u16(20 | (host << 8), 20, hasDescriptor ? flags | DESCRIPTOR_FLAG : flags, method, 0, 0x21),
    u32(stated.crc32, stated.storedSize, stated.size),
    u16(bytesOf(name).length, extra.length, 0, 0, 0),
    u32((mode << 16) >>> 0, stated.headerOffset),
    name,
    extra,
  ]);
}

export interface ZipFileOptions {
  readonly comment?: string;
  /** The end record in its long form, with the short one full. */
  readonly isWide?: boolean;
  readonly stated?: Partial<Record<"entries" | "disk", number>>;
}

export function zipFile(
  entries: readonly ZipEntryInput[],
  { comment = "", isWide = false, stated = {} }: ZipFileOptions = {},
): Uint8Array<ArrayBuffer> {
  const locals = entries.map(localPart);
  let at = 0;
  const directory = concatenated(
    entries.map((entry, index) => {
      const part = directoryPart(entry, at);
      at += locals[index]!.length;
      return part;
    }),
  );
  const count = stated.entries ?? entries.length;
  const disk = stated.disk ?? 0;
  const wide = concatenated([
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count, count, directory.length, at),
    u32(0x07064b50, 0),
    u64(at + directory.length),
    u32(1),
  ]);
  const short = isWide ? [u16(0xffff, 0xffff), u32(0xffffffff, 0xffffffff)] : [u16(count, count), u32(directory.length, at)];
  return concatenated([...locals, directory, isWide ? wide : "", u32(0x06054b50), u16(disk, disk), ...short, u16(comment.length), comment]);
}
