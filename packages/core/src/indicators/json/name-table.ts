/**
 * Numbers for names as they stand in bytes, each once: two million ids in a third of the memory of as many strings, and none of them
 * ever made a string that is not asked for. Open addressing on a hash (FNV-1a), each hit compared byte by byte.
 */
export interface NameTable {
  /** Numbers count up from 0 in order of first sight. ESCAPED where a backslash stands in the bytes: then they are not the name. */
  numberOf(bytes: Uint8Array, from: number, to: number): number;
  /** True where the bytes are the name of this number. */
  is(number: number, bytes: Uint8Array, from: number, to: number): boolean;
  /** The number of a name as it is meant. */
  add(name: Uint8Array): number;
  /** Names begin so, by number. */
  startsWith(number: number, start: Uint8Array): boolean;
  text(number: number): string;
}

export const ESCAPED = -2;
const BACKSLASH = 92;
const MIN_SLOTS = 1_024;
/** Of FNV-1a with 32 bits (Fowler, Noll, Vo). */
const BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const MIN_BYTES = 65_536;

export function createNameTable(): NameTable {
  let slots = new Int32Array(MIN_SLOTS);
  let hashes = new Int32Array(MIN_SLOTS / 2);
  let starts = new Uint32Array(MIN_SLOTS / 2 + 1);
  let stored = new Uint8Array(MIN_BYTES);
  let count = 0;

  const isSame = (number: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const start = starts[number]!;
    if (starts[number + 1]! - start !== to - from) return false;
    for (let at = to - from - 1; at >= 0; at--) if (stored[start + at] !== bytes[from + at]) return false;
    return true;
  };
  const grow = (): void => {
    hashes = grown(hashes, new Int32Array(slots.length));
    starts = grown(starts, new Uint32Array(slots.length + 1));
    slots = new Int32Array(slots.length * 2);
    for (let number = 0; number < count; number++) {
      let slot = hashes[number]! & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number + 1;
    }
  };
  const add = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const start = starts[count]!;
    while (start + to - from > stored.length) stored = grown(stored, new Uint8Array(stored.length * 2));
    stored.set(bytes.subarray(from, to), start);
    starts[count + 1] = start + to - from;
    hashes[count] = hash;
    return count++;
  };
  const find = (hash: number, bytes: Uint8Array, from: number, to: number): number => {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number === -1) {
        slots[slot] = count + 1;
        const added = add(hash, bytes, from, to);
        if (count * 2 >= slots.length) grow();
        return added;
      }
      if (hashes[number] === hash && isSame(number, bytes, from, to)) return number;
    }
  };
  return {
    numberOf(bytes, from, to) {
      let hash = BASIS;
      for (let at = from; at < to; at++) {
        const byte = bytes[at]!;
        if (byte === BACKSLASH) return ESCAPED;
        hash = Math.imul(hash ^ byte, PRIME);
      }
      return find(hash ^ (hash >>> 15), bytes, from, to);
    },
    is: isSame,
    add(name) {
      const hash = name.reduce((state, byte) => Math.imul(state ^ byte, PRIME), BASIS);
      return find(hash ^ (hash >>> 15), name, 0, name.length);
    },
    startsWith(number, start) {
      const from = starts[number]!;
      if (starts[number + 1]! - from < start.length) return false;
      for (let at = 0; at < start.length; at++) if (stored[from + at] !== start[at]) return false;
      return true;
    },
    text: (number) => new TextDecoder().decode(stored.subarray(starts[number]!, starts[number + 1]!)),
  };
}

function grown<T extends Int32Array | Uint32Array | Uint8Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
