import { type BinaryLayout, failPlist, HEADER_SIZE, unsignedAt } from "./binary-layout.ts";
import { asciiAt, integerAt, realAt, uidAt, utf16At } from "./binary-scalars.ts";
import { MAX_DEPTH, MAX_NODES, MAX_OVERLAP } from "./limits.ts";
import { addProblem, giveUpMember, type PlistProblems } from "./problem.ts";
import type { PlistValue } from "./value.ts";

/** Reads the objects of one list, each at most once, so that a value shared a billion times costs one. */
export interface BinaryReader {
  readonly layout: BinaryLayout;
  readonly problems: PlistProblems;
  /** By object number; undefined where not read yet. */
  readonly values: (PlistValue | undefined)[];
  /** Containers below an object; OPEN while it is read. */
  readonly heights: (number | undefined)[];
  /** Bytes of objects that may still be read, and places in containers. */
  bytesLeft: number;
  nodesLeft: number;
  /** Start of the content of the object whose head was read last. */
  body: number;
}

/** Height of an object that is being read: meeting it again is a cycle. */
const OPEN = -1;
/** In a marker: the count follows as an integer object. */
const COUNT_FOLLOWS = 0xf;
const UTF16_UNIT = 2;

export const binaryReader = (layout: BinaryLayout, problems: PlistProblems): BinaryReader => ({
  layout,
  problems,
  values: new Array(layout.offsets.length),
  heights: new Array(layout.offsets.length),
  bytesLeft: layout.end * MAX_OVERLAP,
  nodesLeft: MAX_NODES,
  body: 0,
});

/** The value of an object with all that is below it. */
export function readObject(reader: BinaryReader, index: number, depth = 0): PlistValue {
  const known = reader.values[index];
  if (known !== undefined) return known;
  const offset = offsetOf(reader, index);
  if (reader.heights[index] === OPEN) failPlist("malformed", "an object contains itself", offset);
  if (depth > MAX_DEPTH) failPlist("limit", `deeper than ${MAX_DEPTH}`, offset);
  reader.heights[index] = OPEN;
  try {
    const value = readAt(reader, index, offset, depth);
    reader.values[index] = value;
    return value;
  } finally {
    if (reader.heights[index] === OPEN) reader.heights[index] = 0;
  }
}

/** The object numbers in an array object, its members unread. */
export function itemsOf(reader: BinaryReader, index: number): readonly number[] | undefined {
  const offset = offsetOf(reader, index);
  const marker = reader.layout.bytes[offset]!;
  if (marker >> 4 !== 0xa) return;
  return referencesAt(reader, headAt(reader, offset, reader.layout.referenceSize), offset);
}

/** The keys of a dictionary object with the object numbers of its values, these unread. */
export function membersOf(reader: BinaryReader, index: number): Map<string, number> | undefined {
  const offset = offsetOf(reader, index);
  const marker = reader.layout.bytes[offset]!;
  if (marker >> 4 !== 0xd) return;
  const count = headAt(reader, offset, reader.layout.referenceSize * 2);
  const references = referencesAt(reader, count * 2, offset);
  const members = new Map<string, number>();
  for (let member = 0; member < count; member += 1) {
    const key = readObject(reader, references[member]!);
    if (typeof key === "string") members.set(key, references[count + member]!);
  }
  return members;
}

function offsetOf({ layout }: BinaryReader, index: number): number {
  const offset = layout.offsets[index];
  if (offset === undefined) failPlist("malformed", `no object ${index}`);
  if (offset < HEADER_SIZE || offset >= layout.end) failPlist("malformed", `object ${index} lies outside the list`, offset);
  return offset;
}

function readAt(reader: BinaryReader, index: number, offset: number, depth: number): PlistValue {
  const { bytes, referenceSize } = reader.layout;
  const marker = bytes[offset]!;
  switch (marker >> 4) {
    case 0x5:
      return asciiAt(reader, headAt(reader, offset, 1));
    case 0x1:
      return integerAt(reader.layout, sizedAt(reader, offset), offset);
    case 0x8:
      return uidAt(reader.layout, sizedAt(reader, offset), offset);
    case 0xd:
      return readDictionary(reader, index, headAt(reader, offset, referenceSize * 2), depth);
    case 0xa:
      return readItems(reader, index, headAt(reader, offset, referenceSize), depth);
    case 0xb: // ordered set
    case 0xc:
      return { kind: "set", items: readItems(reader, index, headAt(reader, offset, referenceSize), depth) };
    case 0x4: {
      const length = headAt(reader, offset, 1);
      return bytes.slice(reader.body, reader.body + length);
    }
    case 0x6:
      return utf16At(reader, headAt(reader, offset, UTF16_UNIT));
    case 0x2:
      return realAt(reader.layout, sizedAt(reader, offset), offset);
    case 0x3:
      if (marker !== 0x33) failPlist("malformed", "a date of another size than 8", offset);
      return { kind: "date", appleSeconds: Number(realAt(reader.layout, sizedAt(reader, offset), offset)) };
    default:
      return simpleAt(marker, offset);
  }
}

function simpleAt(marker: number, offset: number): PlistValue {
  switch (marker) {
    case 0x00:
    case 0x0f: // fill: padding without a value of its own
      return null;
    case 0x08:
      return false;
    case 0x09:
      return true;
    case 0x0c:
    case 0x0d:
    case 0x0e: // URL, URL with base, UUID: named in Apple's format comment, written by nobody
      return failPlist("unsupported", `object type ${marker}`, offset);
    default:
      return failPlist("malformed", `no object type ${marker}`, offset);
  }
}

/** Size of a scalar's content, from its marker; checks that it is there. */
function sizedAt(reader: BinaryReader, offset: number): number {
  const { bytes } = reader.layout;
  const marker = bytes[offset]!;
  const size = marker >> 4 === 0x8 ? (marker & 0xf) + 1 : 2 ** (marker & 0xf);
  reader.body = offset + 1;
  spend(reader, size, offset);
  return size;
}

/** The count of an object whose content takes `unit` bytes for each; checks that all of it is there. */
function headAt(reader: BinaryReader, offset: number, unit: number): number {
  const { bytes } = reader.layout;
  let count = bytes[offset]! & 0xf;
  reader.body = offset + 1;
  if (count === COUNT_FOLLOWS) count = longCountAt(reader, offset + 1);
  spend(reader, count * unit, offset);
  return count;
}

function longCountAt(reader: BinaryReader, offset: number): number {
  const { bytes, end } = reader.layout;
  const marker = offset < end ? bytes[offset]! : 0;
  if (marker < 0x10 || marker > 0x13) failPlist("malformed", "a count that is no integer", offset);
  const size = 1 << (marker & 0xf);
  if (offset + 1 + size > end) failPlist("truncated", "a count beyond the objects", offset);
  reader.body = offset + 1 + size;
  return unsignedAt(bytes, offset + 1, size);
}

function spend(reader: BinaryReader, length: number, offset: number): void {
  if (length > reader.layout.end - reader.body) failPlist("truncated", "an object reaches beyond the objects", offset);
  reader.bytesLeft -= length;
  if (reader.bytesLeft < 0) failPlist("limit", "objects overlap too often", offset);
}

function referencesAt(reader: BinaryReader, count: number, offset: number): number[] {
  const { bytes, referenceSize } = reader.layout;
  reader.nodesLeft -= count;
  if (reader.nodesLeft < 0) failPlist("limit", `more than ${MAX_NODES} members`, offset);
  const references: number[] = [];
  const end = reader.body + count * referenceSize;
  for (let at = reader.body; at < end; at += referenceSize) references.push(unsignedAt(bytes, at, referenceSize));
  return references;
}

function readItems(reader: BinaryReader, index: number, count: number, depth: number): PlistValue[] {
  const references = referencesAt(reader, count, reader.body);
  const items: PlistValue[] = [];
  let height = 0;
  for (const reference of references) {
    const item = readMember(reader, reference, depth);
    // Null keeps the places of the others: the objects of a keyed archive are found by place.
    items.push(item ?? null);
    if (item !== undefined) height = Math.max(height, reader.heights[reference] ?? 0);
  }
  setHeight(reader, index, height + 1);
  return items;
}

function readDictionary(reader: BinaryReader, index: number, count: number, depth: number): PlistValue {
  const references = referencesAt(reader, count * 2, reader.body);
  const members = new Map<string, PlistValue>();
  let height = 0;
  for (let member = 0; member < count; member += 1) {
    const key = readMember(reader, references[member]!, depth);
    const value = key === undefined ? undefined : readMember(reader, references[count + member]!, depth);
    if (key === undefined || value === undefined) continue;
    height = Math.max(height, reader.heights[references[count + member]!] ?? 0);
    addMember(reader, index, members, key, value);
  }
  setHeight(reader, index, height + 1);
  return members;
}

/** A member, or undefined where salvage leaves it out. */
function readMember(reader: BinaryReader, reference: number, depth: number): PlistValue | undefined {
  if (!reader.problems.salvage) return readObject(reader, reference, depth + 1);
  try {
    return readObject(reader, reference, depth + 1);
  } catch (error) {
    giveUpMember(reader.problems, error);
    return;
  }
}

function addMember(reader: BinaryReader, index: number, members: Map<string, PlistValue>, key: PlistValue, value: PlistValue): void {
  const offset = reader.layout.offsets[index]!;
  if (typeof key !== "string") {
    if (!reader.problems.salvage) failPlist("malformed", "a key that is no text", offset);
    addProblem(reader.problems, "member-left-out", "malformed", "a key that is no text", offset);
    return;
  }
  if (members.has(key)) addProblem(reader.problems, "duplicate-key", "malformed", "a key twice in one dictionary", offset);
  members.set(key, value);
}

/** Bounds the depth of what was put together from shared parts, each read at a small depth. */
function setHeight(reader: BinaryReader, index: number, height: number): void {
  if (height > MAX_DEPTH) failPlist("limit", `deeper than ${MAX_DEPTH}`, reader.layout.offsets[index]);
  reader.heights[index] = height;
}
