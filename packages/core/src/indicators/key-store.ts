import { createHashTable, type HashTable, insert, isRoomFor } from "./hash-table.ts";
import type { IndexKeys } from "./indicator-index.ts";
import { KEY_KINDS, type KeyKind } from "./key.ts";

const numberOfKind = new Map(KEY_KINDS.map((kind, number) => [kind, number]));

/** The keys of an index while it is built, each once. */
export interface KeyStore {
  /** The entry that a key leads to: `entry`, which is new, or the one that has the key already. */
  add(kind: KeyKind, text: string, entry: number): number;
  finish(): IndexKeys;
}

/** `expected` keys make no difference but to speed. */
export function createKeyStore(seed: number, expected: number): KeyStore {
  const kinds: number[] = [];
  const texts: string[] = [];
  const entryOf: number[] = [];
  let table = createHashTable(expected, seed);

  /** The key that is there already, or -1 for a new one. */
  const place = (kind: number, text: string, key: number): number => {
    const known = insert(table, kind, text, key);
    if (known === -1 || (kinds[known] === kind && texts[known] === text)) return known;
    // Never met: two keys of one fingerprint. With another seed none hides the other.
    table = filled(texts.slice(0, key), kinds, (table.seed + 1) | 0, Math.max(expected, key));
    return place(kind, text, key);
  };
  return {
    add(kind, text, entry) {
      const number = numberOfKind.get(kind)!;
      if (!isRoomFor(table, texts.length + 1)) table = filled(texts, kinds, table.seed, texts.length * 2);
      const known = place(number, text, texts.length);
      if (known !== -1) return entryOf[known]!;
      kinds.push(number);
      texts.push(text);
      entryOf.push(entry);
      return entry;
    },
    finish() {
      const starts = new Uint32Array(texts.length + 1);
      for (let key = 0; key < texts.length; key++) starts[key + 1] = starts[key]! + texts[key]!.length;
      // The same keys give the same bytes, whatever was expected.
      const exact = createHashTable(texts.length, table.seed);
      if (exact.slots.length !== table.slots.length) table = filled(texts, kinds, table.seed, texts.length);
      return { table, text: texts.join(""), starts, kinds: Uint8Array.from(kinds), entryOf: Uint32Array.from(entryOf) };
    },
  };
}

function filled(texts: readonly string[], kinds: readonly number[], seed: number, room: number): HashTable {
  for (let tried = seed; ; tried = (tried + 1) | 0) {
    const table = createHashTable(room, tried);
    if (texts.every((text, key) => insert(table, kinds[key]!, text, key) === -1)) return table;
  }
}
