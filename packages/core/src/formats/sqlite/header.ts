import { sqliteError } from "./sqlite-error.ts";

export const HEADER_BYTES = 100;
/** The first 16 bytes of every database: https://www.sqlite.org/fileformat2.html#magic_header_string */
const MAGIC = "SQLite format 3\0";
const MIN_PAGE_BYTES = 512;
const MAX_PAGE_BYTES = 65_536;
/** Cells need this much of a page. */
const MIN_USABLE_BYTES = 480;

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";

/** The header of page 1 (https://www.sqlite.org/fileformat2.html#the_database_header). */
export interface DatabaseHeader {
  readonly pageBytes: number;
  /** Bytes of a page that hold content; some encryption extensions reserve the last ones. */
  readonly usableBytes: number;
  /** Pages as the header counts them, or none where an old SQLite wrote last and the count is stale. */
  readonly pageCount: number | undefined;
  readonly encoding: TextEncoding;
}

export const hasMagic = (bytes: Uint8Array): boolean => bytes.length >= 16 && [...MAGIC].every((c, i) => bytes[i] === c.charCodeAt(0));

export function parseHeader(bytes: Uint8Array): DatabaseHeader {
  if (!hasMagic(bytes)) throw sqliteError("not-this-format", "no database header");
  if (bytes.length < HEADER_BYTES) throw sqliteError("truncated", `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stored = view.getUint16(16);
  const pageBytes = stored === 1 ? MAX_PAGE_BYTES : stored;
  if (!isPageSize(pageBytes)) throw sqliteError("malformed", `a page size of ${pageBytes}`, { offset: 16 });
  const usableBytes = pageBytes - view.getUint8(20);
  if (usableBytes < MIN_USABLE_BYTES) throw sqliteError("malformed", `only ${usableBytes} usable bytes a page`, { offset: 20 });
  const isCountCurrent = view.getUint32(24) === view.getUint32(92);
  const pageCount = view.getUint32(28);
  return {
    pageBytes,
    usableBytes,
    pageCount: isCountCurrent && pageCount > 0 ? pageCount : undefined,
    encoding: encodingOf(view.getUint32(56)),
  };
}

export const isPageSize = (bytes: number): boolean => bytes >= MIN_PAGE_BYTES && bytes <= MAX_PAGE_BYTES && (bytes & (bytes - 1)) === 0;

/** SQLite looks at two bits and takes everything else for UTF-8. */
function encodingOf(stored: number): TextEncoding {
  if ((stored & 3) === 2) return "utf-16le";
  return (stored & 3) === 3 ? "utf-16be" : "utf-8";
}
