import { DATA, instantiateTextSearch, STEP, TABLE_BYTES, type TextSearchExports } from "./text-search-module.ts";

/** Where a text stands. */
export interface TextPlace {
  readonly at: number;
  /** Line feeds from the first byte to the one at this place. */
  readonly lineFeeds: number;
}

export interface TextPlaces {
  /** In order; where one text lies within another, both. */
  readonly places: readonly TextPlace[];
  /** Of all the bytes. */
  readonly lineFeeds: number;
}

/** Bytes of a text that are looked at before all of it is. */
const MAX_WIDTH = 4;
/** Texts are told apart by the bits of a byte; those beyond share them. */
const BITS = 8;
const PAGE = 1 << 16;

/** Looks for texts as UTF-8 writes them: at least one, and none of them empty. */
export function createTextSearch(texts: readonly string[]): (bytes: Uint8Array) => TextPlaces {
  const wanted = texts.map((text) => new TextEncoder().encode(text));
  const search = searchFor(JSON.stringify(texts), wanted);
  return (bytes) => {
    const { find, lineFeeds } = withBytes(search, bytes);
    const places: TextPlace[] = [];
    for (let at = find(DATA, DATA + bytes.length) - DATA; at < bytes.length; at = find(DATA + at + 1, DATA + bytes.length) - DATA)
      if (standsAt(bytes, at, wanted)) places.push({ at, lineFeeds: lineFeeds.value });
    return { places, lineFeeds: lineFeeds.value };
  };
}

interface Search extends TextSearchExports {
  readonly tables: Uint8Array;
}

/** One for all: hosts give room for few. What lies in it is used up before another search begins. */
let memory: WebAssembly.Memory | undefined;
/** Made where they are first needed: there are as many as artifacts that search. */
const made = new Map<string, Search>();

function searchFor(key: string, texts: readonly Uint8Array[]): Search {
  const known = made.get(key);
  if (known) return known;
  memory ??= new WebAssembly.Memory({ initial: 1 });
  const width = Math.min(MAX_WIDTH, ...texts.map(({ length }) => length));
  const letters = Array.from({ length: width }, (_, place) => [...new Set(texts.map((text) => text[place]!))]);
  const search = { ...instantiateTextSearch(letters, memory), tables: tablesOf(texts, width) };
  made.set(key, search);
  return search;
}

/** For each byte looked at, by its lower and by its upper half: the texts that have such a byte there. */
function tablesOf(texts: readonly Uint8Array[], width: number): Uint8Array {
  const tables = new Uint8Array(width * 2 * TABLE_BYTES);
  for (const [index, text] of texts.entries())
    for (let at = 0; at < width; at++) {
      const bit = 1 << (index % BITS);
      tables[2 * at * TABLE_BYTES + (text[at]! & 15)]! |= bit;
      tables[(2 * at + 1) * TABLE_BYTES + (text[at]! >> 4)]! |= bit;
    }
  return tables;
}

function withBytes(search: Search, bytes: Uint8Array): Search {
  const { buffer } = memory!;
  const lacking = DATA + bytes.length + 2 * STEP - buffer.byteLength;
  if (lacking > 0) memory!.grow(Math.ceil(lacking / PAGE));
  const all = new Uint8Array(memory!.buffer);
  all.set(search.tables);
  all.set(bytes, DATA);
  all.fill(0, DATA + bytes.length, DATA + bytes.length + 2 * STEP);
  search.lineFeeds.value = 0;
  return search;
}

/** Whether one of the texts does. */
function standsAt(bytes: Uint8Array, at: number, texts: readonly Uint8Array[]): boolean {
  for (const text of texts) {
    let same = 0;
    while (same < text.length && bytes[at + same] === text[same]) same++;
    if (same === text.length) return true;
  }
  return false;
}
