import { FormatError } from "../../bytes/format-error.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));

/** Base64 (RFC 4648, 4) without padding, and in its one canonical form, as age wants it. */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) throw new FormatError("age", "malformed", "a letter that is not base64");
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >>> bits) & 0xff;
    held &= (1 << bits) - 1;
  }
  if (held !== 0 || bits >= 6) throw new FormatError("age", "malformed", "base64 that is not canonical");
  return bytes;
}
