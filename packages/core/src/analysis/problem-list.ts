import type { Problem } from "../acquisition/loader.ts";
import { toJson } from "../model/json.ts";
import { MAX_PROBLEMS } from "./limits.ts";

/** Counts problems of the same kind in the same file once, and keeps the first place of each. */
export interface ProblemList {
  add(problem: Problem): void;
  /** All of them, also those beyond the limit. */
  count(): number;
  list(): readonly Problem[];
}

export function createProblemList(): ProblemList {
  const byKey = new Map<string, { problem: Problem; count: number }>();
  let total = 0;
  return {
    add(problem) {
      const count = problem.count ?? 1;
      total += count;
      const key = toJson([problem.file, problem.problem]);
      const known = byKey.get(key);
      if (known) known.count += count;
      else if (byKey.size < MAX_PROBLEMS) byKey.set(key, { problem, count });
    },
    count: () => total,
    list: () => [...byKey.values()].map(({ problem, count }) => ({ ...problem, count })),
  };
}
