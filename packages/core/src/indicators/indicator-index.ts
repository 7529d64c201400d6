import { type Indicator, type IndicatorType, PATTERN_TYPE, type Pack } from "../model/indicator.ts";
import type { HashTable } from "./hash-table.ts";
import { countEntries, type IndexCounts } from "./index-counts.ts";
import { normalizeIndicator } from "./key.ts";
import { createKeyStore, type KeyStore } from "./key-store.ts";
import { createPatterns, type Entry, type EntryStore } from "./pattern/index-patterns.ts";
import type { JointPattern, PatternKeys } from "./pattern/pattern-keys.ts";

export { createMatcher, type Match, type Matcher } from "./matcher.ts";

/** One thing to look for, with all that was published about it: the same value in two packs is one entry. */
export interface IndexEntry {
  readonly type: IndicatorType;
  /** Normalized; with the type it is the identity of the entry. */
  readonly value: string;
  readonly published: readonly Indicator[];
}

/** The half of the index that matching needs: typed arrays, one string, and the patterns that say more than values. */
export interface IndexKeys {
  readonly table: HashTable;
  /** All keys one after another; key `n` stands from `starts[n]` to `starts[n + 1]`. */
  readonly text: string;
  readonly starts: Uint32Array;
  /** Position in KEY_KINDS, by key. */
  readonly kinds: Uint8Array;
  /** Number of the entry, by key. */
  readonly entryOf: Uint32Array;
  /** Undefined where all indicators are values, as in most sets: then nothing of it is ever asked. */
  readonly patterns?: PatternKeys;
}

export interface IndicatorIndex {
  readonly keys: IndexKeys;
  /** All of them, which may first have to be read; for one of them ask `entry`. Those that nobody published are parts of patterns. */
  readonly entries: readonly IndexEntry[];
  entry(number: number): IndexEntry;
  /** Patterns to be judged when all artifacts are read. */
  readonly joints: readonly JointPattern[];
  readonly counts: IndexCounts;
  readonly packs: readonly Pack[];
  /** Those whose value cannot be compared with anything. The loaders report them already; here they are left out. */
  readonly unusable: readonly Indicator[];
  /** Patterns beyond MAX_WATCHING_BRACKETS, left out. */
  readonly unwatched: readonly Indicator[];
}

/** Compiles indicators for matching. The order of what is given decides the numbers of entries and nothing else. */
export function buildIndex(indicators: readonly Indicator[], packs: readonly Pack[]): IndicatorIndex {
  const store = createEntries(seedOf(packs), indicators.length);
  const patterns = createPatterns(store);
  const unusable: Indicator[] = [];
  const unwatched: Indicator[] = [];
  for (const indicator of indicators) {
    const outcome = indicator.type === PATTERN_TYPE ? patterns.add(indicator.value) : store.add(indicator.type, indicator.value);
    if (typeof outcome === "number") store.entries[outcome]!.published.push(indicator);
    else (outcome === "too-many" ? unwatched : unusable).push(indicator);
  }
  const { entries } = store;
  const keys = { ...store.keys.finish(), ...patterns.finish() };
  const counts = countEntries(entries, patterns.needs);
  return { keys, entries, entry: (number) => entries[number]!, joints: patterns.joints, counts, packs, unusable, unwatched };
}

/** Of the packs, so that the same knowledge gives the same bytes, and two lists do not share their collisions. */
const seedOf = (packs: readonly Pack[]): number =>
  packs.reduce((seed, { sha256 }) => Math.imul(seed, 31) ^ (Number.parseInt(sha256.slice(0, 8), 16) | 0), 0x2545f491);

/** Entries by type and normalized value, each with the keys it is found under. */
function createEntries(seed: number, expected: number): EntryStore & { readonly keys: KeyStore } {
  const entries: Entry[] = [];
  const keys = createKeyStore(seed, expected);
  /** Of what has no key, or several. All else is known by its key. */
  const numbers = new Map<string, number>();
  const numberOf = (type: IndicatorType, value: string): { number: number; isNew: boolean } => {
    const id = `${type} ${value}`;
    const known = numbers.get(id);
    if (known !== undefined) return { number: known, isNew: false };
    const number = entries.push({ type, value, published: [] }) - 1;
    numbers.set(id, number);
    return { number, isNew: true };
  };
  return {
    entries,
    keys,
    numberOf,
    add(type, raw) {
      const normalized = normalizeIndicator(type, raw);
      if (normalized === undefined) return undefined;
      const [first, second] = normalized.keys;
      if (second !== undefined) {
        const { number } = numberOf(normalized.type, normalized.value);
        // Two spellings of one path are one entry and share one of their keys.
        for (const { kind, text } of normalized.keys) keys.add(kind, text, number);
        return number;
      }
      const number = keys.add(first!.kind, first!.text, entries.length);
      if (number === entries.length) entries.push({ type: normalized.type, value: normalized.value, published: [] });
      return number;
    },
  };
}
