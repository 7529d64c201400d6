import { MAX_VALUE_BYTES } from "../limits.ts";
import { sqliteError } from "../sqlite-error.ts";
import type { Walk } from "./tree.ts";

const PAGE_NUMBER_BYTES = 4;

/** The whole payload of a cell: what lies in its page, and what was moved to a chain of overflow pages. */
export function readCellPayload(walk: Walk, page: Uint8Array, offset: number, byteLength: number, isTable: boolean): Uint8Array {
  if (byteLength < 0 || byteLength > MAX_VALUE_BYTES) throw sqliteError("limit", `a row of ${byteLength} bytes`);
  const { usableBytes } = walk.pages.header;
  const local = localBytes(byteLength, usableBytes, isTable);
  const end = offset + local + (local < byteLength ? PAGE_NUMBER_BYTES : 0);
  if (end > usableBytes) throw sqliteError("malformed", "a cell that leaves its page");
  if (local === byteLength) return page.subarray(offset, end);
  if (byteLength - local > walk.pages.pageCount * usableBytes) throw sqliteError("malformed", `a row of ${byteLength} bytes`);
  const payload = new Uint8Array(byteLength);
  payload.set(page.subarray(offset, offset + local));
  readOverflow(walk, uint32(page, offset + local), payload.subarray(local));
  return payload;
}

/** How much of a payload stays in the page: https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages */
function localBytes(byteLength: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (byteLength <= most) return byteLength;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((byteLength - least) % (usable - PAGE_NUMBER_BYTES));
  return wanted <= most ? wanted : least;
}

function readOverflow({ pages, claim }: Walk, first: number, into: Uint8Array): void {
  let next = first;
  for (let done = 0; done < into.length; ) {
    const bytes = pages.page(next);
    claim(next);
    const part = bytes.subarray(PAGE_NUMBER_BYTES, Math.min(pages.header.usableBytes, PAGE_NUMBER_BYTES + into.length - done));
    into.set(part, done);
    done += part.length;
    next = uint32(bytes, 0);
  }
}

const uint32 = (bytes: Uint8Array, offset: number): number =>
  bytes[offset]! * 0x1000000 + ((bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!);
