import { type Literal, PatternError } from "./pattern.ts";

/** A piece of a pattern: a word (name or keyword), a sign, a literal, or the end. */
export interface Token {
  readonly kind: "word" | "sign" | "literal" | "end";
  /** The word or sign; of a literal, its text. */
  readonly text: string;
  readonly literal?: Literal;
  readonly offset: number;
}

const SPACE = /\s*/y;
const WORD = /[A-Za-z_][\w-]*/y;
const SIGN = /==|!=|<>|<=|>=|[=<>[\](),.:*]/y;
const NUMBER = /[+-]?(?:\d+\.\d+|\.\d+|\d+)/y;
const QUOTED = /'((?:[^'\\]|\\['\\])*)'/y;
const PREFIXES: Readonly<Record<string, Literal["type"]>> = { t: "timestamp", h: "hex", b: "binary" };
const SYNONYMS: Readonly<Record<string, string>> = { "==": "=", "<>": "!=" };

/** One token after another from `offset` on; the last is of kind `end`, again and again. */
export function readToken(text: string, from: number): { readonly token: Token; readonly next: number } {
  const offset = from + lengthAt(SPACE, text, from);
  if (offset >= text.length) return { token: { kind: "end", text: "", offset }, next: offset };
  const first = text.charCodeAt(offset);
  if (first === 39) return quoted(text, offset, offset, "string");
  const prefix = text.charCodeAt(offset + 1) === 39 ? PREFIXES[text[offset]!] : undefined;
  if (prefix !== undefined) return quoted(text, offset, offset + 1, prefix);
  const word = lengthAt(WORD, text, offset);
  if (word > 0) return fromWord(text.slice(offset, offset + word), offset);
  const digits = lengthAt(NUMBER, text, offset);
  if (digits > 0) return fromNumber(text.slice(offset, offset + digits), offset);
  const sign = lengthAt(SIGN, text, offset);
  if (sign === 0) throw new PatternError("pattern-syntax", offset);
  const written = text.slice(offset, offset + sign);
  return { token: { kind: "sign", text: SYNONYMS[written] ?? written, offset }, next: offset + sign };
}

const lengthAt = (expression: RegExp, text: string, at: number): number => {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex - at : 0;
};

const literal = (type: Literal["type"], text: string, offset: number, next: number) => ({
  token: { kind: "literal", text, literal: { type, text }, offset } satisfies Token,
  next,
});

function fromWord(text: string, offset: number) {
  const next = offset + text.length;
  const isBoolean = text === "true" || text === "false";
  return isBoolean ? literal("boolean", text, offset, next) : { token: { kind: "word", text, offset } satisfies Token, next };
}

const fromNumber = (text: string, offset: number) => literal(text.includes(".") ? "float" : "integer", text, offset, offset + text.length);

function quoted(text: string, offset: number, quote: number, type: Literal["type"]) {
  QUOTED.lastIndex = quote;
  const match = QUOTED.exec(text);
  if (!match) throw new PatternError("pattern-syntax", offset);
  const inner = match[1]!;
  return literal(type, type === "string" && inner.includes("\\") ? inner.replace(/\\(['\\])/g, "$1") : inner, offset, QUOTED.lastIndex);
}
