/** Messages inside messages; those of apps nest half a dozen. */
const MAX_DEPTH = 16;
/** Fields looked at in one blob, those of nested tries included. */
const MAX_FIELDS = 20_000;
/** Longest blob looked at. */
const MAX_BYTES = 1 << 20;
const MAX_VARINT_BYTES = 10;

/** How a field is stored (https://protobuf.dev/programming-guides/encoding/). Groups, 3 and 4, went out of use before any phone's app. */
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

interface Walk {
  readonly bytes: Uint8Array;
  fields: number;
  isTooDeep: boolean;
}

export interface TextFields {
  readonly texts: readonly string[];
  /** A limit was reached: texts may have been passed over. */
  readonly isCut: boolean;
}

/**
 * The texts of a protobuf message whose schema nobody published, in order. A field of bytes may be a text or a message: one that
 * reads as a message to its last byte is taken for one, everything else for text where it is UTF-8 without control characters.
 * Bytes that are no message give nothing.
 */
export function textFields(bytes: Uint8Array): TextFields {
  if (bytes.length > MAX_BYTES) return { texts: [], isCut: true };
  const walk = { bytes, fields: 0, isTooDeep: false };
  const texts = messageTexts(walk, 0, bytes.length, 0) ?? [];
  return { texts, isCut: walk.fields > MAX_FIELDS || walk.isTooDeep };
}

/** Undefined where the bytes between `start` and `end` are no message. */
function messageTexts(walk: Walk, start: number, end: number, depth: number): readonly string[] | undefined {
  const texts: string[] = [];
  for (let at = start; at < end; ) {
    if (++walk.fields > MAX_FIELDS) return depth === 0 ? texts : undefined; // what was read by then stands
    const tag = readVarint(walk.bytes, at, end);
    if (tag === undefined || tag.value >> 3n === 0n) return undefined;
    const field = fieldEnd(walk.bytes, tag.next, end, Number(tag.value & 7n));
    if (field === undefined) return undefined;
    if (field.textStart !== undefined) texts.push(...fieldTexts(walk, field.textStart, field.next, depth));
    at = field.next;
  }
  return texts;
}

function fieldTexts(walk: Walk, start: number, end: number, depth: number): readonly string[] {
  if (start === end) return [];
  const nested = depth < MAX_DEPTH ? messageTexts(walk, start, end, depth + 1) : undefined;
  if (nested && nested.length > 0) return nested;
  const text = decoded(walk.bytes.subarray(start, end));
  walk.isTooDeep ||= text === undefined && depth >= MAX_DEPTH;
  return text === undefined ? [] : [text];
}

/** Where a field's value ends, and where its bytes begin when it is of bytes. */
function fieldEnd(bytes: Uint8Array, at: number, end: number, wireType: number): { next: number; textStart?: number } | undefined {
  if (wireType === VARINT) return readVarint(bytes, at, end);
  if (wireType === LENGTH) {
    const length = readVarint(bytes, at, end);
    if (length === undefined || length.value > BigInt(end - length.next)) return undefined;
    return { next: length.next + Number(length.value), textStart: length.next };
  }
  const size = wireType === FIXED_64 ? 8 : wireType === FIXED_32 ? 4 : undefined;
  return size === undefined || at + size > end ? undefined : { next: at + size };
}

function readVarint(bytes: Uint8Array, at: number, end: number): { value: bigint; next: number } | undefined {
  let value = 0n;
  for (let index = 0; index < MAX_VARINT_BYTES && at + index < end; index++) {
    const byte = bytes[at + index]!;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}

const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
/** What text does not hold; U+FFFD stands where it was not UTF-8. */
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

function decoded(bytes: Uint8Array): string | undefined {
  const text = DECODER.decode(bytes);
  return NOT_TEXT.test(text) ? undefined : text;
}
