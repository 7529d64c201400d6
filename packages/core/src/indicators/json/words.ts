/** Bytes that are looked at four at a time. Both views show the same memory. */
export interface Bytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly words: DataView;
}

export const withWords = (bytes: Uint8Array<ArrayBuffer>): Bytes => ({
  bytes,
  words: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
});

const BACKSLASH = 0x5c;
const [QUOTES, BACKSLASHES, HIGH_BITS] = [0x22222222, 0x5c5c5c5c, 0x80808080] as const;

/** Not zero where one of the four bytes of a word is zero (H. S. Warren, Hacker's Delight, section 6-1). */
const zeroByte = (word: number): number => (word - 0x01010101) & ~word & HIGH_BITS;
export const hasBackslash = (word: number): boolean => zeroByte(word ^ BACKSLASHES) !== 0;
export const hasQuoteOrBackslash = (word: number): boolean => (zeroByte(word ^ QUOTES) | zeroByte(word ^ BACKSLASHES)) !== 0;

/** From the end: names that count up differ there. */
export function isSame(a: Bytes, fromA: number, b: Bytes, fromB: number, length: number): boolean {
  let at = length;
  for (; at >= 4; at -= 4) if (a.words.getInt32(fromA + at - 4, true) !== b.words.getInt32(fromB + at - 4, true)) return false;
  for (at--; at >= 0; at--) if (a.bytes[fromA + at] !== b.bytes[fromB + at]) return false;
  return true;
}

export function hasEscape({ bytes, words }: Bytes, from: number, to: number): boolean {
  let at = from;
  for (; at + 4 <= to; at += 4) if (hasBackslash(words.getInt32(at, true))) return true;
  for (; at < to; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}

/** True where all that was copied is ASCII. */
export function copied(from: Bytes, at: number, to: Bytes, start: number, length: number): boolean {
  let seen = 0;
  let done = 0;
  for (; done + 4 <= length; done += 4) {
    const word = from.words.getInt32(at + done, true);
    to.words.setInt32(start + done, word, true);
    seen |= word;
  }
  for (; done < length; done++) {
    const byte = from.bytes[at + done]!;
    to.bytes[start + done] = byte;
    seen |= byte;
  }
  return (seen & HIGH_BITS) === 0;
}

/** The first bytes of larger memory. */
export function enlarged({ bytes }: Bytes, length: number): Bytes {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return withWords(larger);
}
