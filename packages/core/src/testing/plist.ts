import { isUid, type PlistDate, type PlistSet, type PlistUid, type PlistValue } from "../formats/plist/value.ts";

/** What builders take: values of lists, and plain objects for dictionaries. Whole numbers that a double holds exactly become integers. */
export type PlistInput = PlistValue | readonly PlistInput[] | { readonly [key: string]: PlistInput } | ReadonlyMap<string, PlistInput>;

const APPLE_EPOCH = 978_307_200; // 2001-01-01T00:00:00Z in Unix seconds

export const plistUid = (uid: number): PlistUid => ({ kind: "uid", uid });
/** A date from ISO text. */
export const plistDate = (text: string): PlistDate => ({ kind: "date", appleSeconds: Date.parse(text) / 1000 - APPLE_EPOCH });

const isDateInput = (value: PlistInput): value is PlistDate => isTagged(value, "date");
const isSetInput = (value: PlistInput): value is PlistSet => isTagged(value, "set");
const isTagged = (value: PlistInput, kind: string): boolean =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === kind && !(value instanceof Map);

const entriesOf = (value: object): [string, PlistInput][] => (value instanceof Map ? [...value] : Object.entries(value));

// Binary, written from the comment on the format in Apple's CFBinaryPList.c

export interface BinaryAssembly {
  readonly referenceSize?: number;
  readonly offsetSize?: number;
  readonly top?: number;
  /** Instead of the true offset of an object, by its number. */
  readonly offsets?: Readonly<Record<number, number>>;
  /** Stated instead of the true number of objects. */
  readonly count?: number;
}

/** A binary list of these encoded objects: hostile lists are made with it. */
export function assembleBinary(
  objects: readonly (readonly number[] | Uint8Array)[],
  assembly: BinaryAssembly = {},
): Uint8Array<ArrayBuffer> {
  const { referenceSize = 1, top = 0 } = assembly;
  const bytes: number[] = [...utf8("bplist00")];
  const offsets = objects.map((object, index) => {
    const offset = bytes.length;
    for (const byte of object) bytes.push(byte);
    return assembly.offsets?.[index] ?? offset;
  });
  const table = bytes.length;
  const offsetSize = assembly.offsetSize ?? sizeOf(table);
  for (const offset of offsets) bytes.push(...bigEndian(BigInt(offset), offsetSize));
  bytes.push(0, 0, 0, 0, 0, 0, offsetSize, referenceSize);
  for (const number of [assembly.count ?? objects.length, top, table]) bytes.push(...bigEndian(BigInt(number), 8));
  return Uint8Array.from(bytes);
}

export function binaryPlist(value: PlistInput): Uint8Array<ArrayBuffer> {
  const objects: PlistInput[] = [];
  const numbers = new Map<unknown, number>();
  number(value, objects, numbers);
  const referenceSize = sizeOf(objects.length);
  return assembleBinary(
    objects.map((object) => encoded(object, (member) => bigEndian(BigInt(numbers.get(identity(member))!), referenceSize))),
    { referenceSize },
  );
}

/** Numbers objects before their members; equal scalars, and containers that are the same one, share a number. */
function number(value: PlistInput, objects: PlistInput[], numbers: Map<unknown, number>): void {
  const key = identity(value);
  if (numbers.has(key)) return;
  numbers.set(key, objects.length);
  objects.push(value);
  for (const member of membersOf(value)) number(member, objects, numbers);
}

/** Scalars are one object where they are equal: -0 and 0 are not, nor are 1 and 1n. */
function identity(value: PlistInput): unknown {
  if (typeof value === "number" && Object.is(value, -0)) return "number -0";
  return typeof value === "object" ? value : `${typeof value} ${value}`;
}

function membersOf(value: PlistInput): readonly PlistInput[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value;
  if (isSetInput(value)) return value.items;
  if (isDateInput(value) || isUid(value as PlistValue)) return [];
  const entries = entriesOf(value);
  return [...entries.map(([key]) => key), ...entries.map(([, member]) => member)];
}

function encoded(value: PlistInput, reference: (member: PlistInput) => readonly number[]): number[] {
  if (value === null) return [0x00];
  if (typeof value === "boolean") return [value ? 0x09 : 0x08];
  if (typeof value === "string") return encodedText(value);
  if (typeof value === "bigint") return encodedInteger(value);
  if (typeof value === "number")
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? encodedInteger(BigInt(value)) : [0x23, ...double(value)];
  if (value instanceof Uint8Array) return [...head(0x4, value.length), ...value];
  if (isDateInput(value)) return [0x33, ...double(value.appleSeconds)];
  if (isUid(value as PlistValue)) return encodedUid((value as PlistUid).uid);
  const members = membersOf(value);
  const body = members.flatMap((member) => [...reference(member)]);
  if (Array.isArray(value)) return [...head(0xa, members.length), ...body];
  if (isSetInput(value)) return [...head(0xc, members.length), ...body];
  return [...head(0xd, members.length / 2), ...body];
}

function encodedText(text: string): number[] {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  if (units.every((unit) => unit < 0x80)) return [...head(0x5, units.length), ...units];
  return [...head(0x6, units.length), ...units.flatMap((unit) => [unit >> 8, unit & 0xff])];
}

function encodedInteger(value: bigint): number[] {
  if (value >= 0n && value < 2n ** 32n) {
    const size = sizeOf(Number(value));
    return [0x10 + Math.log2(size), ...bigEndian(value, size)];
  }
  if (value >= -(2n ** 63n) && value < 2n ** 63n) return [0x13, ...bigEndian(BigInt.asUintN(64, value), 8)];
  return [0x14, ...bigEndian(BigInt.asUintN(128, value), 16)];
}

function encodedUid(uid: number): number[] {
  const size = sizeOf(uid);
  return [0x80 + size - 1, ...bigEndian(BigInt(uid), size)];
}

export function head(type: number, count: number): number[] {
  return count < 0xf ? [(type << 4) | count] : [(type << 4) | 0xf, ...encodedInteger(BigInt(count))];
}

function sizeOf(value: number): number {
  if (value < 2 ** 8) return 1;
  if (value < 2 ** 16) return 2;
  return value < 2 ** 32 ? 4 : 8;
}

const bigEndian = (value: bigint, size: number): number[] =>
  Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 0xffn));

function double(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

// XML, written from http://www.apple.com/DTDs/PropertyList-1.0.dtd

const XML_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';

/** XML has no null and no sets; a UID becomes the dictionary that Apple's writer makes of it. */
export const xmlPlist = (value: PlistInput): Uint8Array<ArrayBuffer> =>
  utf8(`${XML_HEAD}<plist version="1.0">\n${element(value, "")}\n</plist>\n`);

function element(value: PlistInput, indent: string): string {
  if (value === null || isSetInput(value)) throw new TypeError("XML lists have no word for this value");
  if (typeof value === "boolean") return `${indent}<${value}/>`;
  if (typeof value === "string") return `${indent}<string>${escaped(value)}</string>`;
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return `${indent}<integer>${value}</integer>`;
  if (typeof value === "number") return `${indent}<real>${String(value).toLowerCase()}</real>`;
  if (value instanceof Uint8Array) return `${indent}<data>${btoa(String.fromCharCode(...value))}</data>`;
  if (isDateInput(value)) return `${indent}<date>${new Date((value.appleSeconds + APPLE_EPOCH) * 1000).toISOString().slice(0, 19)}Z</date>`;
  if (isUid(value as PlistValue)) return element({ CF$UID: (value as PlistUid).uid }, indent);
  return container(value, indent);
}

function container(value: object, indent: string): string {
  const inner = `${indent}\t`;
  if (Array.isArray(value))
    return wrapped(
      "array",
      value.map((item: PlistInput) => element(item, inner)),
      indent,
    );
  const members = entriesOf(value).map(([key, member]) => `${inner}<key>${escaped(key)}</key>\n${element(member, inner)}`);
  return wrapped("dict", members, indent);
}

const wrapped = (name: string, content: readonly string[], indent: string): string =>
  content.length === 0 ? `${indent}<${name}/>` : `${indent}<${name}>\n${content.join("\n")}\n${indent}</${name}>`;

const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
