import { INDICATOR_TYPES, type IndicatorType, PATTERN_TYPE } from "../model/indicator.ts";
import type { Published } from "./indicator-index.ts";
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

const PATTERN = INDICATOR_TYPES.indexOf(PATTERN_TYPE);

export function countEntries(published: Published, needs: ReadonlyMap<number, PatternNeeds>): IndexCounts {
  const { columns, order, starts, types } = published;
  const byPack = new Map<string, number>();
  const byFamily = new Map<string, Map<IndicatorType, number>>();
  const patterns: { families: readonly string[]; needs: PatternNeeds }[] = [];
  let entries = 0;
  for (let entry = 0, count = 0; entry < types.length; entry += count) {
    count = alikeFrom(published, entry);
    const abouts = Array.from(order.subarray(starts[entry], starts[entry + 1]), (number) => columns.abouts[columns.aboutOf[number]!]!);
    if (abouts.length === 0) continue;
    entries += count;
    for (const { pack } of abouts) byPack.set(pack, (byPack.get(pack) ?? 0) + count);
    const families = [...new Set(abouts.flatMap((about) => about.families))];
    if (types[entry] === PATTERN) patterns.push({ families, needs: needs.get(entry) ?? [] });
    else for (const family of families) increase(byFamily, family, INDICATOR_TYPES[types[entry]!]!, count);
  }
  return { entries, byPack, byFamily, patterns };
}

/** How many entries from here on are of one type and were published once, in the same words: mostly thousands. */
function alikeFrom({ columns: { aboutOf }, order, starts, types }: Published, entry: number): number {
  const first = starts[entry]!;
  let count = 1;
  if (types[entry] === PATTERN || starts[entry + 1] !== first + 1) return count;
  const about = aboutOf[order[first]!];
  while (
    types[entry + count] === types[entry] &&
    starts[entry + count + 1] === first + count + 1 &&
    aboutOf[order[first + count]!] === about
  )
    count++;
  return count;
}

function increase(byFamily: Map<string, Map<IndicatorType, number>>, family: string, type: IndicatorType, by: number): void {
  const byType = byFamily.get(family) ?? new Map<IndicatorType, number>();
  byFamily.set(family, byType.set(type, (byType.get(type) ?? 0) + by));
}
