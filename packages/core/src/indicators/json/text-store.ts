import { IndicatorError } from "../indicator-error.ts";
import { createNumberList } from "../number-list.ts";
import { MAX_TEXT_BYTES } from "./json-limits.ts";
import { type Bytes, copied, enlarged, withWords } from "./words.ts";

/**
 * Texts as they stand in bytes, kept as bytes and made into one string at the end: the platform takes a fifth of a microsecond to
 * begin decoding, whatever the length, and each string of its own as long again whenever memory is tidied.
 */
export interface TextStore {
  /** Adds bytes that hold no escape. */
  add(json: Bytes, from: number, to: number): void;
  addText(text: string): void;
  /** All of them one after another; number n ends at `ends[n]`, where the next begins. */
  joined(): { readonly text: string; readonly ends: Int32Array };
}

const MIN_BYTES = 65_536;
/** Bytes of UTF-8 that go on with a letter (0b10......), and the first of those that need two units of UTF-16 (0b11110...). */
const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
const FIRST_OF_FOUR = 0xf0;

export function createTextStore(): TextStore {
  let stored = withWords(new Uint8Array(MIN_BYTES));
  let isAscii = true;
  let used = 0;
  const ends = createNumberList();
  const add: TextStore["add"] = (json, from, to) => {
    const end = used + to - from;
    if (end > MAX_TEXT_BYTES) throw new IndicatorError("too-large", `more than ${MAX_TEXT_BYTES} bytes of patterns`);
    if (end > stored.bytes.length) stored = enlarged(stored, Math.max(end, stored.bytes.length * 2));
    if (!copied(json, from, stored, used, to - from)) isAscii = false;
    used = end;
    ends.push(used);
  };
  return {
    add,
    addText(text) {
      const bytes = new TextEncoder().encode(text);
      add(withWords(bytes), 0, bytes.length);
    },
    joined() {
      const bytes = stored.bytes.subarray(0, used);
      return { text: decoded(bytes), ends: isAscii ? ends.finish() : unitEnds(bytes, ends.finish()) };
    },
  };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new IndicatorError("not-text", "not UTF-8", { cause });
  }
}

/** Ends counted in units of UTF-16. All of the bytes are UTF-8; so is each text, where none begins within a letter. */
function unitEnds(bytes: Uint8Array, ends: Int32Array): Int32Array {
  let units = 0;
  let at = 0;
  return ends.map((end) => {
    if (end < bytes.length && isContinuation(bytes[end]!)) throw new IndicatorError("not-text", "not UTF-8");
    for (; at < end; at++) if (!isContinuation(bytes[at]!)) units += bytes[at]! >= FIRST_OF_FOUR ? 2 : 1;
    return units;
  });
}
