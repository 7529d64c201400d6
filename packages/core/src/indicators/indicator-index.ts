import { type Indicator, type IndicatorType, PATTERN_TYPE, type Pack } from "../model/indicator.ts";
import { createHashTable, type HashTable, insert } from "./hash-table.ts";
import { countEntries, type IndexCounts } from "./index-counts.ts";
import { KEY_KINDS, type KeyKind, normalizeIndicator } from "./key.ts";
import { createPatterns, type Entry, type EntryStore } from "./pattern/index-patterns.ts";
import type { JointPattern, PatternKeys } from "./pattern/pattern-keys.ts";

export { createMatcher, type Match, type Matcher, type MatcherOptions } from "./matcher.ts";

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
  const store = createEntries();
  const patterns = createPatterns(store);
  const unusable: Indicator[] = [];
  const unwatched: Indicator[] = [];
  for (const indicator of indicators) {
    const outcome = indicator.type === PATTERN_TYPE ? patterns.add(indicator.value) : store.add(indicator.type, indicator.value);
    if (typeof outcome === "number") store.entries[outcome]!.published.push(indicator);
    else (outcome === "too-many" ? unwatched : unusable).push(indicator);
  }
  const { entries } = store;
  const keys = { ...store.keys.finish(seedOf(packs)), ...patterns.finish() };
  const counts = countEntries(entries, patterns.needs);
  return { keys, entries, entry: (number) => entries[number]!, joints: patterns.joints, counts, packs, unusable, unwatched };
}

/** Of the packs, so that the same knowledge gives the same bytes, and two lists do not share their collisions. */
const seedOf = (packs: readonly Pack[]): number =>
  packs.reduce((seed, { sha256 }) => Math.imul(seed, 31) ^ (Number.parseInt(sha256.slice(0, 8), 16) | 0), 0x2545f491);

/** Entries by type and normalized value, each with the keys it is found under. */
function createEntries(): EntryStore & { readonly keys: ReturnType<typeof createKeys> } {
  const entries: Entry[] = [];
  const numbers = new Map<IndicatorType, Map<string, number>>();
  const keys = createKeys();
  const numberOf = (type: IndicatorType, value: string): { number: number; isNew: boolean } => {
    const ofType = numbers.get(type) ?? new Map<string, number>();
    if (ofType.size === 0) numbers.set(type, ofType);
    const known = ofType.get(value);
    if (known !== undefined) return { number: known, isNew: false };
    const number = entries.push({ type, value, published: [] }) - 1;
    ofType.set(value, number);
    return { number, isNew: true };
  };
  return {
    entries,
    keys,
    numberOf,
    add(type, raw) {
      const normalized = normalizeIndicator(type, raw);
      if (normalized === undefined) return undefined;
      const { number, isNew } = numberOf(normalized.type, normalized.value);
      if (isNew || normalized.type === "file:path") for (const { kind, text } of normalized.keys) keys.add(kind, text, number);
      return number;
    },
  };
}

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
