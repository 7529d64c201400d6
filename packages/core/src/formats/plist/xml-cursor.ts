import { failPlist } from "./binary-layout.ts";

/** A place in the text of an XML list. */
export interface XmlCursor {
  readonly text: string;
  at: number;
}

export interface XmlTag {
  readonly name: string;
  readonly form: "start" | "end" | "empty";
  readonly at: number;
}

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]*?)?(\/?)>/y;
const NO_SPACE = /\S/g;

/**
 * The next tag, with comments, processing instructions and the document type passed over; undefined at the end of the text.
 * Between the tags of a list only white space may stand.
 */
export function nextTag(cursor: XmlCursor): XmlTag | undefined {
  while (skipSpace(cursor)) {
    const { text, at } = cursor;
    if (text.startsWith("<!--", at)) skipPast(cursor, "-->", 4);
    else if (text.startsWith("<?", at)) skipPast(cursor, "?>", 2);
    else if (text.startsWith("<!DOCTYPE", at)) skipDocumentType(cursor);
    else return readTag(cursor);
  }
  return;
}

function skipSpace(cursor: XmlCursor): boolean {
  NO_SPACE.lastIndex = cursor.at;
  const found = NO_SPACE.exec(cursor.text);
  cursor.at = found?.index ?? cursor.text.length;
  return found !== null;
}

function readTag(cursor: XmlCursor): XmlTag {
  const { text, at } = cursor;
  TAG.lastIndex = at;
  const [all, slash, name, empty] = TAG.exec(text) ?? failTag(text, at);
  cursor.at = at + all.length;
  if (slash !== "" && empty !== "") failPlist("malformed", "a tag that both ends and is empty");
  if (slash !== "") return { name: name!, form: "end", at };
  return { name: name!, form: empty === "" ? "start" : "empty", at };
}

const failTag = (text: string, at: number): never =>
  text.indexOf(">", at) < 0 ? failPlist("truncated", "a tag that does not end") : failPlist("malformed", "no tag of a list");

function skipPast(cursor: XmlCursor, end: string, from: number): void {
  const found = cursor.text.indexOf(end, cursor.at + from);
  if (found < 0) failPlist("truncated", "a comment or instruction that does not end");
  cursor.at = found + end.length;
}

/** Passes over a document type with its internal subset, which is not read: what it declares does not exist. */
function skipDocumentType(cursor: XmlCursor): void {
  const { text } = cursor;
  let depth = 0;
  for (let at = cursor.at; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at < 0) break;
    } else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    else if (character === ">" && depth <= 0) {
      cursor.at = at + 1;
      return;
    }
  }
  failPlist("truncated", "a document type that does not end");
}

/** The text of a leaf that holds nothing but text, as nearly all do; undefined, the cursor unmoved, where there is more to it. */
export function plainLeaf(cursor: XmlCursor, name: string): string | undefined {
  const { text, at } = cursor;
  const end = text.indexOf("<", at);
  if (end < 0 || !text.startsWith(name, end + 2) || text[end + 1] !== "/" || text[end + 2 + name.length] !== ">") return;
  cursor.at = end + name.length + 3;
  return text.slice(at, end);
}

/** The parts of the content of a leaf up to its end tag: text to be unescaped, and CDATA to be taken as it stands. */
export function* leafParts(cursor: XmlCursor, name: string): Generator<{ text: string; verbatim: boolean }> {
  const { text } = cursor;
  while (true) {
    const next = text.indexOf("<", cursor.at);
    if (next < 0) failPlist("truncated", "an element that does not end");
    if (next > cursor.at) yield { text: text.slice(cursor.at, next), verbatim: false };
    cursor.at = next;
    if (text.startsWith("<!--", next)) skipPast(cursor, "-->", 4);
    else if (text.startsWith("<?", next)) skipPast(cursor, "?>", 2);
    else if (text.startsWith("<![CDATA[", next)) {
      skipPast(cursor, "]]>", 9);
      yield { text: text.slice(next + 9, cursor.at - 3), verbatim: true };
    } else {
      const tag = readTag(cursor);
      if (tag.form !== "end" || tag.name !== name) failPlist("malformed", "an element inside a value");
      return;
    }
  }
}
