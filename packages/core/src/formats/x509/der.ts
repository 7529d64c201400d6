import { FormatError } from "../../bytes/format-error.ts";

/** One value of ASN.1 in its distinguished encoding (X.690): a tag, and what is in it. */
export interface DerItem {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Offset behind it. */
  readonly end: number;
}

export const TAGS = {
  utf8: 0x0c,
  utcTime: 0x17,
  universal: 0x1c,
  bmp: 0x1e,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
} as const;

/** Lengths of up to four bytes: nothing longer fits into what is read. */
const MAX_LENGTH_BYTES = 4;
const LONG_FORM = 0x80;
/** The low bits of a tag that goes on in further bytes; certificates have none. */
const LONG_TAG = 0x1f;

export function itemIn(bytes: Uint8Array, start: number): DerItem {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) throw new FormatError("der", "truncated", "ends before a length", { offset: start });
  if ((tag & LONG_TAG) === LONG_TAG) throw new FormatError("der", "unsupported", "a tag of several bytes", { offset: start });
  const lengthBytes = first < LONG_FORM ? 0 : first - LONG_FORM;
  if (first === LONG_FORM || lengthBytes > MAX_LENGTH_BYTES) throw new FormatError("der", "malformed", "no length", { offset: start });
  const from = start + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : bytes.subarray(start + 2, from).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = from + length;
  if (end > bytes.length) throw new FormatError("der", "truncated", `${length} bytes`, { offset: start });
  return { tag, content: bytes.subarray(from, end), end };
}

/** The items of a sequence or set in order, up to so many. */
export function itemsIn(bytes: Uint8Array, limit: number): readonly DerItem[] {
  const items: DerItem[] = [];
  for (let at = 0; at < bytes.length && items.length < limit; ) {
    const item = itemIn(bytes, at);
    items.push(item);
    at = item.end;
  }
  return items;
}
