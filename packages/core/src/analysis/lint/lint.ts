import { normalizeIndicator } from "../../indicators/key.ts";
import type { LoadedIndicators } from "../../indicators/load.ts";
import type { NotEvaluableReason } from "../../indicators/not-evaluable.ts";
import { needsOf } from "../../indicators/pattern/pattern-needs.ts";
import { compiledPattern } from "../../indicators/pattern/plan-pattern.ts";
import { type DomainRole, type Indicator, type IndicatorType, PATTERN_TYPE } from "../../model/indicator.ts";
import { cutOf, judge, type SuffixOf } from "./judge.ts";
import { createReach, type Reach, type ReachArtifact, type Reacher } from "./reach.ts";
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
  const context: Context = { reach: createReach(artifacts), cut: cutOf(artifacts), holders: holdersOf(sets), suffixOf };
  const linted = sets.flatMap((set) => lintSet(set, context));
  return {
    indicators: linted.filter(isLinted),
    notEvaluable: linted.filter((one): one is LintedText => !isLinted(one)),
    revoked: sets.reduce((sum, { revoked = 0 }) => sum + revoked, 0),
  };
}

const isLinted = (one: LintedIndicator | LintedText): one is LintedIndicator => "verdict" in one;

interface Context {
  readonly reach: Reacher;
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
  const able = type === PATTERN_TYPE ? ablePattern(value, context) : ableValue(indicator, context);
  if (able === undefined) return { pack, reason: "value", text: `${type} ${value}` };
  const once = `${able.key} ${families.join()}`;
  const reasons: LintReason[] = [
    ...(able.reach.kinds.length === 0 ? (["no-artifact"] as const) : []),
    ...able.reasons,
    // The same value for another family is no repetition.
    ...(seen.has(once) ? (["duplicate"] as const) : []),
  ];
  seen.add(once);
  const alsoIn = context.holders.get(able.key)!.filter((id) => id !== pack);
  return { pack, type, value, families, ...(domainRole && { domainRole }), verdict: verdictOf(reasons), reasons, ...able.reach, alsoIn };
}

/** One that matching can take. */
interface Able {
  readonly key: string;
  readonly reach: Reach;
  readonly reasons: readonly LintReason[];
}

function ableValue(indicator: Indicator, { reach, suffixOf, cut }: Context): Able | undefined {
  const normalized = normalizeIndicator(indicator.type, indicator.value);
  if (normalized === undefined) return undefined;
  return { key: keyOf(normalized), reach: reach.ofValue(normalized), reasons: judge(indicator, normalized, suffixOf, cut) };
}

/** Of a pattern that joins or describes values: only where it can match. */
function ablePattern(value: string, { reach }: Context): Able | undefined {
  const tree = compiledPattern(value);
  return tree && { key: keyOf({ type: PATTERN_TYPE, value }), reach: reach.ofNeeds(needsOf(tree)), reasons: [] };
}

const keyOf = ({ type, value }: { type: IndicatorType; value: string }): string => `${type}=${value}`;

/** The sets that hold each value. */
function holdersOf(sets: readonly LintSet[]): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const { pack, indicators } of sets) {
    for (const { type, value } of indicators) {
      const named = type === PATTERN_TYPE ? { type, value } : normalizeIndicator(type, value);
      if (named === undefined) continue;
      const key = keyOf(named);
      const list = holders.get(key);
      if (list === undefined) holders.set(key, [pack.id]);
      else if (!list.includes(pack.id)) list.push(pack.id);
    }
  }
  return holders;
}
