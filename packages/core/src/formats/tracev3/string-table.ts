import { type ByteSource, readBytes } from "../../bytes/byte-source.ts";

/** Strings of images, from which the lines of the log are made. */
export interface StringTable {
  /** The text at a place, or undefined where the table has none there. */
  textAt(place: number): string | undefined;
  /** The image whose code or strings stand at a place. */
  imageAt(place: number): StringImage | undefined;
}

export interface StringImage {
  readonly path?: string;
  readonly uuid?: string;
}

/** The longest format strings seen are some kilobytes. */
const MAX_TEXT_BYTES = 16_384;
const PIECE_BYTES = 512;

/** Text up to a NUL or to `end`; of a text that is longer than any real one, its beginning. */
export function textIn(source: ByteSource, from: number, end: number): string {
  const last = Math.min(end, from + MAX_TEXT_BYTES);
  for (let size = PIECE_BYTES; ; size *= 4) {
    const bytes = readBytes(source, from, Math.min(size, last - from));
    const nul = bytes.indexOf(0);
    if (nul !== -1 || from + size >= last || bytes.length === 0)
      return new TextDecoder().decode(nul === -1 ? bytes : bytes.subarray(0, nul));
  }
}
