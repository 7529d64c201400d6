/** A token of SQL: https://www.sqlite.org/draft/tokenreq.html. `word` is a bare identifier or keyword. */
export interface SqlToken {
  readonly kind: "word" | "quoted" | "string" | "number" | "blob" | "sign";
  /** The value: quotes taken off and doubled ones made single. */
  readonly text: string;
}

/**
 * What may follow a first character. Quotes and comments that are not closed end with the text: a search for their end would else be
 * repeated from every one of them.
 */
const SKIP = /[ \t\n\f\r]+|--[^\n]*|\/\*.*?(?:\*\/|$)/sy;
const QUOTED = /"(?:[^"]+|"")*(?:"|$)|`(?:[^`]+|``)*(?:`|$)|\[[^\]]*(?:\]|$)/y;
const STRING = /'(?:[^']+|'')*(?:'|$)/y;
const BLOB = /[xX]'[0-9a-fA-F]*'/y;
const NUMBER = /0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

/** In the order of trying: a blob begins like a word. */
const KINDS = [
  { kind: "skip", pattern: SKIP },
  { kind: "blob", pattern: BLOB },
  { kind: "word", pattern: WORD },
  { kind: "quoted", pattern: QUOTED },
  { kind: "string", pattern: STRING },
  { kind: "number", pattern: NUMBER },
] as const;

export function tokenize(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length; ) {
    const { kind, end } = matchAt(sql, at);
    if (kind !== "skip") tokens.push({ kind, text: contentOf(kind, sql.slice(at, end)) });
    at = end;
  }
  return tokens;
}

function matchAt(sql: string, at: number): { kind: SqlToken["kind"] | "skip"; end: number } {
  for (const { kind, pattern } of KINDS) {
    pattern.lastIndex = at;
    if (pattern.test(sql)) return { kind, end: pattern.lastIndex };
  }
  return { kind: "sign", end: at + 1 };
}

function contentOf(kind: SqlToken["kind"], raw: string): string {
  if (kind === "blob") return raw.slice(2, -1);
  if (kind !== "quoted" && kind !== "string") return raw;
  const opening = raw[0]!;
  const closing = opening === "[" ? "]" : opening;
  const inner = raw.slice(1, raw.length > 1 && raw.endsWith(closing) ? -1 : undefined);
  return opening === "[" ? inner : inner.replaceAll(closing + closing, closing);
}

export const isWord = (token: SqlToken | undefined, ...words: readonly string[]): boolean =>
  token?.kind === "word" && words.includes(token.text.toUpperCase());

export const isSign = (token: SqlToken | undefined, sign: string): boolean => token?.kind === "sign" && token.text === sign;

/** A token that may stand for a name: SQLite takes strings for names too where a name must be. */
export const nameOf = (token: SqlToken | undefined): string | undefined =>
  token !== undefined && (token.kind === "word" || token.kind === "quoted" || token.kind === "string") ? token.text : undefined;

/** Index of the bracket that closes the one at `open`, or undefined where none does. */
export function closingBracket(tokens: readonly SqlToken[], open: number): number | undefined {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    if (isSign(tokens[index], "(")) depth++;
    if (isSign(tokens[index], ")") && --depth === 0) return index;
  }
  return undefined;
}

/** The parts between commas that stand in no inner bracket. */
export function splitAtCommas(tokens: readonly SqlToken[]): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, "(")) depth++;
    if (isSign(token, ")")) depth--;
    if (depth === 0 && isSign(token, ",")) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}
