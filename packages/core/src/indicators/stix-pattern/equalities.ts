import type { NotEvaluableReason } from "../not-evaluable.ts";
import type { Comparison, Literal, ObjectPath, Pattern } from "./pattern.ts";

/** A pattern that says no more than: one of these properties has this value. */
export interface Equality {
  readonly path: ObjectPath;
  readonly value: Literal;
}

/**
 * What can be matched value by value: an equality, alternatives of equalities within a bracket or between brackets, IN of a list.
 * Each of them is an indicator of its own. All else says why not.
 */
export function equalitiesOf(pattern: Pattern): readonly Equality[] | NotEvaluableReason {
  switch (pattern.kind) {
    case "observation":
      return ofComparison(pattern.test);
    case "or":
      return all(pattern.operands.map(equalitiesOf));
    case "and":
      return "pattern-conjunction";
    case "followed-by":
      return "pattern-sequence";
    case "qualified":
      return "pattern-qualifier";
  }
}

function ofComparison(test: Comparison): readonly Equality[] | NotEvaluableReason {
  switch (test.kind) {
    case "or":
      return all(test.operands.map(ofComparison));
    case "and":
      return "pattern-conjunction";
    case "exists":
      return "pattern-operator";
    case "comparison": {
      if (test.isNegated || test.operator === "!=") return "pattern-negation";
      if (test.operator !== "=" && test.operator !== "IN") return "pattern-operator";
      return test.values.map((value) => ({ path: test.path, value }));
    }
  }
}

/** One alternative that cannot be evaluated spoils none of the others, but a finding would not say what was published: all or none. */
function all(parts: readonly (readonly Equality[] | NotEvaluableReason)[]): readonly Equality[] | NotEvaluableReason {
  const reason = parts.find((part) => typeof part === "string");
  return typeof reason === "string" ? reason : parts.flatMap((part) => (typeof part === "string" ? [] : part));
}
