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
/** The published grammar (oasis-open/cti-stix2-json-schemas, STIXPattern.g4) passes over both forms. */
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/y;
const WORD = /[A-Za-z_][\w-]*/y;
const SIGN = /==|!=|<>|<=|>=|[=<>[\](),.:*]/y;
const NUMBER = /[+-]?(?:\d+\.\d+|\.\d+|\d+)/y;
const PREFIXES: Readonly<Record<string, Literal["type"]>> = { t: "timestamp", h: "hex", b: "binary" };
const TIMESTAMP = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,32})?Z$/;
export const isTimestamp = (text: string): boolean => TIMESTAMP.test(text);
/** Written as the type prescribes (STIX 2.1 section 9.2): a date that cannot be is a mistake of the publisher's. */
const FORMS: Partial<Record<Literal["type"], RegExp>> = {
  timestamp: TIMESTAMP,
  hex: /^[\dA-Fa-f]*$/,
  binary: /^[\dA-Za-z+/]*={0,2}$/,
};
const SYNONYMS: Readonly<Record<string, string>> = { "==": "=", "<>": "!=" };

/** One token after another from `offset` on; the last is of kind `end`, again and again. */
export function readToken(text: string, from: number): { readonly token: Token; readonly next: number } {
  const offset = afterSpace(text, from);
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
  const end = closingQuote(text, quote + 1);
  const inner = text.slice(quote + 1, end);
  if (type === "string") return literal(type, inner.includes("\\") ? inner.replace(/\\(['\\])/g, "$1") : inner, offset, end + 1);
  const isWhole =
    FORMS[type]?.test(inner) === true && (type !== "hex" || inner.length % 2 === 0) && (type !== "binary" || inner.length % 4 === 0);
  if (!isWhole) throw new PatternError("pattern-syntax", offset);
  return literal(type, inner, offset, end + 1);
}

const BACKSLASH = 92;
const QUOTE = 39;

/** A backslash stands before a quote or a backslash and nowhere else. */
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code !== BACKSLASH) continue;
    const escaped = text.charCodeAt(++at);
    if (escaped !== QUOTE && escaped !== BACKSLASH) throw new PatternError("pattern-syntax", at);
  }
  throw new PatternError("pattern-syntax", text.length);
}

function afterSpace(text: string, from: number): number {
  let at = from + lengthAt(SPACE, text, from);
  for (let comment = lengthAt(COMMENT, text, at); comment > 0; comment = lengthAt(COMMENT, text, at)) {
    at += comment;
    at += lengthAt(SPACE, text, at);
  }
  return at;
}
