import { IndicatorError } from "../indicator-error.ts";
import { broken, OutOfBytes, type Pass, SPACE } from "./json-bytes.ts";
import { MAX_OBJECT_BYTES } from "./json-limits.ts";
import { type Bytes, withWords } from "./words.ts";

/** Where reading stands in the bytes at hand. */
export interface ByteWindow {
  json: Bytes;
  at: number;
  /** The next byte that is no white space, left where it is. */
  peek(): number;
  skip(byte: number): void;
  expectEnd(): void;
  /** Passes over something as a whole, with more bytes where those at hand end within it. */
  whole<T>(pass: Pass, take?: (bytes: Uint8Array, from: number, to: number) => T): T;
}

const MIN_ROOM = 4_096;

export function createWindow(chunks: Iterable<Uint8Array>): ByteWindow {
  const rest = chunks[Symbol.iterator]();
  /** What is left and what follows lie here one behind the other: one copy of each byte, and no memory that is given back at each piece. */
  let room = new Uint8Array(0);
  const isSpace = (byte: number): boolean => byte === SPACE || byte === 10 || byte === 13 || byte === 9;
  const append = (next: Uint8Array, used: number): number => {
    if (used + next.length > room.length) {
      const larger = new Uint8Array(Math.max(MIN_ROOM, (used + next.length) * 2));
      larger.set(room.subarray(0, used));
      room = larger;
    }
    room.set(next, used);
    return used + next.length;
  };
  const more = (): boolean => {
    const kept = window.json.bytes.length - window.at;
    if (kept > MAX_OBJECT_BYTES) throw new IndicatorError("too-large", `an object of more than ${MAX_OBJECT_BYTES} bytes`);
    room.copyWithin(0, window.at, window.at + kept);
    let used = kept;
    // Doubled at least, so that a long object is not begun anew at each chunk.
    while (used === kept || used < kept * 2) {
      const next = rest.next();
      if (next.done === true) break;
      used = append(next.value, used);
    }
    window.json = withWords(room.subarray(0, used));
    window.at = 0;
    return used > kept;
  };
  const window: ByteWindow = {
    json: withWords(room),
    at: 0,
    peek() {
      for (;;) {
        const { bytes } = window.json;
        while (window.at < bytes.length && isSpace(bytes[window.at]!)) window.at++;
        if (window.at < bytes.length) return bytes[window.at]!;
        if (!more()) throw broken("ends early");
      }
    },
    skip(byte) {
      if (window.peek() !== byte) throw broken(`unexpected character`);
      window.at++;
    },
    expectEnd() {
      do {
        const { bytes } = window.json;
        while (window.at < bytes.length && isSpace(bytes[window.at]!)) window.at++;
        if (window.at < bytes.length) throw broken("goes on behind its end");
      } while (more());
    },
    whole<T>(pass: Pass, take?: (bytes: Uint8Array, from: number, to: number) => T): T {
      window.peek();
      for (;;) {
        try {
          const end = pass(window.json, window.at);
          const taken = take?.(window.json.bytes, window.at, end);
          window.at = end;
          return taken as T;
        } catch (error) {
          if (!(error instanceof OutOfBytes)) throw error;
          if (!more()) throw broken("ends early");
        }
      }
    },
  };
  more();
  const { bytes } = window.json;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) window.at = 3;
  return window;
}
