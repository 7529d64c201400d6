import { type ByteSource, readBytes } from "../../../bytes/byte-source.ts";
import { type DatabaseHeader, HEADER_BYTES, parseHeader } from "../header.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { WalIndex } from "../write-ahead-log.ts";

/** The pages of a database as of its last commit. */
export interface PageStore {
  readonly header: DatabaseHeader;
  /** Highest page number that can exist. */
  readonly pageCount: number;
  /** A page by its number, from 1. Throws FormatError where there is none, or not all of it. */
  page(number: number): Uint8Array;
}

export function openPages(main: ByteSource, wal: WalIndex | undefined): PageStore {
  const header = effectiveHeader(main, wal);
  const { pageBytes } = header;
  const log = wal !== undefined && wal.committedFrames > 0 ? wal : undefined;
  const stored = Math.ceil(main.byteLength / pageBytes);
  const declared = log?.pageCount ?? header.pageCount ?? stored;
  const pageCount = Math.min(declared, stored + (log?.pages.size ?? 0)); // more cannot be there, whatever a header claims
  return {
    header,
    pageCount,
    page(number) {
      if (number < 1 || number > declared) throw sqliteError("malformed", `no page ${number}`);
      const inLog = log?.pages.get(number);
      const offset = inLog ?? (number - 1) * pageBytes;
      const bytes = readBytes(inLog === undefined ? main : log!.source, offset, pageBytes);
      if (bytes.length < pageBytes) throw sqliteError("truncated", `page ${number} is cut off`, { offset });
      return bytes;
    },
  };
}

/** The header counts as the last commit left it: page 1 may stand in the log. */
export function effectiveHeader(main: ByteSource, wal: WalIndex | undefined): DatabaseHeader {
  const inLog = wal?.pages.get(1);
  return parseHeader(inLog === undefined ? readBytes(main, 0, HEADER_BYTES) : readBytes(wal!.source, inLog, HEADER_BYTES));
}
