import { IndicatorError } from "../indicator-error.ts";
import { MAX_JSON_DEPTH } from "./json-limits.ts";
import { type Bytes, hasQuoteOrBackslash } from "./words.ts";

/** JSON as bytes: over what one passes without making anything of it. */

export const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58] as const;
export const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125] as const;
export const SPACE = 32;

/** Thrown and caught here: the window ends within a value, and more bytes may follow. */
export class OutOfBytes extends Error {}
export const OUT_OF_BYTES = new OutOfBytes();

export const broken = (detail: string): IndicatorError => new IndicatorError("not-json", detail);

export const outOr = (bytes: Uint8Array, at: number, detail: string): Error => (at >= bytes.length ? OUT_OF_BYTES : broken(detail));

export function spaceFrom(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at]! <= SPACE) at++;
  return at;
}

/** From a quotation mark to behind the one that closes it. */
export function skipText({ bytes, words }: Bytes, from: number): number {
  const { length } = bytes;
  if (from >= length || bytes[from] !== QUOTE) throw outOr(bytes, from, "no text where one belongs");
  let at = from + 1;
  for (const last = length - 4; at <= last && !hasQuoteOrBackslash(words.getInt32(at, true)); ) at += 4;
  for (; at < length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  throw OUT_OF_BYTES;
}

/** Over a value by its brackets; what stands between them is looked at when it is wanted. */
export function skipValue(json: Bytes, from: number): number {
  const { bytes } = json;
  const first = from < bytes.length ? bytes[from] : undefined;
  if (first === QUOTE) return skipText(json, from);
  if (first !== OPEN_LIST && first !== OPEN_OBJECT) return skipPlain(bytes, from);
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = skipText(json, at) - 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > MAX_JSON_DEPTH) throw new IndicatorError("too-large", `deeper than ${MAX_JSON_DEPTH} brackets`);
    } else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && --depth === 0) return at + 1;
  }
  throw OUT_OF_BYTES;
}

const PLAIN = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const MAX_PLAIN_LENGTH = 64;

/** A number, true, false or null. */
function skipPlain(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; ; at++) {
    if (at >= bytes.length) throw OUT_OF_BYTES;
    const byte = bytes[at]!;
    if (byte <= SPACE || byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT) break;
    if (at - from > MAX_PLAIN_LENGTH) throw broken("neither text nor number");
  }
  if (!PLAIN.test(String.fromCharCode(...bytes.subarray(from, at)))) throw broken("neither text nor number");
  return at;
}

/** The position behind what begins at `from`; throws OUT_OF_BYTES. */
export type Pass = (json: Bytes, from: number) => number;
