import type { CodeRanges } from "./code-ranges.ts";

/**
 * The regular part of a regular expression: what a finite automaton decides in one pass over the text, whatever the text is.
 * Back references, look-around, atomic groups and possessive repetition are outside of it.
 */
export type Expression =
  | { readonly kind: "set"; readonly ranges: CodeRanges }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Expression[] }
  | { readonly kind: "repeat"; readonly part: Expression; readonly least: number; readonly most: number | undefined }
  | { readonly kind: "assertion"; readonly assertion: Assertion };

/** Start and end of the text, an edge of a word, no edge of a word. */
export const ASSERTIONS = ["start", "end", "edge", "no-edge"] as const;
export type Assertion = (typeof ASSERTIONS)[number];

export const MAX_EXPRESSION_LENGTH = 4_096;
/** Groups within groups. */
export const MAX_EXPRESSION_DEPTH = 64;
/** Of `{n,m}`. */
export const MAX_REPETITIONS = 1_000;

/** The text is no expression, or one outside the regular part, or larger than we run. Thrown and caught within `indicators`. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly code: "syntax" | "not-regular" | "limit";

  constructor(code: ExpressionError["code"]) {
    super(`expression: ${code}`);
    this.code = code;
  }
}
