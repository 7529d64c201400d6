import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";

const FIXED = 10;
const DEFLATE = 8;
const HEADER_CHECKSUM = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
/** Longest name or comment of a member that is looked through for its end. */
export const MAX_TEXT_BYTES = 1 << 16;

/** Where the deflated bytes of a gzip member begin (RFC 1952, 2.3); undefined where no member begins, or its header does not end. */
export function endOfMemberHeader(source: ByteSource, offset: number): number | undefined {
  const fixed = readBytes(source, offset, FIXED);
  if (fixed.length < FIXED || !isGzip(fixed) || fixed[2] !== DEFLATE) return undefined;
  const flags = fixed[3]!;
  let at: number | undefined = offset + FIXED;
  if (flags & EXTRA) at = afterExtra(source, at);
  if (flags & NAME) at = at && afterText(source, at);
  if (flags & COMMENT) at = at && afterText(source, at);
  if (flags & HEADER_CHECKSUM) at = at && at + 2;
  return at !== undefined && at <= source.byteLength ? at : undefined;
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function afterExtra(source: ByteSource, at: number): number | undefined {
  const length = readBytes(source, at, 2);
  return length.length < 2 ? undefined : at + 2 + (length[0]! | (length[1]! << 8));
}

function afterText(source: ByteSource, at: number): number | undefined {
  const end = readBytes(source, at, MAX_TEXT_BYTES).indexOf(0);
  return end < 0 ? undefined : at + end + 1;
}
