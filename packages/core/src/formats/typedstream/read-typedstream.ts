import { FormatError } from "../../bytes/format-error.ts";
import {
  END_OF_OBJECT,
  FIRST_REFERENCE,
  NEW,
  NIL,
  readHead,
  readReal,
  readSigned,
  readUnsigned,
  type StreamCursor,
  streamCursor,
  take,
  takeBytes,
} from "./cursor.ts";
import { parseEncodings, type TypeEncoding } from "./encoding.ts";
import { failTypedstream } from "./fail.ts";
import type { TypedClass, TypedObject, TypedValue } from "./value.ts";

export interface Typedstream {
  readonly values: readonly TypedValue[];
  /** Every object in the order in which it begins. */
  readonly objects: readonly TypedObject[];
  /** Why the stream was not read to its end; what stood before is in `values` nevertheless. */
  readonly problem: FormatError | undefined;
}

/** Objects inside objects. */
const MAX_DEPTH = 128;
/** Superclasses of a class. */
const MAX_CLASSES = 32;
/** Values of one stream; bounds types that take no bytes, such as arrays of empty structs. */
const MAX_VALUES = 1_000_000;
const STREAMER_VERSION = 4;
const LITTLE_ENDIAN = "streamtyped";
const BIG_ENDIAN = "typedstream";

interface StreamReader extends StreamCursor {
  readonly strings: Uint8Array[];
  /** Objects, classes and C strings share one count. */
  readonly shared: TypedValue[];
  readonly objects: TypedObject[];
  readonly encodings: Map<Uint8Array, readonly TypeEncoding[]>;
  values: number;
}

/**
 * Reads what Foundation's NSArchiver wrote. Throws only where the bytes are no such stream; a stream that goes wrong later gives
 * what was read, and the problem.
 */
export function readTypedstream(bytes: Uint8Array): Typedstream {
  const reader: StreamReader = { ...streamCursor(bytes), strings: [], shared: [], objects: [], encodings: new Map(), values: 0 };
  const values: TypedValue[] = [];
  readSignature(reader);
  try {
    readUnsigned(reader); // version of the system that wrote it
    while (reader.at < bytes.length) readGroup(reader, values, 0);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { values, objects: reader.objects, problem: error };
  }
  return { values, objects: reader.objects, problem: undefined };
}

/** Whether the bytes begin as a stream that we read. */
export function isTypedstream(bytes: Uint8Array): boolean {
  const signature = asText(bytes.subarray(2, 2 + LITTLE_ENDIAN.length));
  return bytes[0] === STREAMER_VERSION && bytes[1] === LITTLE_ENDIAN.length && (signature === LITTLE_ENDIAN || signature === BIG_ENDIAN);
}

function readSignature(reader: StreamReader): void {
  if (!isTypedstream(reader.bytes)) failTypedstream("not-this-format", `no ${LITTLE_ENDIAN} signature of version ${STREAMER_VERSION}`, 0);
  reader.littleEndian = reader.bytes[2] === LITTLE_ENDIAN.charCodeAt(0);
  take(reader, 2 + LITTLE_ENDIAN.length);
}

/** One group of values, after the string that names their types. */
function readGroup(reader: StreamReader, into: TypedValue[], depth: number, head = readHead(reader)): void {
  const encoding = readSharedString(reader, head) ?? failTypedstream("malformed", "values without a type", reader.at);
  for (const type of encodingsOf(reader, encoding)) readValue(reader, type, into, depth);
}

function encodingsOf(reader: StreamReader, encoding: Uint8Array): readonly TypeEncoding[] {
  const known = reader.encodings.get(encoding) ?? parseEncodings(asText(encoding));
  reader.encodings.set(encoding, known);
  return known;
}

/** Adds the value to `into` before what is in it is read, so that a stream that breaks keeps what it had. */
function readValue(reader: StreamReader, type: TypeEncoding, into: TypedValue[], depth: number): void {
  reader.values += 1;
  if (reader.values > MAX_VALUES) failTypedstream("limit", `more than ${MAX_VALUES} values`, reader.at);
  if (type.kind === "letter") readLetter(reader, type.letter, into, depth);
  else if (type.kind === "struct") readList(reader, type.fields, into, depth);
  else if (isByteType(type.item)) into.push(takeBytes(reader, type.length));
  else readArray(reader, type, into, depth);
}

const isByteType = (type: TypeEncoding): boolean => type.kind === "letter" && (type.letter === "c" || type.letter === "C");

function readList(reader: StreamReader, types: readonly TypeEncoding[], into: TypedValue[], depth: number): void {
  const items: TypedValue[] = [];
  into.push({ kind: "list", items });
  for (const type of types) readValue(reader, type, items, depth);
}

function readArray(reader: StreamReader, type: TypeEncoding & { kind: "array" }, into: TypedValue[], depth: number): void {
  const items: TypedValue[] = [];
  into.push({ kind: "list", items });
  for (let index = 0; index < type.length; index += 1) readValue(reader, type.item, items, depth);
}

function readLetter(reader: StreamReader, letter: string, into: TypedValue[], depth: number): void {
  if (letter === "@") readObject(reader, into, depth);
  else into.push(scalar(reader, letter));
}

function scalar(reader: StreamReader, letter: string): TypedValue {
  switch (letter) {
    case "B":
      return reader.bytes[take(reader, 1)] !== 0;
    case "c":
      return reader.view.getInt8(take(reader, 1));
    case "C":
      return reader.view.getUint8(take(reader, 1));
    case "f":
      return readReal(reader, 4);
    case "d":
      return readReal(reader, 8);
    case "+":
      return readString(reader, readHead(reader));
    case "*":
      return readCString(reader);
    case "%": // atom
    case ":": // selector
      return readSharedString(reader, readHead(reader));
    case "#":
      return readClass(reader);
    case "!": // a field that is not archived
      return null;
    default:
      return letter === letter.toUpperCase() ? readUnsigned(reader) : readSigned(reader);
  }
}

const readString = (reader: StreamReader, head: number): Uint8Array | null =>
  head === NIL ? null : takeBytes(reader, readUnsigned(reader, head));

function readSharedString(reader: StreamReader, head: number): Uint8Array | null {
  if (head === NIL) return null;
  if (head !== NEW) return referred(reader, reader.strings, head);
  const text = readString(reader, readHead(reader)) ?? failTypedstream("malformed", "a shared string that is nil", reader.at);
  reader.strings.push(text);
  return text;
}

function readCString(reader: StreamReader): TypedValue {
  const head = readHead(reader);
  if (head === NIL) return null;
  if (head !== NEW) return referred(reader, reader.shared, head);
  const place = reader.shared.push(null) - 1;
  const text = readSharedString(reader, readHead(reader));
  reader.shared[place] = text;
  return text;
}

function referred<T>(reader: StreamReader, table: readonly T[], head: number): T {
  const value = table[readSigned(reader, head) - FIRST_REFERENCE];
  return value === undefined ? failTypedstream("malformed", "a reference to nothing", reader.at) : value;
}

/** A class, then its superclasses up to nil or to one that was named before. */
function readClass(reader: StreamReader): TypedClass | null {
  const chain: string[][] = [];
  let head = readHead(reader);
  for (; head === NEW; head = readHead(reader)) {
    if (chain.length >= MAX_CLASSES) failTypedstream("limit", `more than ${MAX_CLASSES} superclasses`, reader.at);
    const name = asText(readSharedString(reader, readHead(reader)) ?? failTypedstream("malformed", "a class without a name", reader.at));
    readSigned(reader); // version of the class
    for (const below of chain) below.push(name);
    chain.push([name]);
    reader.shared.push({ kind: "class", classes: chain.at(-1)! });
  }
  if (head === NIL) return chain.length === 0 ? null : { kind: "class", classes: chain[0]! };
  const last = referred(reader, reader.shared, head);
  if (!isClass(last)) failTypedstream("malformed", "a superclass that is no class", reader.at);
  if (last.classes.length > MAX_CLASSES) failTypedstream("limit", `more than ${MAX_CLASSES} superclasses`, reader.at);
  for (const below of chain) below.push(...last.classes);
  return chain.length === 0 ? last : { kind: "class", classes: chain[0]! };
}

const isClass = (value: TypedValue): value is TypedClass =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "class";

function readObject(reader: StreamReader, into: TypedValue[], depth: number): void {
  const head = readHead(reader);
  if (head === NIL) into.push(null);
  else if (head === NEW) readNewObject(reader, into, depth);
  else into.push(referred(reader, reader.shared, head));
}

function readNewObject(reader: StreamReader, into: TypedValue[], depth: number): void {
  if (depth >= MAX_DEPTH) failTypedstream("limit", `objects deeper than ${MAX_DEPTH}`, reader.at);
  const place = reader.shared.push(null) - 1;
  const classes = readClass(reader)?.classes ?? [];
  const values: TypedValue[] = [];
  const object: TypedObject = { kind: "object", classes, values };
  reader.shared[place] = object;
  reader.objects.push(object);
  into.push(object);
  for (let head = readHead(reader); head !== END_OF_OBJECT; head = readHead(reader)) readGroup(reader, values, depth + 1, head);
}

/** Longest class name, type encoding or signature that is looked at. */
const MAX_NAME = 4096;

/** A loop, since most are a few letters: a decoder costs more to call. */
function asText(bytes: Uint8Array): string {
  let text = "";
  const length = Math.min(bytes.length, MAX_NAME);
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(bytes[index]!);
  return text;
}
