import { FormatError } from "../../bytes/format-error.ts";

/**
 * Android's binary XML (ABX, since Android 12).
 * Header `ABX\0`; then tokens: a byte whose low half is the command and whose high half the type of what follows, big-endian.
 * Names are interned: a 16-bit index, 0xFFFF for a new one. Strings: 16-bit length, modified UTF-8.
 * Source: com.android.internal.util.BinaryXmlSerializer and FastDataOutput in AOSP's frameworks/base.
 */
export interface AbxElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, AbxValue>;
  readonly children: readonly AbxElement[];
}
export type AbxValue = string | number | bigint | boolean | Uint8Array | undefined;

export const ABX_MAGIC = Uint8Array.of(0x41, 0x42, 0x58, 0);
const MAX_DEPTH = 128;
const MAX_ELEMENTS = 1_000_000;
const MAX_NAMES = 0xffff;
const NEW_NAME = 0xffff;

const COMMAND = { startDocument: 0, endDocument: 1, startTag: 2, endTag: 3, attribute: 15 } as const;
const TYPE = {
  none: 1,
  string: 2,
  interned: 3,
  hex: 4,
  base64: 5,
  int: 6,
  intHex: 7,
  long: 8,
  longHex: 9,
  float: 10,
  double: 11,
  isTrue: 12,
  isFalse: 13,
} as const;

interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly names: string[];
  offset: number;
}

interface Open {
  readonly name: string;
  readonly attributes: Map<string, AbxValue>;
  readonly children: AbxElement[];
}

export const isAbx = (bytes: Uint8Array): boolean => ABX_MAGIC.every((byte, index) => bytes[index] === byte);

/** The elements at the root of a document. Text between tags is passed over. */
export function readAbx(bytes: Uint8Array): readonly AbxElement[] {
  if (!isAbx(bytes)) throw new FormatError("abx", "not-this-format", "no header", { offset: 0 });
  const cursor: Cursor = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    names: [],
    offset: ABX_MAGIC.length,
  };
  const root: Open = { name: "", attributes: new Map(), children: [] };
  const stack: Open[] = [root];
  let elements = 0;
  while (cursor.offset < bytes.length) {
    const at = cursor.offset;
    const token = take(cursor, 1)[0]!;
    const [command, type] = [token & 15, token >> 4];
    if (command === COMMAND.endDocument) break;
    if (command === COMMAND.startTag) {
      if (stack.length > MAX_DEPTH || ++elements > MAX_ELEMENTS)
        throw new FormatError("abx", "limit", "too deep or too many elements", { offset: at });
      stack.push(open(stack.at(-1)!, readName(cursor)));
    } else if (command === COMMAND.endTag) closeTag(stack, readName(cursor), at);
    else if (command === COMMAND.attribute) stack.at(-1)!.attributes.set(readName(cursor), readValue(cursor, type));
    else if (command !== COMMAND.startDocument) readValue(cursor, type);
  }
  return root.children;
}

function open(parent: Open, name: string): Open {
  const element: Open = { name, attributes: new Map(), children: [] };
  parent.children.push(element);
  return element;
}

function closeTag(stack: Open[], name: string, at: number): void {
  if (stack.length < 2 || stack.at(-1)!.name !== name)
    throw new FormatError("abx", "malformed", "an end without its beginning", { offset: at });
  stack.pop();
}

function take(cursor: Cursor, length: number): Uint8Array {
  const end = cursor.offset + length;
  if (end > cursor.bytes.length) throw new FormatError("abx", "truncated", `${length} bytes`, { offset: cursor.offset });
  const taken = cursor.bytes.subarray(cursor.offset, end);
  cursor.offset = end;
  return taken;
}

function readU16(cursor: Cursor): number {
  const [high, low] = take(cursor, 2);
  return (high! << 8) | low!;
}

const readBlock = (cursor: Cursor): Uint8Array => take(cursor, readU16(cursor));
const readString = (cursor: Cursor): string => fromModifiedUtf8(readBlock(cursor));

function readName(cursor: Cursor): string {
  const at = cursor.offset;
  const index = readU16(cursor);
  if (index !== NEW_NAME) {
    const name = cursor.names[index];
    if (name === undefined) throw new FormatError("abx", "malformed", `no name ${index}`, { offset: at });
    return name;
  }
  const name = readString(cursor);
  // The writer stops interning when the table is full, and writes such names again each time.
  if (cursor.names.length < MAX_NAMES) cursor.names.push(name);
  return name;
}

function readValue(cursor: Cursor, type: number): AbxValue {
  const at = cursor.offset;
  switch (type) {
    case 0:
    case TYPE.none:
      return undefined;
    case TYPE.string:
      return readString(cursor);
    case TYPE.interned:
      return readName(cursor);
    case TYPE.hex:
    case TYPE.base64:
      return readBlock(cursor);
    case TYPE.int:
    case TYPE.intHex:
      take(cursor, 4);
      return cursor.view.getInt32(at);
    case TYPE.long:
    case TYPE.longHex:
      take(cursor, 8);
      return cursor.view.getBigInt64(at);
    case TYPE.float:
      take(cursor, 4);
      return cursor.view.getFloat32(at);
    case TYPE.double:
      take(cursor, 8);
      return cursor.view.getFloat64(at);
    case TYPE.isTrue:
      return true;
    case TYPE.isFalse:
      return false;
    default:
      throw new FormatError("abx", "malformed", `type ${type}`, { offset: at - 1 });
  }
}

/** Java's: surrogates stand by themselves in three bytes each, and NUL in two. */
function fromModifiedUtf8(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length = lengthOf(first);
    if (length === 0 || at + length > bytes.length) throw new FormatError("abx", "malformed", "no modified UTF-8", { offset: at });
    let code = length === 1 ? first : first & (length === 2 ? 0x1f : 0x0f);
    for (let next = 1; next < length; next++) code = (code << 6) | (bytes[at + next]! & 0x3f);
    text += String.fromCharCode(code);
    at += length;
  }
  return text;
}

function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first >> 5 === 6) return 2;
  return first >> 4 === 14 ? 3 : 0;
}
