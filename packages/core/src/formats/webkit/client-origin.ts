import { FormatError } from "../../bytes/format-error.ts";

/** Whose page, and who in it, a store of WebKit belongs to: origins such as `https://example.org:8443/`. */
export interface ClientOrigin {
  readonly page: string;
  readonly part: string;
}

/** Names of schemes and hosts are shorter. */
const MAX_TEXT_LENGTH = 4_096;

/**
 * An `origin` file: two origins, each a scheme, a host and an optional port, as WTF::Persistence writes them (WebKit,
 * WebCorePersistentCoders.cpp): little-endian, a text as length, a mark whether its letters are bytes, and its letters.
 */
export function readClientOrigin(bytes: Uint8Array): ClientOrigin {
  const cursor = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  const page = readOrigin(cursor);
  return { page, part: readOrigin(cursor) };
}

interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

function readOrigin(cursor: Cursor): string {
  const scheme = readText(cursor);
  const host = readText(cursor);
  const hasPort = readMark(cursor);
  const port = hasPort ? cursor.view.getUint16(take(cursor, 2), true) : undefined;
  if (scheme === "" || !/^[a-z][a-z\d+.-]*$/i.test(scheme)) throw new FormatError("webkit-origin", "malformed", "no scheme");
  return `${scheme}://${host}${port === undefined ? "" : `:${port}`}/`;
}

function readText(cursor: Cursor): string {
  const length = cursor.view.getUint32(take(cursor, 4), true);
  if (length > MAX_TEXT_LENGTH) throw new FormatError("webkit-origin", "malformed", `a text of ${length} letters`, { offset: cursor.at });
  const isBytes = readMark(cursor);
  const start = take(cursor, isBytes ? length : length * 2);
  let text = "";
  for (let index = 0; index < length; index++) {
    text += String.fromCharCode(isBytes ? cursor.bytes[start + index]! : cursor.view.getUint16(start + index * 2, true));
  }
  return text;
}

function readMark(cursor: Cursor): boolean {
  const mark = cursor.bytes[take(cursor, 1)]!;
  if (mark > 1) throw new FormatError("webkit-origin", "malformed", "neither yes nor no", { offset: cursor.at });
  return mark === 1;
}

function take(cursor: Cursor, count: number): number {
  const start = cursor.at;
  if (start + count > cursor.bytes.length) throw new FormatError("webkit-origin", "truncated", "ends too early", { offset: start });
  cursor.at += count;
  return start;
}
