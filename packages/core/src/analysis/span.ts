import { toIso } from "../model/time.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import { NOT_IN_SPAN } from "./floor-table.ts";

const DAY = 86_400_000_000_000n;

const spansOf = (results: readonly ArtifactResult[]): readonly { readonly from: string; readonly to: string }[] =>
  results.filter(({ id }) => !NOT_IN_SPAN.includes(id)).flatMap(({ span }) => span ?? []);

/** How many days the evidence reaches back: the widest span of an artifact that remembers. */
export const spanDays = (results: readonly ArtifactResult[]): number =>
  Math.max(0, ...spansOf(results).map(({ from, to }) => Number((BigInt(to) - BigInt(from)) / DAY)));

/** The span of everything that remembers, as ISO. */
export function wholeSpan(results: readonly ArtifactResult[]): { from: string; to: string } | undefined {
  const spans = spansOf(results);
  if (spans.length === 0) return undefined;
  const least = spans.map(({ from }) => BigInt(from)).reduce((a, b) => (b < a ? b : a));
  const most = spans.map(({ to }) => BigInt(to)).reduce((a, b) => (b > a ? b : a));
  return { from: toIso(least, "second"), to: toIso(most, "second") };
}
