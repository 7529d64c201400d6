/** A token of SQL: https://www.sqlite.org/draft/tokenreq.html. `word` is a bare identifier or keyword. */
export interface SqlToken {
  readonly kind: "word" | "quoted" | "string" | "number" | "blob" | "sign";
  /** The value: quotes taken off and doubled ones made single. */
  readonly text: string;
}

/**
 * The kinds of token; `sign` is any character that is none of them. Quotes and comments that are not closed end with the text: a
 * search for their end would else be repeated from every one of them.
 */
const KINDS = {
  skip: /[ \t\n\f\r]+|--[^\n]*|\/\*.*?(?:\*\/|$)/,
  double: /"(?:[^"]+|"")*(?:"|$)/,
  tick: /`(?:[^`]+|``)*(?:`|$)/,
  bracket: /\[[^\]]*(?:\]|$)/,
  string: /'(?:[^']+|'')*(?:'|$)/,
  blob: /[xX]'[0-9a-fA-F]*'/,
  number: /0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/,
  word: /[A-Za-z_\u0080-\u{10ffff}][\w$\u0080-\u{10ffff}]*/u,
  sign: /./s,
};
const TOKEN = new RegExp(
  Object.entries(KINDS)
    .map(([kind, { source }]) => `(?<${kind}>${source})`)
    .join("|"),
  "gsu",
);

export function tokenize(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const { groups } of sql.matchAll(TOKEN)) {
    const token = groups === undefined ? undefined : toToken(groups);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function toToken(groups: Record<string, string | undefined>): SqlToken | undefined {
  const { double, tick, bracket, string, blob, number, word, sign } = groups;
  if (word !== undefined) return { kind: "word", text: word };
  if (double !== undefined) return { kind: "quoted", text: unquote(double, '"') };
  if (tick !== undefined) return { kind: "quoted", text: unquote(tick, "`") };
  if (bracket !== undefined) return { kind: "quoted", text: bracket.slice(1, bracket.endsWith("]") ? -1 : undefined) };
  if (string !== undefined) return { kind: "string", text: unquote(string, "'") };
  if (number !== undefined) return { kind: "number", text: number };
  if (blob !== undefined) return { kind: "blob", text: blob.slice(2, -1) };
  return sign === undefined ? undefined : { kind: "sign", text: sign };
}

const unquote = (quoted: string, quote: string): string =>
  quoted.slice(1, quoted.endsWith(quote) ? -1 : undefined).replaceAll(quote + quote, quote);

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
