import { ANYTHING, caselessRanges } from "./code-ranges.ts";
import type { Expression } from "./expression.ts";

/** Longer ones are not evaluable: with room for the longer names of folders it is still within the steps of an automaton. */
export const MAX_LIKE_LENGTH = 900;

/** A LIKE pattern: `%` is any text, `_` any one letter (STIX 2.1 section 9.6); it describes the whole value. */
export function likeExpression(pattern: string, ignoreCase: boolean): Expression {
  const text = pattern.replace(/%+/g, "%");
  const any: Expression = { kind: "set", ranges: ANYTHING };
  const parts = Array.from({ length: text.length }, (_, at): Expression => {
    const code = text.charCodeAt(at);
    if (text[at] === "%") return { kind: "repeat", part: any, least: 0, most: undefined };
    if (text[at] === "_") return any;
    return { kind: "set", ranges: ignoreCase ? caselessRanges([code, code]) : [code, code] };
  });
  // What may go on in any way need not be read to its end.
  const end: Expression[] = text.endsWith("%") ? [] : [{ kind: "assertion", assertion: "end" }];
  return { kind: "sequence", parts: [{ kind: "assertion", assertion: "start" }, ...parts.slice(0, parts.length - 1 + end.length), ...end] };
}

/** Letters that a value must hold to be like this. */
export const fixedLength = (text: string): number => text.replace(/[%_]/g, "").length;
