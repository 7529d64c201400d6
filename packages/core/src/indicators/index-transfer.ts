import type { Indicator, Pack } from "../model/indicator.ts";
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
  /** Entries as JSON, one after another; entry `n` stands from `starts[n]` to `starts[n + 1]`. */
  readonly entries: string;
  readonly starts: Uint32Array;
}

export function toTransfer({ keys, packs, unusable, unwatched, joints, counts, entries }: IndicatorIndex): IndexTransfer {
  const texts = entries.map((entry) => JSON.stringify(entry).replace(/[^\0-\xff]/g, escaped));
  const starts = new Uint32Array(texts.length + 1);
  for (let number = 0; number < texts.length; number++) starts[number + 1] = starts[number]! + texts[number]!.length;
  return { keys, packs, unusable, unwatched, joints, counts, entries: texts.join(""), starts };
}

/** One letter beyond Latin-1 would double the memory of the whole text. */
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

export function fromTransfer({ keys, packs, unusable, unwatched, joints, counts, entries: text, starts }: IndexTransfer): IndicatorIndex {
  const read = new Map<number, IndexEntry>();
  const entry = (number: number): IndexEntry => {
    const known = read.get(number) ?? (JSON.parse(text.slice(starts[number]!, starts[number + 1]!)) as IndexEntry);
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
