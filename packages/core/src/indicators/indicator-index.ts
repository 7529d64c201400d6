import { INDICATOR_TYPES, type Indicator, type IndicatorType, PATTERN_TYPE, type Pack } from "../model/indicator.ts";
import { createEntries, type EntryStore, normalizedValue } from "./entry-store.ts";
import type { HashTable } from "./hash-table.ts";
import { countEntries, type IndexCounts } from "./index-counts.ts";
import { type IndicatorColumns, indicatorAt, toColumns, valueAt } from "./indicator-columns.ts";
import { createPatterns, type Patterns } from "./pattern/index-patterns.ts";
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
  /** Length of the longest key, by kind. */
  readonly longest: readonly number[];
  /** Undefined where all indicators are values, as in most sets: then nothing of it is ever asked. */
  readonly patterns?: PatternKeys;
}

/** What was published, by entry: what there is to say when something matched. */
export interface Published {
  readonly columns: IndicatorColumns;
  /** Indicators in order of their entries; those of entry `n` stand from `starts[n]` to `starts[n + 1]`. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
  /** Position in INDICATOR_TYPES, by entry. */
  readonly types: Uint8Array;
  /** Values of entries that nobody published. */
  readonly parts: ReadonlyMap<number, string>;
}

/** All of an index but what patterns and values have to be put together from: plain data. */
export interface IndexData {
  readonly keys: IndexKeys;
  readonly published: Published;
  /** Patterns to be judged when all artifacts are read. */
  readonly joints: readonly JointPattern[];
  readonly counts: IndexCounts;
  readonly packs: readonly Pack[];
  /** Those whose value cannot be compared with anything. The loaders report them already; here they are left out. */
  readonly unusable: readonly Indicator[];
  /** Patterns beyond MAX_WATCHING_BRACKETS, left out. */
  readonly unwatched: readonly Indicator[];
}

export interface IndicatorIndex extends IndexData {
  /** All of them, put together when first asked for; for one of them ask `entry`. Those that nobody published are parts of patterns. */
  readonly entries: readonly IndexEntry[];
  entry(number: number): IndexEntry;
}

/** Compiles indicators for matching. The order of what is given decides the numbers of entries and nothing else. */
export function buildIndex(indicators: readonly Indicator[] | IndicatorColumns, packs: readonly Pack[]): IndicatorIndex {
  const columns = "aboutOf" in indicators ? indicators : toColumns(indicators);
  const store = createEntries(seedOf(packs), columns.length);
  const patterns = createPatterns(store);
  const entryOf = new Int32Array(columns.length);
  const unusable: Indicator[] = [];
  const unwatched: Indicator[] = [];
  for (let number = 0; number < columns.length; number++) {
    const outcome = entryFor(columns, number, store, patterns);
    entryOf[number] = typeof outcome === "number" ? outcome : -1;
    if (typeof outcome !== "number") (outcome === "too-many" ? unwatched : unusable).push(indicatorAt(columns, number));
  }
  const byEntry = inOrder(entryOf, store.types.length);
  const published: Published = { columns, ...byEntry, types: new Uint8Array(store.types), parts: patterns.parts };
  const keys = { ...store.keys.finish(), ...patterns.finish((entry) => byEntry.starts[entry] === byEntry.starts[entry + 1]) };
  const counts = countEntries(published, patterns.needs);
  return indexOf({ keys, published, joints: patterns.joints, counts, packs, unusable, unwatched });
}

function entryFor(columns: IndicatorColumns, number: number, store: EntryStore, patterns: Patterns): number | "too-many" | undefined {
  const { abouts, aboutOf, text, starts, ends, keyKinds } = columns;
  const { type } = abouts[aboutOf[number]!]!;
  const kind = keyKinds[number]!;
  if (kind !== 0) return store.addKey(type, kind - 1, text, starts[number]!, ends[number]!);
  const value = valueAt(columns, number);
  return type === PATTERN_TYPE ? patterns.add(value) : store.add(type, value);
}

/** Indicators in order of their entries, each entry's as they were given. */
function inOrder(entryOf: Int32Array, entries: number): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(entries + 1);
  for (const entry of entryOf) if (entry !== -1) starts[entry + 1]!++;
  for (let entry = 0; entry < entries; entry++) starts[entry + 1]! += starts[entry]!;
  const next = starts.slice();
  const order = new Uint32Array(starts[entries]!);
  for (let number = 0; number < entryOf.length; number++) {
    const entry = entryOf[number]!;
    if (entry !== -1) order[next[entry]!++] = number;
  }
  return { order, starts };
}

/** An index that puts entries together when they are asked for: a run that finds nothing makes none. */
export function indexOf(data: IndexData): IndicatorIndex {
  const { columns, order, starts, types, parts } = data.published;
  const made = new Map<number, IndexEntry>();
  const published = (number: number): Indicator[] =>
    Array.from(order.subarray(starts[number], starts[number + 1]), (indicator) => indicatorAt(columns, indicator));
  const put = (number: number): IndexEntry => {
    const indicators = published(number);
    const [first] = indicators;
    const value = first === undefined ? parts.get(number)! : normalizedValue(first.type, first.value);
    return { type: INDICATOR_TYPES[types[number]!]!, value, published: indicators };
  };
  const entry = (number: number): IndexEntry => {
    const known = made.get(number) ?? put(number);
    made.set(number, known);
    return known;
  };
  let entries: readonly IndexEntry[] | undefined;
  return {
    ...data,
    entry,
    get entries() {
      entries ??= Array.from(types, (_, number) => entry(number));
      return entries;
    },
  };
}

/** Of the packs, so that the same knowledge gives the same bytes, and two lists do not share their collisions. */
const seedOf = (packs: readonly Pack[]): number =>
  packs.reduce((seed, { sha256 }) => Math.imul(seed, 31) ^ (Number.parseInt(sha256.slice(0, 8), 16) | 0), 0x2545f491);
