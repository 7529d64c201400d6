import { IndicatorError } from "../indicator-error.ts";
import { broken, OutOfBytes, type Pass, SPACE } from "./json-bytes.ts";
import { MAX_OBJECT_BYTES } from "./json-limits.ts";

/** Where reading stands in the bytes at hand. */
export interface ByteWindow {
  bytes: Uint8Array;
  at: number;
  /** The next byte that is no white space, left where it is. */
  peek(): number;
  skip(byte: number): void;
  expectEnd(): void;
  /** Passes over something as a whole, with more bytes where those at hand end within it. */
  whole<T>(pass: Pass, take?: (bytes: Uint8Array, from: number, to: number) => T): T;
}

export function createWindow(chunks: Iterable<Uint8Array>): ByteWindow {
  const rest = chunks[Symbol.iterator]();
  const isSpace = (byte: number | undefined): boolean => byte === SPACE || byte === 10 || byte === 13 || byte === 9;
  const more = (): boolean => {
    // Copied before the next piece is asked for, which may come in the same memory.
    const kept = window.bytes.slice(window.at);
    if (kept.length > MAX_OBJECT_BYTES) throw new IndicatorError("too-large", `an object of more than ${MAX_OBJECT_BYTES} bytes`);
    const next = rest.next();
    if (next.done === true) return false;
    // Doubled at least, so that a long object is not begun anew at each chunk.
    const pieces = [kept, kept.length === 0 ? next.value : next.value.slice()];
    for (let size = next.value.length; size < kept.length; ) {
      const another = rest.next();
      if (another.done === true) break;
      pieces.push(another.value.slice());
      size += another.value.length;
    }
    window.bytes = kept.length === 0 ? next.value : joined(pieces);
    window.at = 0;
    return true;
  };
  const window: ByteWindow = {
    bytes: new Uint8Array(0),
    at: 0,
    peek() {
      for (;;) {
        while (isSpace(window.bytes[window.at])) window.at++;
        const byte = window.bytes[window.at];
        if (byte !== undefined) return byte;
        if (!more()) throw broken("ends early");
      }
    },
    skip(byte) {
      if (window.peek() !== byte) throw broken(`unexpected character`);
      window.at++;
    },
    expectEnd() {
      do {
        while (isSpace(window.bytes[window.at])) window.at++;
        if (window.at < window.bytes.length) throw broken("goes on behind its end");
      } while (more());
    },
    whole<T>(pass: Pass, take?: (bytes: Uint8Array, from: number, to: number) => T): T {
      window.peek();
      for (;;) {
        try {
          const end = pass(window.bytes, window.at);
          const taken = take?.(window.bytes, window.at, end);
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
  if (window.bytes[0] === 0xef && window.bytes[1] === 0xbb && window.bytes[2] === 0xbf) window.at = 3;
  return window;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
