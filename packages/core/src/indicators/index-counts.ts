import type { IndicatorType } from "../model/indicator.ts";
import type { IndexEntry } from "./indicator-index.ts";

/** How many of what an index holds. Counted once: a coverage needs it of all entries, and nothing else of most. */
export interface IndexCounts {
  readonly entries: number;
  /** Indicators as published, by pack. */
  readonly byPack: ReadonlyMap<string, number>;
  /** Entries by family and type. */
  readonly byFamily: ReadonlyMap<string, ReadonlyMap<IndicatorType, number>>;
}

export function countEntries(entries: readonly IndexEntry[]): IndexCounts {
  const byPack = new Map<string, number>();
  const byFamily = new Map<string, Map<IndicatorType, number>>();
  for (const { type, published } of entries) {
    for (const { pack } of published) byPack.set(pack, (byPack.get(pack) ?? 0) + 1);
    for (const family of new Set(published.flatMap(({ families }) => families))) {
      const byType = byFamily.get(family) ?? new Map<IndicatorType, number>();
      byFamily.set(family, byType.set(type, (byType.get(type) ?? 0) + 1));
    }
  }
  return { entries: entries.length, byPack, byFamily };
}
