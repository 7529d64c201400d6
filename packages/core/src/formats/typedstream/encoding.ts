import { failTypedstream } from "./fail.ts";

/** A type as the Objective-C runtime writes it: one letter, an array of one, or a struct of several. */
export type TypeEncoding =
  | { readonly kind: "letter"; readonly letter: string }
  | { readonly kind: "array"; readonly length: number; readonly item: TypeEncoding }
  | { readonly kind: "struct"; readonly fields: readonly TypeEncoding[] };

const LETTERS = "BcCsSiIlLqQfd*%:+#@!";
/** Arrays and structs inside each other. */
const MAX_DEPTH = 16;
const MAX_LENGTH = 1024;

interface Cursor {
  readonly text: string;
  at: number;
}

/** The types of one group, `iI` being two (https://nshipster.com/type-encodings/). */
export function parseEncodings(text: string): readonly TypeEncoding[] {
  if (text.length === 0 || text.length > MAX_LENGTH) failTypedstream("malformed", "a type encoding of no possible length");
  const cursor = { text, at: 0 };
  const types: TypeEncoding[] = [];
  while (cursor.at < text.length) types.push(parseOne(cursor, 0));
  return types;
}

function parseOne(cursor: Cursor, depth: number): TypeEncoding {
  if (depth > MAX_DEPTH) failTypedstream("limit", `a type deeper than ${MAX_DEPTH}`);
  const letter = cursor.text[cursor.at++] ?? "";
  if (letter === "[") return parseArray(cursor, depth);
  if (letter === "{") return parseStruct(cursor, depth);
  if (letter === "" || !LETTERS.includes(letter)) failTypedstream("unsupported", "a type that streams do not hold");
  return { kind: "letter", letter };
}

function parseArray(cursor: Cursor, depth: number): TypeEncoding {
  const start = cursor.at;
  while (isDigit(cursor.text[cursor.at])) cursor.at += 1;
  const length = Number(cursor.text.slice(start, cursor.at));
  const item = parseOne(cursor, depth + 1);
  if (cursor.text[cursor.at++] !== "]") failTypedstream("malformed", "an array type that does not end");
  return { kind: "array", length, item };
}

function parseStruct(cursor: Cursor, depth: number): TypeEncoding {
  const equals = cursor.text.indexOf("=", cursor.at);
  if (equals < 0) failTypedstream("malformed", "a struct type without fields");
  cursor.at = equals + 1;
  const fields: TypeEncoding[] = [];
  while (cursor.text[cursor.at] !== "}") fields.push(parseOne(cursor, depth + 1));
  cursor.at += 1;
  return { kind: "struct", fields };
}

const isDigit = (character: string | undefined): boolean => character !== undefined && character >= "0" && character <= "9";
