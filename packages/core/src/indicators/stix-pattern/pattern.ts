/**
 * A STIX 2.1 pattern as a tree (https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html, section 9). AND and OR hold lists,
 * so that a pattern of ten thousand alternatives is wide and not deep.
 */
export type Pattern =
  | { readonly kind: "observation"; readonly test: Comparison }
  | { readonly kind: "and" | "or" | "followed-by"; readonly operands: readonly Pattern[] }
  | { readonly kind: "qualified"; readonly pattern: Pattern; readonly qualifier: Qualifier };

export type Qualifier =
  | { readonly kind: "within"; readonly seconds: string }
  | { readonly kind: "repeats"; readonly times: string }
  | { readonly kind: "start-stop"; readonly start: string; readonly stop: string };

export type Comparison =
  | {
      readonly kind: "comparison";
      readonly path: ObjectPath;
      readonly operator: Operator;
      readonly isNegated: boolean;
      /** One value, but for IN. */
      readonly values: readonly Literal[];
    }
  | { readonly kind: "exists"; readonly path: ObjectPath; readonly isNegated: boolean }
  | { readonly kind: "and" | "or"; readonly operands: readonly Comparison[] };

export const OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "IN", "LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET"] as const;
export type Operator = (typeof OPERATORS)[number];

/** `file:hashes.'SHA-256'`, `email-message:to_refs[*].value`. */
export interface ObjectPath {
  readonly type: string;
  readonly steps: readonly PathStep[];
}
/** A property by name, an element of a list by number, or any (`*`). */
export type PathStep = { readonly name: string } | { readonly index: string };

export const LITERAL_TYPES = ["string", "integer", "float", "boolean", "timestamp", "hex", "binary"] as const;
export interface Literal {
  readonly type: (typeof LITERAL_TYPES)[number];
  /** Strings unescaped; all else as written. */
  readonly text: string;
}

export const MAX_PATTERN_LENGTH = 1 << 20;
/** Parentheses within parentheses. */
export const MAX_PATTERN_DEPTH = 64;
/** Comparisons and values of one pattern. */
export const MAX_PATTERN_VALUES = 50_000;

/** Thrown and caught within this folder. */
export class PatternError extends Error {
  override readonly name = "PatternError";
  readonly code: "pattern-syntax" | "pattern-limit";
  readonly offset: number;

  constructor(code: PatternError["code"], offset: number) {
    super(`${code} at character ${offset}`);
    this.code = code;
    this.offset = offset;
  }
}
