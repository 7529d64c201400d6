import type { Indicator, IndicatorType, Pack } from "../model/indicator.ts";
import { createHashTable, type HashTable, insert } from "./hash-table.ts";
import { countEntries, type IndexCounts } from "./index-counts.ts";
import { KEY_KINDS, type KeyKind, normalizeIndicator } from "./key.ts";

export { createMatcher, type Match, type Matcher, type MatcherOptions } from "./matcher.ts";

/** One thing to look for, with all that was published about it: the same value in two packs is one entry. */
export interface IndexEntry {
  readonly type: IndicatorType;
  /** Normalized; with the type it is the identity of the entry. */
  readonly value: string;
  readonly published: readonly Indicator[];
}

/** The half of the index that matching needs: typed arrays and one string. */
export interface IndexKeys {
  readonly table: HashTable;
  /** All keys one after another; key `n` stands from `starts[n]` to `starts[n + 1]`. */
  readonly text: string;
  readonly starts: Uint32Array;
  /** Position in KEY_KINDS, by key. */
  readonly kinds: Uint8Array;
  /** Number of the entry, by key. */
  readonly entryOf: Uint32Array;
}

export interface IndicatorIndex {
  readonly keys: IndexKeys;
  /** All of them, which may first have to be read; for one of them ask `entry`. */
  readonly entries: readonly IndexEntry[];
  entry(number: number): IndexEntry;
  readonly counts: IndexCounts;
  readonly packs: readonly Pack[];
  /** Those whose value cannot be compared with anything. The loaders report them already; here they are left out. */
  readonly unusable: readonly Indicator[];
}

/** Compiles indicators for matching. The order of what is given decides the numbers of entries and nothing else. */
export function buildIndex(indicators: readonly Indicator[], packs: readonly Pack[]): IndicatorIndex {
  const entries: { type: IndicatorType; value: string; published: Indicator[] }[] = [];
  const numbers = new Map<IndicatorType, Map<string, number>>();
  const keys = createKeys();
  const unusable: Indicator[] = [];
  for (const indicator of indicators) {
    const normalized = normalizeIndicator(indicator.type, indicator.value);
    if (normalized === undefined) {
      unusable.push(indicator);
      continue;
    }
    const { type, value } = normalized;
    const ofType = numbers.get(type) ?? new Map<string, number>();
    if (ofType.size === 0) numbers.set(type, ofType);
    const known = ofType.get(value);
    const number = known ?? entries.push({ type, value, published: [] }) - 1;
    entries[number]!.published.push(indicator);
    ofType.set(value, number);
    if (known === undefined || type === "file:path") for (const { kind, text } of normalized.keys) keys.add(kind, text, number);
  }
  const counts = countEntries(entries);
  return { keys: keys.finish(seedOf(packs)), entries, entry: (number) => entries[number]!, counts, packs, unusable };
}

/** Of the packs, so that the same knowledge gives the same bytes, and two lists do not share their collisions. */
const seedOf = (packs: readonly Pack[]): number =>
  packs.reduce((seed, { sha256 }) => Math.imul(seed, 31) ^ (Number.parseInt(sha256.slice(0, 8), 16) | 0), 0x2545f491);

function createKeys() {
  const seen = new Set<string>();
  const kinds: number[] = [];
  const texts: string[] = [];
  const entryOf: number[] = [];
  return {
    add(kind: KeyKind, text: string, entry: number): void {
      const number = KEY_KINDS.indexOf(kind);
      if (kind === "path-ios" || kind === "path-android") {
        // Two spellings of one path are one entry and share one of their keys.
        const id = `${kind}${text}`;
        if (seen.has(id)) return;
        seen.add(id);
      }
      kinds.push(number);
      texts.push(text);
      entryOf.push(entry);
    },
    finish(seed: number): IndexKeys {
      const starts = new Uint32Array(texts.length + 1);
      for (let key = 0; key < texts.length; key++) starts[key + 1] = starts[key]! + texts[key]!.length;
      const table = filled(texts, kinds, seed);
      return { table, text: texts.join(""), starts, kinds: Uint8Array.from(kinds), entryOf: Uint32Array.from(entryOf) };
    },
  };
}

/** Another seed in the case, never met, that two keys have one fingerprint: then no key hides another. */
function filled(texts: readonly string[], kinds: readonly number[], seed: number): HashTable {
  const table = createHashTable(texts.length, seed);
  const isWhole = texts.every((text, key) => insert(table, kinds[key]!, text, key));
  return isWhole ? table : filled(texts, kinds, (seed + 1) | 0);
}
