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
  /** Two words a slot: the hash, and the number + 1 (0 is free). */
  let slots = new Int32Array(MIN_SLOTS * 2);
  let starts = new Uint32Array(MIN_SLOTS / 2 + 1);
  let stored = withWords(new Uint8Array(MIN_BYTES));
  let count = 0;

  const is: NameTable["is"] = (number, json, from, to) => {
    if (number >= count) return false;
    const start = starts[number]!;
    return starts[number + 1]! - start === to - from && isSame(stored, start, json, from, to - from);
  };
  const grow = (): void => {
    const larger = new Uint32Array(slots.length / 2 + 1);
    larger.set(starts);
    starts = larger;
    const old = slots;
    slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      const slot = freeSlot(slots, old[at]!);
      slots[slot] = old[at]!;
      slots[slot + 1] = old[at + 1]!;
    }
  };
  const add = (json: Bytes, from: number, to: number): number => {
    const start = starts[count]!;
    const end = start + to - from;
    if (end > stored.bytes.length) stored = enlarged(stored, Math.max(end, stored.bytes.length * 2));
    copied(json, from, stored, start, to - from);
    starts[count + 1] = end;
    return count++;
  };
  const find = (hash: number, json: Bytes, from: number, to: number): number => {
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (; slots[slot + 1] !== 0; slot = (slot + 2) & mask)
      if (slots[slot] === hash && is(slots[slot + 1]! - 1, json, from, to)) return slots[slot + 1]! - 1;
    slots[slot] = hash;
    slots[slot + 1] = count + 1;
    const added = add(json, from, to);
    if (count * 4 >= slots.length) grow();
    return added;
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

function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = (hash << 1) & mask;
  while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
  return slot;
}
