import type { Indicator, IndicatorType, Pack } from "../model/indicator.ts";
import type { IndexCounts } from "./index-counts.ts";
import type { IndexEntry, IndexKeys, IndicatorIndex } from "./indicator-index.ts";
import type { JointPattern } from "./pattern/pattern-keys.ts";

/**
 * An index as plain data, for a file or another process. What was published stands in one text that is read entry by entry when
 * something matched: a run that finds nothing reads none of it.
 */
export interface IndexTransfer {
  readonly keys: IndexKeys;
  readonly packs: readonly Pack[];
  readonly unusable: readonly Indicator[];
  readonly unwatched: readonly Indicator[];
  readonly joints: readonly JointPattern[];
  readonly counts: IndexCounts;
  readonly abouts: readonly About[];
  /** What stands in front of the values of patterns of the plain form, `[domain-name:value='`. */
  readonly beginnings: readonly string[];
  /** Entries as JSON, one after another; entry `n` stands from `starts[n]` to `starts[n + 1]`. */
  readonly entries: string;
  readonly starts: Uint32Array;
}

/** All that an indicator says beside its value: thousands say the same. */
type About = Omit<Indicator, "value" | "pattern">;
/** Its About by number; its value where it is not the entry's; its pattern whole, or the number of a beginning. */
type PackedIndicator = readonly [about: number, value?: string | 0, pattern?: string | number];
type PackedEntry = readonly [type: IndicatorType, value: string, published: readonly PackedIndicator[]];

const ENDING = "']";

export function toTransfer({ keys, packs, unusable, unwatched, joints, counts, entries }: IndicatorIndex): IndexTransfer {
  const abouts = createNumbers<About>();
  const beginnings = createNumbers<string>();
  const packed = ({ value, pattern, ...about }: Indicator, { value: normalized }: IndexEntry): PackedIndicator => {
    const number = abouts.of(JSON.stringify(about), about);
    const own = value === normalized ? 0 : value;
    if (pattern === undefined) return own === 0 ? [number] : [number, own];
    const beginning = pattern.slice(0, Math.max(0, pattern.length - value.length - ENDING.length));
    const isPlain = beginning + value + ENDING === pattern;
    return [number, own, isPlain ? beginnings.of(beginning, beginning) : pattern];
  };
  const texts = entries.map((entry) => {
    const line: PackedEntry = [entry.type, entry.value, entry.published.map((indicator) => packed(indicator, entry))];
    return JSON.stringify(line).replace(/[^\0-\xff]/g, escaped);
  });
  const starts = new Uint32Array(texts.length + 1);
  for (let number = 0; number < texts.length; number++) starts[number + 1] = starts[number]! + texts[number]!.length;
  return {
    keys,
    packs,
    unusable,
    unwatched,
    joints,
    counts,
    abouts: abouts.list,
    beginnings: beginnings.list,
    entries: texts.join(""),
    starts,
  };
}

/** One letter beyond Latin-1 would double the memory of the whole text. */
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Things by number, each once by its key. */
function createNumbers<T>() {
  const numbers = new Map<string, number>();
  const list: T[] = [];
  return {
    list,
    of(key: string, thing: T): number {
      const number = numbers.get(key) ?? list.push(thing) - 1;
      if (number === numbers.size) numbers.set(key, number);
      return number;
    },
  };
}

export function fromTransfer(transfer: IndexTransfer): IndicatorIndex {
  const { keys, packs, unusable, unwatched, joints, counts, entries: text, starts } = transfer;
  const read = new Map<number, IndexEntry>();
  const entry = (number: number): IndexEntry => {
    const known = read.get(number) ?? unpacked(transfer, JSON.parse(text.slice(starts[number]!, starts[number + 1]!)) as PackedEntry);
    read.set(number, known);
    return known;
  };
  return {
    keys,
    packs,
    unusable,
    unwatched,
    joints,
    counts,
    entry,
    get entries() {
      return Array.from({ length: starts.length - 1 }, (_, number) => entry(number));
    },
  };
}

function unpacked({ abouts, beginnings }: IndexTransfer, [type, value, published]: PackedEntry): IndexEntry {
  const indicators = published.map(([about, own = 0, pattern]): Indicator => {
    const written = own === 0 ? value : own;
    const whole = typeof pattern === "number" ? beginnings[pattern]! + written + ENDING : pattern;
    return { ...abouts[about]!, value: written, ...(whole !== undefined && { pattern: whole }) };
  });
  return { type, value, published: indicators };
}
