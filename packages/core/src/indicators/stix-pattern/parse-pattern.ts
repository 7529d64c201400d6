import {
  type Comparison,
  type Literal,
  MAX_PATTERN_DEPTH,
  MAX_PATTERN_LENGTH,
  MAX_PATTERN_VALUES,
  type ObjectPath,
  type Operator,
  type PathStep,
  type Pattern,
  PatternError,
  type Qualifier,
} from "./pattern.ts";
import { readToken, type Token } from "./tokens.ts";

/** Reads a pattern whole; throws PatternError. */
export function parsePattern(text: string): Pattern {
  if (text.length > MAX_PATTERN_LENGTH) throw new PatternError("pattern-limit", MAX_PATTERN_LENGTH);
  const cursor = createCursor(text);
  const pattern = readFollowedBy(cursor, 0);
  if (cursor.token.kind !== "end") throw cursor.error();
  return pattern;
}

/** Where reading stands: the token at hand. */
interface Cursor {
  readonly token: Token;
  advance(): Token;
  is(text: string): boolean;
  /** Goes on if the token is this word or sign. */
  skip(text: string): boolean;
  expect(text: string): void;
  error(): PatternError;
  /** Counts a value that was read; a pattern of too many is given up. */
  count(): void;
}

function createCursor(text: string): Cursor {
  let { token, next } = readToken(text, 0);
  let values = 0;
  const cursor: Cursor = {
    get token() {
      return token;
    },
    advance() {
      const passed = token;
      ({ token, next } = readToken(text, next));
      return passed;
    },
    is: (wanted) => token.text === wanted && (token.kind === "word" || token.kind === "sign"),
    skip(wanted) {
      if (!cursor.is(wanted)) return false;
      cursor.advance();
      return true;
    },
    expect(wanted) {
      if (!cursor.skip(wanted)) throw cursor.error();
    },
    error: () => new PatternError("pattern-syntax", token.offset),
    count() {
      if (++values > MAX_PATTERN_VALUES) throw new PatternError("pattern-limit", token.offset);
    },
  };
  return cursor;
}

/** One operand stays itself; several become a list. */
function readList<T, K extends string>(
  cursor: Cursor,
  keyword: string,
  kind: K,
  readOne: () => T,
): T | { kind: K; operands: readonly T[] } {
  const first = readOne();
  if (!cursor.is(keyword)) return first;
  const operands = [first];
  while (cursor.skip(keyword)) operands.push(readOne());
  return { kind, operands };
}

const deeper = (depth: number, cursor: Cursor): number => {
  if (depth >= MAX_PATTERN_DEPTH) throw new PatternError("pattern-limit", cursor.token.offset);
  return depth + 1;
};

// Of observations: FOLLOWEDBY binds loosest, then OR, then AND.
const readFollowedBy = (cursor: Cursor, depth: number): Pattern =>
  readList(cursor, "FOLLOWEDBY", "followed-by", () =>
    readList(cursor, "OR", "or", () => readList(cursor, "AND", "and", () => readObservation(cursor, depth))),
  );

function readObservation(cursor: Cursor, depth: number): Pattern {
  let pattern: Pattern;
  if (cursor.skip("(")) {
    pattern = readFollowedBy(cursor, deeper(depth, cursor));
    cursor.expect(")");
  } else {
    cursor.expect("[");
    pattern = { kind: "observation", test: readOr(cursor, depth) };
    cursor.expect("]");
  }
  const kinds = new Set<Qualifier["kind"]>();
  for (;;) {
    const { offset } = cursor.token;
    const qualifier = readQualifier(cursor);
    if (qualifier === undefined) return pattern;
    // STIX 2.1 section 9.5: each kind once; around parentheses it may stand again.
    if (kinds.has(qualifier.kind)) throw new PatternError("pattern-syntax", offset);
    kinds.add(qualifier.kind);
    pattern = { kind: "qualified", pattern, qualifier };
  }
}

function readQualifier(cursor: Cursor): Qualifier | undefined {
  if (cursor.skip("WITHIN")) {
    const seconds = readCount(cursor, ["integer", "float"]);
    cursor.expect("SECONDS");
    return { kind: "within", seconds };
  }
  if (cursor.skip("REPEATS")) {
    const times = readCount(cursor, ["integer"]);
    cursor.expect("TIMES");
    return { kind: "repeats", times };
  }
  if (!cursor.skip("START")) return undefined;
  const start = readLiteral(cursor, ["timestamp", "string"]).text;
  cursor.expect("STOP");
  return { kind: "start-stop", start, stop: readLiteral(cursor, ["timestamp", "string"]).text };
}

/** Above zero (STIX 2.1 section 9.5). */
function readCount(cursor: Cursor, types: readonly Literal["type"][]): string {
  const error = cursor.error();
  const { text } = readLiteral(cursor, types);
  if (!(Number(text) > 0)) throw error;
  return text;
}

// Of comparisons: OR binds looser than AND.
const readOr = (cursor: Cursor, depth: number): Comparison =>
  readList(cursor, "OR", "or", () => readList(cursor, "AND", "and", () => readTest(cursor, depth)));

function readTest(cursor: Cursor, depth: number): Comparison {
  if (cursor.skip("(")) {
    const inner = readOr(cursor, deeper(depth, cursor));
    cursor.expect(")");
    return inner;
  }
  const isNotFirst = cursor.skip("NOT");
  if (cursor.skip("EXISTS")) {
    cursor.count();
    return { kind: "exists", path: readPath(cursor), isNegated: isNotFirst };
  }
  if (isNotFirst) throw cursor.error();
  const path = readPath(cursor);
  const isNegated = cursor.skip("NOT");
  const operator = readOperator(cursor);
  return { kind: "comparison", path, operator, isNegated, values: operator === "IN" ? readSet(cursor) : [readOperand(cursor, operator)] };
}

function readPath(cursor: Cursor): ObjectPath {
  if (cursor.token.kind !== "word") throw cursor.error();
  const type = cursor.advance().text;
  cursor.expect(":");
  const steps: PathStep[] = [{ name: readName(cursor) }];
  for (;;) {
    if (cursor.skip(".")) steps.push({ name: readName(cursor) });
    else if (cursor.skip("[")) steps.push({ index: readIndex(cursor) });
    else return { type, steps };
  }
}

function readName(cursor: Cursor): string {
  const { kind, literal } = cursor.token;
  if (kind !== "word" && literal?.type !== "string") throw cursor.error();
  return cursor.advance().text;
}

function readIndex(cursor: Cursor): string {
  const error = cursor.error();
  const index = cursor.skip("*") ? "*" : readLiteral(cursor, ["integer"]).text;
  if (!/^(?:\*|\d+)$/.test(index)) throw error;
  cursor.expect("]");
  return index;
}

const SIGNS: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">="]);
const WORDS: ReadonlySet<string> = new Set(["IN", "LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET"]);

function readOperator(cursor: Cursor): Operator {
  const { kind, text } = cursor.token;
  if (!(kind === "sign" && SIGNS.has(text)) && !(kind === "word" && WORDS.has(text))) throw cursor.error();
  return cursor.advance().text as Operator;
}

const readOperand = (cursor: Cursor, operator: Operator): Literal => readLiteral(cursor, WORDS.has(operator) ? ["string"] : undefined);

function readSet(cursor: Cursor): Literal[] {
  cursor.expect("(");
  const values: Literal[] = [];
  do {
    values.push(readLiteral(cursor));
  } while (cursor.skip(","));
  cursor.expect(")");
  return values;
}

function readLiteral(cursor: Cursor, types?: readonly Literal["type"][]): Literal {
  const { literal } = cursor.token;
  if (literal === undefined || (types !== undefined && !types.includes(literal.type))) throw cursor.error();
  cursor.count();
  cursor.advance();
  return literal;
}
