/** Why one published indicator takes no part in matching. Closed, so that coverage can count and name them. */
export const NOT_EVALUABLE_REASONS = [
  "pattern-syntax", // not a STIX pattern
  "pattern-limit", // longer or deeper than we read
  "pattern-language", // pattern_type is another language (YARA, Snort, Sigma)
  "pattern-operator", // an order of values (<, >), a superset of addresses
  "pattern-negation", // only asks that something be absent, or be there at all
  "pattern-sequence", // FOLLOWEDBY
  "pattern-qualifier", // WITHIN, REPEATS, START ... STOP
  "pattern-count", // more patterns than are evaluated at each record
  "expression-syntax", // MATCHES with what is no regular expression
  "expression-not-regular", // MATCHES with what cannot be decided in one pass over the text
  "expression-limit", // MATCHES with an expression that is too long or unfolds too far
  "object-path", // a property no artifact yields
  "value", // not a value of its type, or one that could only match by accident
  "untyped-line", // a line of a plain list or table whose type cannot be told
  "not-for-detection", // its publisher marks it as context (MISP: to_ids)
] as const;
export type NotEvaluableReason = (typeof NOT_EVALUABLE_REASONS)[number];

export interface NotEvaluable {
  readonly reason: NotEvaluableReason;
  /** The pattern or line as published, shortened. */
  readonly text: string;
}

/** Longest piece of a published text kept to name it. */
const MAX_SHOWN = 200;

export const notEvaluable = (reason: NotEvaluableReason, text: string): NotEvaluable => ({
  reason,
  text: text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text,
});
