import { type ByteSink, createSink, utf8 } from "./bytes.ts";
import { APPLE_EPOCH } from "./time.ts";

/**
 * Writers of property lists, binary and XML, from the description in Apple's CFBinaryPList.c and the PropertyList-1.0 DTD:
 * https://opensource.apple.com/source/CF/CF-1153.18/CFBinaryPList.c · http://www.apple.com/DTDs/PropertyList-1.0.dtd
 */
export type PlistInput = string | number | bigint | boolean | Date | Uint8Array | Uid | Real | readonly PlistInput[] | PlistInputDictionary;

export interface PlistInputDictionary {
  readonly [key: string]: PlistInput;
}

const UID: unique symbol = Symbol("uid");
const REAL: unique symbol = Symbol("real");

/** A reference into the `$objects` of a keyed archive. */
export interface Uid {
  readonly [UID]: number;
}

/** A number to be written as real although it is whole. */
export interface Real {
  readonly [REAL]: number;
}

export const uid = (index: number): Uid => ({ [UID]: index });
export const real = (value: number): Real => ({ [REAL]: value });
export const isUid = (value: PlistInput): value is Uid => typeof value === "object" && UID in value;
const isReal = (value: PlistInput): value is Real => typeof value === "object" && REAL in value;
const isList = (value: PlistInput): value is readonly PlistInput[] => Array.isArray(value);

const MAXIMUM_DEPTH = 64;

const checkDepth = (depth: number) => {
  if (depth > MAXIMUM_DEPTH) throw new RangeError(`property list deeper than ${MAXIMUM_DEPTH}`);
};

// ---- binary

/** One object of the table: its bytes stand, its references wait until their width is known. */
interface FlatObject {
  readonly value: PlistInput;
  readonly references: readonly number[];
}

/** Writes `bplist00`. Equal scalars are written once, as Apple's writer does. */
export function binaryPlist(root: PlistInput): Uint8Array {
  const objects = flatten(root);
  const referenceLength = byteLengthOf(objects.length - 1);
  const sink = createSink();
  sink.append(utf8("bplist00"));
  const offsets = objects.map((object) => {
    const offset = sink.length();
    writeObject(sink, object, referenceLength);
    return offset;
  });
  const tableOffset = sink.length();
  const offsetLength = byteLengthOf(tableOffset);
  for (const offset of offsets) sink.integer(offset, offsetLength);
  sink.integer(0, 6); // five unused bytes and the sort version
  sink.byte(offsetLength);
  sink.byte(referenceLength);
  for (const number of [objects.length, 0, tableOffset]) sink.integer(number, 8);
  return sink.finish();
}

function flatten(root: PlistInput): readonly FlatObject[] {
  const objects: FlatObject[] = [];
  const known = new Map<string, number>();
  const add = (value: PlistInput, depth: number): number => {
    checkDepth(depth);
    const key = scalarKey(value);
    const seen = key === undefined ? undefined : known.get(key);
    if (seen !== undefined) return seen;
    const index = objects.length;
    if (key !== undefined) known.set(key, index);
    const references: number[] = [];
    objects.push({ value, references });
    for (const child of childrenOf(value)) references.push(add(child, depth + 1));
    return index;
  };
  add(root, 0);
  return objects;
}

function childrenOf(value: PlistInput): readonly PlistInput[] {
  if (isList(value)) return value;
  return isDictionary(value) ? [...Object.keys(value), ...Object.values(value)] : [];
}

const isDictionary = (value: PlistInput): value is PlistInputDictionary =>
  typeof value === "object" &&
  !isList(value) &&
  !isUid(value) &&
  !isReal(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

function scalarKey(value: PlistInput): string | undefined {
  if (typeof value === "object") return isUid(value) ? `uid ${value[UID]}` : undefined;
  return `${typeof value === "bigint" ? "number" : typeof value} ${value}`;
}

function writeObject(sink: ByteSink, { value, references }: FlatObject, referenceLength: number) {
  if (typeof value === "boolean") return sink.byte(value ? 0x09 : 0x08);
  if (typeof value === "string") return writeString(sink, value);
  if (typeof value === "bigint") return writeInteger(sink, value);
  if (typeof value === "number") return Number.isInteger(value) ? writeInteger(sink, BigInt(value)) : writeDouble(sink, 0x23, value);
  if (value instanceof Date) return writeDouble(sink, 0x33, value.getTime() / 1000 - APPLE_EPOCH);
  if (isReal(value)) return writeDouble(sink, 0x23, value[REAL]);
  if (isUid(value)) return writeUid(sink, value[UID]);
  if (value instanceof Uint8Array) {
    writeMarker(sink, 0x40, value.length);
    return sink.append(value);
  }
  writeMarker(sink, isList(value) ? 0xa0 : 0xd0, isList(value) ? references.length : references.length / 2);
  for (const reference of references) sink.integer(reference, referenceLength);
}

/** Type in the upper half, count in the lower; from 15 on the count follows as an integer object. */
function writeMarker(sink: ByteSink, type: number, count: number): void {
  sink.byte(type | Math.min(count, 15));
  if (count >= 15) writeInteger(sink, BigInt(count));
}

function writeInteger(sink: ByteSink, value: bigint): void {
  const power = integerPower(value);
  sink.byte(0x10 | power);
  sink.integer(value, 2 ** power);
}

/** 1, 2 and 4 bytes are unsigned, 8 are signed, 16 hold what is left up to 2^64. */
function integerPower(value: bigint): number {
  if (value < 0n) return 3;
  const limits = [0xffn, 0xffffn, 0xffff_ffffn, 0x7fff_ffff_ffff_ffffn];
  const power = limits.findIndex((limit) => value <= limit);
  return power < 0 ? 4 : power;
}

function writeDouble(sink: ByteSink, marker: number, value: number): void {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  sink.byte(marker);
  sink.append(bytes);
}

function writeUid(sink: ByteSink, index: number): void {
  const length = byteLengthOf(index);
  sink.byte(0x80 | (length - 1));
  sink.integer(index, length);
}

function writeString(sink: ByteSink, text: string) {
  const isAscii = /^[\0-\x7f]*$/.test(text);
  writeMarker(sink, isAscii ? 0x50 : 0x60, text.length);
  if (isAscii) return sink.append(utf8(text));
  for (let index = 0; index < text.length; index++) sink.integer(text.charCodeAt(index), 2);
}

const byteLengthOf = (largest: number): number => [1, 2, 4].find((length) => largest < 2 ** (8 * length)) ?? 8;

// ---- XML

const XML_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`;

export function xmlPlist(root: PlistInput): Uint8Array {
  return utf8(`${XML_HEAD}${xmlElement(root, 0)}\n</plist>\n`);
}

function xmlElement(value: PlistInput, depth: number): string {
  checkDepth(depth);
  const indent = "\t".repeat(depth);
  if (isList(value))
    return xmlContainer(
      "array",
      indent,
      value.map((item) => xmlElement(item, depth + 1)),
    );
  if (isUid(value)) return xmlElement({ CF$UID: value[UID] }, depth);
  if (!isDictionary(value)) return indent + xmlScalar(value, indent);
  const entries = Object.entries(value).map(([key, item]) => `${indent}\t<key>${escapeXml(key)}</key>\n${xmlElement(item, depth + 1)}`);
  return xmlContainer("dict", indent, entries);
}

const xmlContainer = (name: string, indent: string, items: readonly string[]): string =>
  items.length === 0 ? `${indent}<${name}/>` : `${indent}<${name}>\n${items.join("\n")}\n${indent}</${name}>`;

function xmlScalar(value: Exclude<PlistInput, readonly PlistInput[] | Uid | PlistInputDictionary>, indent: string): string {
  if (typeof value === "boolean") return value ? "<true/>" : "<false/>";
  if (typeof value === "string") return `<string>${escapeXml(value)}</string>`;
  if (value instanceof Date) return `<date>${value.toISOString().slice(0, 19)}Z</date>`;
  if (value instanceof Uint8Array) return `<data>\n${indent}${base64Lines(value).join(`\n${indent}`)}\n${indent}</data>`;
  if (typeof value === "object") return `<real>${value[REAL]}</real>`;
  return typeof value === "bigint" || Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`;
}

const base64Lines = (bytes: Uint8Array): readonly string[] =>
  Buffer.from(bytes)
    .toString("base64")
    .match(/.{1,76}/g) ?? [];

const escapeXml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
