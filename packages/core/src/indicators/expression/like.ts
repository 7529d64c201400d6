import { ANYTHING, caselessRanges } from "./code-ranges.ts";
import { type Expression, ExpressionError, MAX_EXPRESSION_LENGTH } from "./expression.ts";

/** A LIKE pattern: `%` is any text, `_` any one letter (STIX 2.1 section 9.6); it describes the whole value. */
export function likeExpression(text: string, ignoreCase: boolean): Expression {
  if (text.length > MAX_EXPRESSION_LENGTH) throw new ExpressionError("limit");
  const any: Expression = { kind: "set", ranges: ANYTHING };
  const parts = Array.from({ length: text.length }, (_, at): Expression => {
    const code = text.charCodeAt(at);
    if (text[at] === "%") return { kind: "repeat", part: any, least: 0, most: undefined };
    if (text[at] === "_") return any;
    return { kind: "set", ranges: ignoreCase ? caselessRanges([code, code]) : [code, code] };
  });
  return {
    kind: "sequence",
    parts: [{ kind: "assertion", assertion: "start" }, ...parts, { kind: "assertion", assertion: "end" }],
  };
}

/** Letters that a value must hold to be like this. */
export const fixedLength = (text: string): number => text.replace(/[%_]/g, "").length;
