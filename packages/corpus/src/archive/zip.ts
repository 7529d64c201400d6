import { crc32, deflateRawSync } from "node:zlib";
import { concat, createSink, integerBytes, utf8 } from "../bytes.ts";

/** A writer of zip as PKWARE's APPNOTE 6.3.10 describes it. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export interface ZipMember {
  /** Bytes where the name is none in UTF-8. */
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array;
  readonly method?: "stored" | "deflated";
  /** What is written instead of the content, deflated or not. */
  readonly stored?: Uint8Array;
  /** Fields that differ from the truth, in one place or the other. */
  readonly local?: Partial<ZipFields>;
  readonly central?: Partial<ZipFields & { readonly offset: number; readonly externalAttributes: number; readonly madeBy: number }>;
  /** No header and no bytes of its own: only a record in the central directory. */
  readonly isOnlyListed?: boolean;
  readonly isOnlyStored?: boolean;
  /** When it was changed last, in the packed form of MS-DOS: date above, time below. */
  readonly dosTime?: number;
}

export interface ZipFields {
  readonly name: string | Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly storedSize: number;
  readonly size: number;
  readonly dosTime: number;
}

export interface ZipOptions {
  /** Sizes and places in 64 bits although they would fit into 32. */
  readonly isZip64?: boolean;
  /** Checksum and sizes after the bytes, as writers do that cannot go back. */
  readonly hasDescriptors?: boolean;
  /** What the end record says, where it is not the truth. */
  readonly end?: { readonly count?: number; readonly size?: number; readonly offset?: number };
  readonly comment?: Uint8Array;
}

interface Listed {
  readonly fields: ZipFields;
  readonly offset: number;
  readonly member: ZipMember;
}

const SIGNATURE = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  descriptor: 0x08074b50,
  end64: 0x06064b50,
  locator: 0x07064b50,
};
const FLAG = { descriptor: 1 << 3, utf8: 1 << 11 };
const METHOD = { stored: 0, deflated: 8 } as const;
const VERSION = { usual: 20, zip64: 45 };
const EXTRA_ZIP64 = 1;
const IN_ZIP64 = 0xffff_ffff;
const COUNT_IN_ZIP64 = 0xffff;
/** 2025-05-08 20:17:04, in the packed form of MS-DOS. */
const USUAL_TIME = ((((2025 - 1980) << 9) | (5 << 5) | 8) << 16) | (20 << 11) | (17 << 5) | 2;
const UNIX = 3 << 8;

export function* writeZip(members: Iterable<ZipMember>, options: ZipOptions = {}): Generator<Uint8Array> {
  const listed: Listed[] = [];
  let offset = 0;
  for (const member of members) {
    const { fields, stored } = prepared(member, options);
    if (!member.isOnlyStored) listed.push({ fields, offset, member });
    if (member.isOnlyListed) continue;
    for (const piece of [localHeader({ ...fields, ...member.local }, options), stored, descriptor(fields, options)]) {
      offset += piece.length;
      yield piece;
    }
  }
  let size = 0;
  for (const one of listed) {
    const record = centralRecord(one, options);
    size += record.length;
    yield record;
  }
  yield endRecords({ count: listed.length, size, offset, ...options.end }, offset + size, options);
}

function prepared(member: ZipMember, { hasDescriptors }: ZipOptions): { readonly fields: ZipFields; readonly stored: Uint8Array } {
  const { name, content = new Uint8Array(), method = "deflated", dosTime = USUAL_TIME } = member;
  const stored = member.stored ?? (method === "stored" ? content : new Uint8Array(deflateRawSync(content)));
  const flags = (hasDescriptors ? FLAG.descriptor : 0) | (typeof name === "string" ? FLAG.utf8 : 0);
  return {
    fields: { name, flags, method: METHOD[method], checksum: crc32(content), storedSize: stored.length, size: content.length, dosTime },
    stored,
  };
}

const nameBytes = (name: string | Uint8Array): Uint8Array => (typeof name === "string" ? utf8(name) : name);

function localHeader(fields: ZipFields, { isZip64 = false, hasDescriptors = false }: ZipOptions): Uint8Array {
  const known = hasDescriptors ? { checksum: 0, storedSize: 0, size: 0 } : fields;
  const name = nameBytes(fields.name);
  const extra = isZip64 ? zip64Extra(known.size, known.storedSize) : new Uint8Array();
  const sink = createSink();
  sink.integerLittleEndian(SIGNATURE.local, 4);
  common(sink, fields, known, isZip64);
  sink.integerLittleEndian(name.length, 2);
  sink.integerLittleEndian(extra.length, 2);
  sink.append(name);
  sink.append(extra);
  return sink.finish();
}

/** What both headers say, in the same order. */
function common(
  sink: ReturnType<typeof createSink>,
  { flags, method, dosTime }: Pick<ZipFields, "flags" | "method" | "dosTime">,
  { checksum, storedSize, size }: Pick<ZipFields, "checksum" | "storedSize" | "size">,
  isZip64: boolean,
): void {
  for (const value of [isZip64 ? VERSION.zip64 : VERSION.usual, flags, method, dosTime & 0xffff, dosTime >>> 16])
    sink.integerLittleEndian(value, 2);
  for (const value of [checksum, isZip64 ? IN_ZIP64 : storedSize, isZip64 ? IN_ZIP64 : size]) sink.integerLittleEndian(value, 4);
}

const zip64Extra = (...values: readonly number[]): Uint8Array =>
  concat(
    integerBytes(EXTRA_ZIP64, 2).reverse(),
    integerBytes(values.length * 8, 2).reverse(),
    ...values.map((value) => integerBytes(value, 8).reverse()),
  );

function descriptor({ checksum, storedSize, size }: ZipFields, { hasDescriptors = false, isZip64 = false }: ZipOptions): Uint8Array {
  if (!hasDescriptors) return new Uint8Array();
  const width = isZip64 ? 8 : 4;
  return concat(
    ...[integerBytes(SIGNATURE.descriptor, 4), integerBytes(checksum, 4), integerBytes(storedSize, width), integerBytes(size, width)].map(
      (bytes) => bytes.reverse(),
    ),
  );
}

function centralRecord({ fields, offset, member }: Listed, { isZip64 = false }: ZipOptions): Uint8Array {
  const said = { ...fields, offset, externalAttributes: (0o100600 << 16) >>> 0, madeBy: UNIX | VERSION.usual, ...member.central };
  const name = nameBytes(said.name);
  const extra = isZip64 ? zip64Extra(said.size, said.storedSize, said.offset) : new Uint8Array();
  const sink = createSink();
  sink.integerLittleEndian(SIGNATURE.central, 4);
  sink.integerLittleEndian(said.madeBy, 2);
  common(sink, said, said, isZip64);
  for (const value of [name.length, extra.length, 0, 0, 0]) sink.integerLittleEndian(value, 2);
  sink.integerLittleEndian(said.externalAttributes, 4);
  sink.integerLittleEndian(isZip64 ? IN_ZIP64 : said.offset, 4);
  sink.append(name);
  sink.append(extra);
  return sink.finish();
}

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

function endRecords(
  { count, size, offset }: Directory,
  place: number,
  { isZip64 = false, comment = new Uint8Array() }: ZipOptions,
): Uint8Array {
  const sink = createSink();
  if (isZip64 || count > COUNT_IN_ZIP64) zip64End(sink, { count, size, offset }, place);
  sink.integerLittleEndian(SIGNATURE.end, 4);
  for (const value of [0, 0, Math.min(count, COUNT_IN_ZIP64), Math.min(count, COUNT_IN_ZIP64)]) sink.integerLittleEndian(value, 2);
  sink.integerLittleEndian(isZip64 ? IN_ZIP64 : size, 4);
  sink.integerLittleEndian(isZip64 ? IN_ZIP64 : offset, 4);
  sink.integerLittleEndian(comment.length, 2);
  sink.append(comment);
  return sink.finish();
}

function zip64End(sink: ReturnType<typeof createSink>, { count, size, offset }: Directory, place: number): void {
  sink.integerLittleEndian(SIGNATURE.end64, 4);
  sink.integerLittleEndian(44, 8); // what follows
  for (const value of [VERSION.zip64, VERSION.zip64]) sink.integerLittleEndian(value, 2);
  for (const value of [0, 0]) sink.integerLittleEndian(value, 4);
  for (const value of [count, count, size, offset]) sink.integerLittleEndian(value, 8);
  sink.integerLittleEndian(SIGNATURE.locator, 4);
  sink.integerLittleEndian(0, 4);
  sink.integerLittleEndian(place, 8);
  sink.integerLittleEndian(1, 4);
}
