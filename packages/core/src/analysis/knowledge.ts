import { artifacts } from "../artifacts/index.generated.ts";
import { detections } from "../detections/index.generated.ts";
import { createColumns, toColumns } from "../indicators/indicator-columns.ts";
import { buildIndex, type IndicatorIndex } from "../indicators/indicator-index.ts";
import type { LoadedIndicators } from "../indicators/load.ts";
import { notEvaluable as toNotEvaluable } from "../indicators/not-evaluable.ts";
import type { Pack } from "../model/indicator.ts";
import type { CoverageDocument } from "../model/outcome.ts";
import type { Knowledge } from "./analyze.ts";

/** A set of indicators: a pack of ours, or a file that was loaded. */
export type IndicatorSet = Pick<LoadedIndicators, "pack" | "indicators"> & Partial<LoadedIndicators>;

type NotEvaluableGroup = CoverageDocument["indicators"]["notEvaluable"][number];
/** Patterns named of each reason and pack; the count goes on. */
const MAX_EXAMPLES = 20;

/** The knowledge of a run: every set in one index, and what of them takes no part, counted and named. */
export function buildKnowledge(sets: readonly IndicatorSet[], unreadable: readonly string[]): Knowledge {
  const packs: Pack[] = [];
  const indicators = createColumns();
  const notEvaluable: NotEvaluableGroup[] = [];
  for (const set of sets) {
    const id = unusedId(set.pack.id, packs);
    packs.push({ ...set.pack, id });
    indicators.addAll(set.columns ?? toColumns(set.indicators), id);
    notEvaluable.push(...grouped(id, set.notEvaluable ?? []));
  }
  const index = buildIndex(indicators.finish(), packs);
  const tooMany = Map.groupBy(index.unwatched, ({ pack }) => pack);
  for (const [pack, left] of tooMany)
    notEvaluable.push(
      ...grouped(
        pack,
        left.map(({ value }) => toNotEvaluable("pattern-count", value)),
      ),
    );
  const revoked = sets.reduce((sum, set) => sum + (set.revoked ?? 0), 0);
  return knowledgeOf(index, { revoked, unreadable: [...unreadable], notEvaluable });
}

/** The knowledge of a run whose index is there already. */
export function knowledgeOf(
  index: IndicatorIndex,
  report: Omit<Knowledge["indicatorReport"], "loaded"> = { revoked: 0, unreadable: [], notEvaluable: [] },
): Knowledge {
  return {
    index,
    artifacts,
    detections,
    indicatorReport: { loaded: index.counts.entries, ...report },
  };
}

/** Two files of one name and content are two packs. */
function unusedId(id: string, packs: readonly Pack[]): string {
  const taken = new Set(packs.map((pack) => pack.id));
  for (let number = 2, candidate = id; ; number++) {
    if (!taken.has(candidate)) return candidate;
    candidate = `${id}-${number}`;
  }
}

function grouped(pack: string, all: LoadedIndicators["notEvaluable"]): NotEvaluableGroup[] {
  const groups = new Map<string, NotEvaluableGroup>();
  for (const { reason, text } of all) {
    const group = groups.get(reason) ?? { pack, reason, count: 0, examples: [] };
    group.count++;
    if (group.examples.length < MAX_EXAMPLES) group.examples.push(text);
    groups.set(reason, group);
  }
  return [...groups.values()];
}
