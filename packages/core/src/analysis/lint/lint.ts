import { normalizeIndicator } from "../../indicators/key.ts";
import type { LoadedIndicators } from "../../indicators/load.ts";
import type { NotEvaluableReason } from "../../indicators/not-evaluable.ts";
import type { DomainRole, Indicator, IndicatorType } from "../../model/indicator.ts";
import { cutOf, judge, type SuffixOf } from "./judge.ts";
import { createReach, type Reach, type ReachArtifact } from "./reach.ts";
import { type LintReason, type LintVerdict, verdictOf } from "./reasons.ts";

/** One published indicator, and whether it can ever match. */
export interface LintedIndicator extends Reach {
  readonly pack: string;
  readonly type: IndicatorType;
  /** As published. */
  readonly value: string;
  readonly families: readonly string[];
  readonly domainRole?: DomainRole;
  readonly verdict: LintVerdict;
  readonly reasons: readonly LintReason[];
  /** Other sets that hold the same. */
  readonly alsoIn: readonly string[];
}

/** One that takes no part in matching, whatever is read. */
export interface LintedText {
  readonly pack: string;
  readonly reason: NotEvaluableReason;
  readonly text: string;
}

export interface LintReport {
  readonly indicators: readonly LintedIndicator[];
  readonly notEvaluable: readonly LintedText[];
  readonly revoked: number;
}

export type LintSet = Pick<LoadedIndicators, "pack" | "indicators"> & Partial<Pick<LoadedIndicators, "notEvaluable" | "revoked">>;

/** Says of every indicator of several sets whether it can match, where, and what stands in the way. */
export function lintIndicators(sets: readonly LintSet[], artifacts: readonly ReachArtifact[], suffixOf: SuffixOf): LintReport {
  const context: Context = { reachOf: createReach(artifacts), cut: cutOf(artifacts), holders: holdersOf(sets), suffixOf };
  const linted = sets.flatMap((set) => lintSet(set, context));
  return {
    indicators: linted.filter(isLinted),
    notEvaluable: linted.filter((one): one is LintedText => !isLinted(one)),
    revoked: sets.reduce((sum, { revoked = 0 }) => sum + revoked, 0),
  };
}

const isLinted = (one: LintedIndicator | LintedText): one is LintedIndicator => "verdict" in one;

interface Context {
  readonly reachOf: ReturnType<typeof createReach>;
  readonly cut: number | undefined;
  readonly holders: ReadonlyMap<string, readonly string[]>;
  readonly suffixOf: SuffixOf;
}

function lintSet({ pack, indicators, notEvaluable = [] }: LintSet, context: Context): (LintedIndicator | LintedText)[] {
  const seen = new Set<string>();
  const left = notEvaluable.map(({ reason, text }): LintedText => ({ pack: pack.id, reason, text }));
  return [...left, ...indicators.map((indicator) => lintOne(pack.id, indicator, seen, context))];
}

function lintOne(pack: string, indicator: Indicator, seen: Set<string>, context: Context): LintedIndicator | LintedText {
  const { type, value, families, domainRole } = indicator;
  const normalized = normalizeIndicator(type, value);
  if (normalized === undefined) return { pack, reason: "value", text: `${type} ${value}` };
  const key = keyOf(normalized);
  const reach = context.reachOf(normalized);
  const reasons: LintReason[] = [
    ...(reach.artifacts.length === 0 ? (["no-artifact"] as const) : []),
    ...judge(indicator, normalized, context.suffixOf, context.cut),
    ...(seen.has(onceKey(key, families)) ? (["duplicate"] as const) : []),
  ];
  seen.add(onceKey(key, families));
  const alsoIn = context.holders.get(key)!.filter((id) => id !== pack);
  return { pack, type, value, families, ...(domainRole && { domainRole }), verdict: verdictOf(reasons), reasons, ...reach, alsoIn };
}

/** The same value for another family is no repetition. */
const onceKey = (key: string, families: readonly string[]): string => `${key} ${families.join()}`;

const keyOf = ({ type, value }: { type: IndicatorType; value: string }): string => `${type}=${value}`;

/** The sets that hold each value. */
function holdersOf(sets: readonly LintSet[]): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const { pack, indicators } of sets) {
    for (const { type, value } of indicators) {
      const normalized = normalizeIndicator(type, value);
      if (normalized === undefined) continue;
      const key = keyOf(normalized);
      const list = holders.get(key);
      if (list === undefined) holders.set(key, [pack.id]);
      else if (!list.includes(pack.id)) list.push(pack.id);
    }
  }
  return holders;
}
