import { failTypedstream } from "./fail.ts";

/** A place in a stream. Every read is checked against the end. */
export interface StreamCursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  littleEndian: boolean;
  at: number;
}

/**
 * Heads of values, as signed bytes. A head from FIRST_TAG to LAST_TAG says how to go on; any other is the integer itself.
 * Facts from the description at the top of https://github.com/dgelessus/python-typedstream/blob/master/src/typedstream/stream.py
 */
export const INTEGER_2 = -127;
export const INTEGER_4 = -126;
export const FLOATING_POINT = -125;
export const NEW = -124;
export const NIL = -123;
export const END_OF_OBJECT = -122;
const FIRST_TAG = -128;
const LAST_TAG = -111;
/** Numbers of things met before are counted from here, so that the most frequent fit one byte. */
export const FIRST_REFERENCE = LAST_TAG + 1;

export const streamCursor = (bytes: Uint8Array): StreamCursor => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  littleEndian: true,
  at: 0,
});

/** Moves on by `length` and returns where it began. */
export function take(cursor: StreamCursor, length: number): number {
  const start = cursor.at;
  if (length < 0) failTypedstream("malformed", "a length below zero", start);
  if (length > cursor.bytes.length - start) failTypedstream("truncated", "the stream ends inside a value", start);
  cursor.at = start + length;
  return start;
}

export function takeBytes(cursor: StreamCursor, length: number): Uint8Array {
  const start = take(cursor, length);
  return cursor.bytes.slice(start, start + length);
}

export const readHead = (cursor: StreamCursor): number => cursor.view.getInt8(take(cursor, 1));

export function readSigned(cursor: StreamCursor, head = readHead(cursor)): number {
  if (head === INTEGER_2) return cursor.view.getInt16(take(cursor, 2), cursor.littleEndian);
  if (head === INTEGER_4) return cursor.view.getInt32(take(cursor, 4), cursor.littleEndian);
  return plain(cursor, head);
}

export function readUnsigned(cursor: StreamCursor, head = readHead(cursor)): number {
  if (head === INTEGER_2) return cursor.view.getUint16(take(cursor, 2), cursor.littleEndian);
  if (head === INTEGER_4) return cursor.view.getUint32(take(cursor, 4), cursor.littleEndian);
  return plain(cursor, head) & 0xff;
}

function plain(cursor: StreamCursor, head: number): number {
  if (head >= FIRST_TAG && head <= LAST_TAG) failTypedstream("malformed", `tag ${head} where an integer belongs`, cursor.at - 1);
  return head;
}

/** A real of 4 or 8 bytes; one without a fraction is stored as an integer. */
export function readReal(cursor: StreamCursor, size: 4 | 8): number {
  const head = readHead(cursor);
  if (head !== FLOATING_POINT) return readSigned(cursor, head);
  const at = take(cursor, size);
  return size === 4 ? cursor.view.getFloat32(at, cursor.littleEndian) : cursor.view.getFloat64(at, cursor.littleEndian);
}
