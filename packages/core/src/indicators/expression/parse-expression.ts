import {
  ANYTHING,
  type CodeRanges,
  caselessRanges,
  DIGITS,
  invertedRanges,
  mergedRanges,
  NO_LINE_FEED,
  pairsOf,
  SPACES,
  WORDS,
} from "./code-ranges.ts";
import { type Expression, ExpressionError, MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH, MAX_REPETITIONS } from "./expression.ts";

export interface ExpressionOptions {
  readonly ignoreCase: boolean;
}

/**
 * Reads the regular part of PCRE (https://www.pcre.org/current/doc/html/pcre2pattern.html), which STIX 2.1 section 9.6 names for
 * MATCHES. What means something there and is not understood here is refused, never taken for a letter. Throws ExpressionError.
 */
export function parseExpression(text: string, { ignoreCase }: ExpressionOptions): Expression {
  if (text.length > MAX_EXPRESSION_LENGTH) throw new ExpressionError("limit");
  const flags = /^\(\?([is]+)\)/.exec(text);
  const cursor: Cursor = {
    text,
    at: flags?.[0].length ?? 0,
    ignoreCase: ignoreCase || flags?.[1]?.includes("i") === true,
    dotMeansAll: flags?.[1]?.includes("s") === true,
  };
  const expression = readChoice(cursor, 0);
  if (cursor.at < text.length) throw new ExpressionError("syntax");
  return expression;
}

/** Where reading stands. */
interface Cursor {
  readonly text: string;
  at: number;
  readonly ignoreCase: boolean;
  readonly dotMeansAll: boolean;
}

const peek = ({ text, at }: Cursor): string => text[at] ?? "";

function skip(cursor: Cursor, wanted: string): boolean {
  if (!cursor.text.startsWith(wanted, cursor.at)) return false;
  cursor.at += wanted.length;
  return true;
}

function take(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = cursor.at;
  const match = expression.exec(cursor.text);
  if (!match) return undefined;
  cursor.at = expression.lastIndex;
  return match;
}

function readChoice(cursor: Cursor, depth: number): Expression {
  if (depth > MAX_EXPRESSION_DEPTH) throw new ExpressionError("limit");
  const parts = [readSequence(cursor, depth)];
  while (skip(cursor, "|")) parts.push(readSequence(cursor, depth));
  return parts.length === 1 ? parts[0]! : { kind: "choice", parts };
}

function readSequence(cursor: Cursor, depth: number): Expression {
  const parts: Expression[] = [];
  while (cursor.at < cursor.text.length && peek(cursor) !== "|" && peek(cursor) !== ")") parts.push(readRepeated(cursor, depth));
  return { kind: "sequence", parts };
}

function readRepeated(cursor: Cursor, depth: number): Expression {
  const part = readOne(cursor, depth);
  const bounds = readBounds(cursor);
  if (bounds === undefined) return part;
  if (part.kind === "assertion") throw new ExpressionError("syntax");
  // Lazy repetition finds another piece of the text, never another text. Possessive repetition refuses texts.
  if (skip(cursor, "+")) throw new ExpressionError("not-regular");
  skip(cursor, "?");
  if (readBounds(cursor) !== undefined) throw new ExpressionError("syntax");
  return { kind: "repeat", part, ...bounds };
}

function readBounds(cursor: Cursor): { least: number; most: number | undefined } | undefined {
  if (skip(cursor, "*")) return { least: 0, most: undefined };
  if (skip(cursor, "+")) return { least: 1, most: undefined };
  if (skip(cursor, "?")) return { least: 0, most: 1 };
  // A brace that is no repetition is a letter; this one is a letter to old versions of PCRE and a repetition since 10.43.
  if (take(cursor, /\{,\d+\}/y)) throw new ExpressionError("not-regular");
  const braces = take(cursor, /\{(\d{1,6})(,)?(\d{1,6})?\}/y);
  if (!braces) return undefined;
  const least = Number(braces[1]);
  const open = braces[2] === undefined ? least : undefined;
  const most = braces[3] === undefined ? open : Number(braces[3]);
  if (braces[3] !== undefined && braces[2] === undefined) throw new ExpressionError("syntax");
  if (most !== undefined && most < least) throw new ExpressionError("syntax");
  if (Math.max(least, most ?? 0) > MAX_REPETITIONS) throw new ExpressionError("limit");
  return { least, most };
}

const set = ({ ignoreCase }: Cursor, ranges: CodeRanges): Expression => ({
  kind: "set",
  ranges: ignoreCase ? caselessRanges(ranges) : ranges,
});

function readOne(cursor: Cursor, depth: number): Expression {
  const first = peek(cursor);
  switch (first) {
    case "(":
      return readGroup(cursor, depth);
    case "[":
      return set(cursor, readClass(cursor));
    case "\\":
      return readEscape(cursor);
    case ".":
      cursor.at++;
      return { kind: "set", ranges: cursor.dotMeansAll ? ANYTHING : NO_LINE_FEED };
    case "^":
    case "$":
      cursor.at++;
      return { kind: "assertion", assertion: first === "^" ? "start" : "end" };
    case "*":
    case "+":
    case "?":
      throw new ExpressionError("syntax");
    default: {
      cursor.at++;
      const code = first.charCodeAt(0);
      return set(cursor, [code, code]);
    }
  }
}

/** Plain, `(?:`, named (`(?<n>`, `(?P<n>`, `(?'n'`): all the same to an automaton. All other `(?` and `(*` are refused. */
function readGroup(cursor: Cursor, depth: number): Expression {
  const isPlain = take(cursor, /\((?:\?:|\?P?<[A-Za-z_]\w{0,31}>|\?'[A-Za-z_]\w{0,31}'|(?![?*]))/y);
  if (!isPlain) throw new ExpressionError("not-regular");
  const inner = readChoice(cursor, depth + 1);
  if (!skip(cursor, ")")) throw new ExpressionError("syntax");
  return inner;
}

const SETS: Readonly<Record<string, CodeRanges>> = { d: DIGITS, w: WORDS, s: SPACES };
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, e: 27, a: 7 };

function readEscape(cursor: Cursor): Expression {
  const letter = cursor.text[cursor.at + 1];
  if (letter === "b" || letter === "B" || letter === "A" || letter === "z") {
    cursor.at += 2;
    const assertions = { b: "edge", B: "no-edge", A: "start", z: "end" } as const;
    return { kind: "assertion", assertion: assertions[letter] };
  }
  const escaped = readEscapedSet(cursor);
  return set(cursor, typeof escaped === "number" ? [escaped, escaped] : escaped);
}

/** What a backslash means inside a class and outside alike: a set, or one code. */
function readEscapedSet(cursor: Cursor): CodeRanges | number {
  const hex = take(cursor, /\\x(?:([\dA-Fa-f]{2})|\{([\dA-Fa-f]{1,4})\})/y);
  if (hex) return Number.parseInt(hex[1] ?? hex[2]!, 16);
  const letter = cursor.text[cursor.at + 1];
  if (letter === undefined) throw new ExpressionError("syntax");
  cursor.at += 2;
  const lower = letter.toLowerCase();
  const ranges = Object.hasOwn(SETS, lower) ? SETS[lower] : undefined;
  if (ranges !== undefined) return letter === lower ? ranges : invertedRanges(ranges);
  if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter]!;
  // Letters and digits behind a backslash all mean something (references, properties, quoting); signs mean themselves.
  if (/[A-Za-z\d]/.test(letter)) throw new ExpressionError("not-regular");
  return letter.charCodeAt(0);
}

function readClass(cursor: Cursor): CodeRanges {
  cursor.at++;
  const isNegated = skip(cursor, "^");
  const pairs: [number, number][] = [];
  for (let isFirst = true; isFirst || peek(cursor) !== "]"; isFirst = false) {
    const item = readClassItem(cursor);
    if (typeof item === "number" && /^-[^\]]/.test(cursor.text.slice(cursor.at, cursor.at + 2))) {
      cursor.at++;
      const last = readClassItem(cursor);
      if (typeof last !== "number" || last < item) throw new ExpressionError("syntax");
      pairs.push([item, last]);
    } else if (typeof item === "number") pairs.push([item, item]);
    else pairs.push(...pairsOf(item));
  }
  cursor.at++;
  // The case is folded before the class is turned round: [^a] without case holds neither `a` nor `A`.
  const ranges = cursor.ignoreCase ? caselessRanges(mergedRanges(pairs)) : mergedRanges(pairs);
  return isNegated ? invertedRanges(ranges) : ranges;
}

function readClassItem(cursor: Cursor): CodeRanges | number {
  const first = peek(cursor);
  if (first === "") throw new ExpressionError("syntax");
  if (first === "\\") return cursor.text[cursor.at + 1] === "b" ? backspace(cursor) : readEscapedSet(cursor);
  if (/^\[[:.=]/.test(cursor.text.slice(cursor.at, cursor.at + 2))) throw new ExpressionError("not-regular");
  cursor.at++;
  const code = first.charCodeAt(0);
  // Half of a letter beyond the first 65,536 would match half of another letter.
  if (code >= 0xd800 && code <= 0xdfff) throw new ExpressionError("not-regular");
  return code;
}

function backspace(cursor: Cursor): number {
  cursor.at += 2;
  return 8;
}
