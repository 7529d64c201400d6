import { createHashTable, type HashTable, insert, isMadeFor, isRoomFor } from "./hash-table.ts";
import type { IndexKeys } from "./indicator-index.ts";
import { KEY_KINDS } from "./key.ts";
import { createNumberList } from "./number-list.ts";

/** The keys of an index while it is built, each once. */
export interface KeyStore {
  /**
   * The entry that the key from here to there in a text leads to: `entry`, which is new, or the one that has the key already. `kind`
   * is its position in KEY_KINDS.
   */
  add(kind: number, text: string, from: number, to: number, entry: number): number;
  finish(): IndexKeys;
}

const MIN_LETTERS = 4_096;
/** Arguments that every engine takes in one call. */
const LETTERS_AT_ONCE = 8_192;
const ASCII = 128;

/** `expected` keys make no difference but to speed. */
export function createKeyStore(seed: number, expected: number): KeyStore {
  const kinds = createNumberList(expected);
  const entryOf = createNumberList(expected);
  const starts = createNumberList(expected + 1);
  starts.push(0);
  /** All keys, one after another: a string of its own for each would cost more than its letters. */
  let letters = new Uint16Array(MIN_LETTERS);
  let table = createHashTable(expected, seed);
  let isAscii = true;

  /** Puts a key behind the others, where it may be the next. Gives its end. */
  const keep = (text: string, from: number, to: number): number => {
    const start = starts.at(kinds.count());
    const end = start + to - from;
    if (end > letters.length) {
      const larger = new Uint16Array(Math.max(end, letters.length * 2));
      larger.set(letters);
      letters = larger;
    }
    let seen = 0;
    for (let at = from; at < to; at++) {
      const letter = text.charCodeAt(at);
      letters[start + at - from] = letter;
      seen |= letter;
    }
    if (seen >= ASCII) isAscii = false;
    return end;
  };
  const isSame = (key: number, kind: number, end: number): boolean => {
    const own = starts.at(kinds.count());
    const start = starts.at(key);
    const length = starts.at(key + 1) - start;
    if (kinds.at(key) !== kind || length !== end - own) return false;
    for (let at = 0; at < length; at++) if (letters[start + at] !== letters[own + at]) return false;
    return true;
  };
  const filled = (count: number, from: number, room: number): HashTable => {
    for (let tried = from; ; tried = (tried + 1) | 0) {
      const filling = createHashTable(room, tried);
      let key = 0;
      while (key < count && insert(filling, kinds.at(key), letters, starts.at(key), starts.at(key + 1), key) === -1) key++;
      if (key === count) return filling;
    }
  };
  /** The key that is there already, or -1 for a new one. */
  const place = (kind: number, end: number): number => {
    const key = kinds.count();
    const known = insert(table, kind, letters, starts.at(key), end, key);
    if (known === -1 || isSame(known, kind, end)) return known;
    // Never met: two keys of one fingerprint. With another seed none hides the other.
    table = filled(key, (table.seed + 1) | 0, Math.max(expected, key));
    return place(kind, end);
  };
  return {
    add(kind, text, from, to, entry) {
      const count = kinds.count();
      if (!isRoomFor(table, count + 1)) table = filled(count, table.seed, count * 2);
      const end = keep(text, from, to);
      const known = place(kind, end);
      if (known !== -1) return entryOf.at(known);
      kinds.push(kind);
      starts.push(end);
      entryOf.push(entry);
      return entry;
    },
    finish() {
      const count = kinds.count();
      // The same keys give the same bytes, whatever was expected.
      if (!isMadeFor(table, count)) table = filled(count, table.seed, count);
      const longest = KEY_KINDS.map(() => 0);
      for (let key = 0; key < count; key++) longest[kinds.at(key)] = Math.max(longest[kinds.at(key)]!, starts.at(key + 1) - starts.at(key));
      return {
        table,
        text: textOf(letters.subarray(0, starts.at(count)), isAscii),
        starts: new Uint32Array(starts.finish().buffer),
        kinds: new Uint8Array(kinds.finish()),
        entryOf: new Uint32Array(entryOf.finish().buffer),
        longest,
      };
    },
  };
}

function textOf(letters: Uint16Array, isAscii: boolean): string {
  if (isAscii) return new TextDecoder().decode(new Uint8Array(letters));
  const pieces: string[] = [];
  for (let at = 0; at < letters.length; at += LETTERS_AT_ONCE)
    pieces.push(String.fromCharCode(...letters.subarray(at, at + LETTERS_AT_ONCE)));
  return pieces.join("");
}
