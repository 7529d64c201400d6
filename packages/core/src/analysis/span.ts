import { toIso } from "../model/time.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import { NOT_IN_SPAN, OWN_MEMORY } from "./floor-table.ts";

const DAY = 86_400_000_000_000n;

/** How many days the phone's own memory reaches back; undefined where nothing of it was read. */
export function spanDays(results: readonly ArtifactResult[]): number | undefined {
  const spans = results.filter(({ id }) => OWN_MEMORY.includes(id)).flatMap(({ span }) => span ?? []);
  return spans.length === 0 ? undefined : Math.max(...spans.map(({ from, to }) => Number((BigInt(to) - BigInt(from)) / DAY)));
}

/** The span of everything that remembers, as ISO. */
export function wholeSpan(results: readonly ArtifactResult[]): { from: string; to: string } | undefined {
  const spans = results.filter(({ id }) => !NOT_IN_SPAN.includes(id)).flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return undefined;
  const least = spans.map(({ from }) => BigInt(from)).reduce((a, b) => (b < a ? b : a));
  const most = spans.map(({ to }) => BigInt(to)).reduce((a, b) => (b > a ? b : a));
  return { from: toIso(least, "second"), to: toIso(most, "second") };
}
