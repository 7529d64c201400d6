import { BACKSLASH } from "./json-bytes.ts";
import { type Bytes, copied, enlarged, hasBackslash, isSame, withWords } from "./words.ts";

/**
 * Numbers for names as they stand in bytes, each once: two million ids in a third of the memory of as many strings, and none of them
 * ever made a string that is not asked for. Open addressing on a hash; each hit is compared with all of the name.
 */
export interface NameTable {
  /** Numbers count up from 0 in order of first sight. ESCAPED where a backslash stands in the bytes: then they are not the name. */
  numberOf(json: Bytes, from: number, to: number): number;
  /** True where the bytes are the name of this number. */
  is(number: number, json: Bytes, from: number, to: number): boolean;
  /** The number of a name as it is meant. */
  add(name: Uint8Array<ArrayBuffer>): number;
  /** Names begin so, by number. */
  startsWith(number: number, start: Uint8Array): boolean;
  text(number: number): string;
}

export const ESCAPED = -2;
const MIN_SLOTS = 1_024;
const MIN_BYTES = 65_536;

export function createNameTable(): NameTable {
  let slots = new Int32Array(MIN_SLOTS);
  let hashes = new Int32Array(MIN_SLOTS / 2);
  let starts = new Uint32Array(MIN_SLOTS / 2 + 1);
  let stored = withWords(new Uint8Array(MIN_BYTES));
  let count = 0;

  const is: NameTable["is"] = (number, json, from, to) => {
    if (number >= count) return false;
    const start = starts[number]!;
    return starts[number + 1]! - start === to - from && isSame(stored, start, json, from, to - from);
  };
  const grow = (): void => {
    hashes = grown(hashes, new Int32Array(slots.length));
    starts = grown(starts, new Uint32Array(slots.length + 1));
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < count; number++) {
      let slot = hashes[number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
  };
  const add = (hash: number, json: Bytes, from: number, to: number): number => {
    const start = starts[count]!;
    const end = start + to - from;
    if (end > stored.bytes.length) stored = enlarged(stored, Math.max(end, stored.bytes.length * 2));
    copied(json, from, stored, start, to - from);
    starts[count + 1] = end;
    hashes[count] = hash;
    return count++;
  };
  const find = (hash: number, json: Bytes, from: number, to: number): number => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number === -1) {
        slots[slot] = count + 1;
        const added = add(hash, json, from, to);
        if (count * 2 >= slots.length) grow();
        return added;
      }
      if (hashes[number] === hash && is(number, json, from, to)) return number;
    }
  };
  return {
    numberOf(json, from, to) {
      const hash = hashOf(json, from, to);
      return hash === undefined ? ESCAPED : find(hash, json, from, to);
    },
    is,
    add(name) {
      const json = withWords(name);
      return find(hashOf(json, 0, name.length, true)!, json, 0, name.length);
    },
    startsWith(number, start) {
      const from = starts[number]!;
      if (starts[number + 1]! - from < start.length) return false;
      for (let at = 0; at < start.length; at++) if (stored.bytes[from + at] !== start[at]) return false;
      return true;
    },
    text: (number) => new TextDecoder().decode(stored.bytes.subarray(starts[number]!, starts[number + 1]!)),
  };
}

/** Undefined where a backslash is met and means more than itself. */
function hashOf({ bytes, words }: Bytes, from: number, to: number, isMeant = false): number | undefined {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = words.getInt32(at, true);
    if (hasBackslash(word) && !isMeant) return undefined;
    hash = stirred(hash, word);
  }
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === BACKSLASH && !isMeant) return undefined;
    hash = stirred(hash, byte);
  }
  return hash ^ (hash >>> 15);
}

/** One round of MurmurHash3 (A. Appleby, public domain). */
function stirred(hash: number, word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  const state = hash ^ Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  return (Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64) | 0;
}

function grown<T extends Int32Array | Uint32Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
