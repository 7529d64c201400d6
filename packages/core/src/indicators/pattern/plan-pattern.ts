import { PATTERN_TYPE } from "../../model/indicator.ts";
import type { NotEvaluableReason } from "../not-evaluable.ts";
import { parsePattern } from "../stix-pattern/parse-pattern.ts";
import { type Comparison, type Pattern, PatternError } from "../stix-pattern/pattern.ts";
import { printPattern } from "../stix-pattern/print-pattern.ts";
import { compileBracket } from "./compile-test.ts";
import type { BracketTree, NamedTest, NamedValue } from "./pattern-test.ts";

/** What becomes of a published pattern: each of its alternatives is an indicator of its own, or cannot be evaluated. */
export interface PatternPlan {
  readonly usable: readonly NamedValue[];
  readonly left: readonly { readonly reason: NotEvaluableReason; readonly text: string }[];
}

/** Brackets of one pattern that are joined across an acquisition. */
export const MAX_BRACKETS = 64;

/**
 * Takes a pattern apart at its outermost OR and nowhere else: any of the alternatives is what was published. Within an alternative
 * nothing is left out, all of it can be evaluated or none.
 */
export function planPattern(text: string): PatternPlan | NotEvaluableReason {
  const pattern = parsed(text);
  if (typeof pattern === "string") return pattern;
  const usable: NamedValue[] = [];
  const left: { reason: NotEvaluableReason; text: string }[] = [];
  for (const alternative of alternativesOf(pattern)) {
    const compiled = compilePattern(alternative);
    if (typeof compiled === "string") left.push({ reason: compiled, text: printPattern(alternative) });
    else if (compiled.kind === "bracket" && compiled.bracket.kind === "entry") usable.push(...compiled.bracket.entries);
    else usable.push({ type: PATTERN_TYPE, value: printPattern(alternative) });
  }
  return { usable, left };
}

/** Of an indicator whose type is PATTERN_TYPE; undefined where it cannot be evaluated. */
export function compiledPattern(text: string): BracketTree<NamedTest> | undefined {
  const pattern = parsed(text);
  const compiled = typeof pattern === "string" ? pattern : compilePattern(pattern);
  return typeof compiled === "string" ? undefined : compiled;
}

function parsed(text: string): Pattern | NotEvaluableReason {
  try {
    return parsePattern(text);
  } catch (error) {
    if (error instanceof PatternError) return error.code satisfies NotEvaluableReason;
    throw error;
  }
}

function alternativesOf(pattern: Pattern): readonly Pattern[] {
  if (pattern.kind === "or") return pattern.operands.flatMap(alternativesOf);
  if (pattern.kind !== "observation") return [pattern];
  return testsOf(pattern.test).map((test) => ({ kind: "observation", test }));
}

const testsOf = (test: Comparison): readonly Comparison[] => (test.kind === "or" ? test.operands.flatMap(testsOf) : [test]);

function compilePattern(pattern: Pattern): BracketTree<NamedTest> | NotEvaluableReason {
  const tree = compileTree(pattern);
  return typeof tree !== "string" && bracketsOf(tree) > MAX_BRACKETS ? "pattern-limit" : tree;
}

function compileTree(pattern: Pattern): BracketTree<NamedTest> | NotEvaluableReason {
  switch (pattern.kind) {
    case "observation": {
      const bracket = compileBracket(pattern.test);
      return typeof bracket === "string" ? bracket : { kind: "bracket", bracket };
    }
    case "followed-by":
      return "pattern-sequence";
    case "qualified":
      return "pattern-qualifier";
    default: {
      const operands = pattern.operands.map(compileTree);
      const reason = operands.find((operand) => typeof operand === "string");
      return typeof reason === "string" ? reason : { kind: pattern.kind, operands: operands as BracketTree<NamedTest>[] };
    }
  }
}

const bracketsOf = (tree: BracketTree<NamedTest>): number =>
  tree.kind === "bracket" ? 1 : tree.operands.reduce((sum, operand) => sum + bracketsOf(operand), 0);
