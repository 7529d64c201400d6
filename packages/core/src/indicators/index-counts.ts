import { type IndicatorType, PATTERN_TYPE } from "../model/indicator.ts";
import type { IndexEntry } from "./indicator-index.ts";
import type { PatternNeeds } from "./pattern/pattern-needs.ts";

/** How many of what an index holds. Counted once: a coverage needs it of all entries, and nothing else of most. */
export interface IndexCounts {
  /** Entries that somebody published; parts of patterns are none. */
  readonly entries: number;
  /** Indicators as published, by pack. */
  readonly byPack: ReadonlyMap<string, number>;
  /** Entries by family and type. Patterns are counted beside: what they need differs from one to the other. */
  readonly byFamily: ReadonlyMap<string, ReadonlyMap<IndicatorType, number>>;
  readonly patterns: readonly { readonly families: readonly string[]; readonly needs: PatternNeeds }[];
}

export function countEntries(entries: readonly IndexEntry[], needs: ReadonlyMap<number, PatternNeeds>): IndexCounts {
  const byPack = new Map<string, number>();
  const byFamily = new Map<string, Map<IndicatorType, number>>();
  const patterns: { families: readonly string[]; needs: PatternNeeds }[] = [];
  let count = 0;
  for (const [number, { type, published }] of entries.entries()) {
    if (published.length > 0) count++;
    for (const { pack } of published) byPack.set(pack, (byPack.get(pack) ?? 0) + 1);
    const families = familiesOf(published);
    if (type === PATTERN_TYPE && published.length > 0) patterns.push({ families, needs: needs.get(number) ?? [] });
    else for (const family of families) increment(byFamily, family, type);
  }
  return { entries: count, byPack, byFamily, patterns };
}

const familiesOf = (published: IndexEntry["published"]): readonly string[] =>
  published.length === 1 ? published[0]!.families : [...new Set(published.flatMap(({ families }) => families))];

function increment(byFamily: Map<string, Map<IndicatorType, number>>, family: string, type: IndicatorType): void {
  const byType = byFamily.get(family) ?? new Map<IndicatorType, number>();
  byFamily.set(family, byType.set(type, (byType.get(type) ?? 0) + 1));
}
