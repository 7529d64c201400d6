import type { FormatError } from "../../bytes/format-error.ts";
import { isTypedstream, readTypedstream, type Typedstream } from "./read-typedstream.ts";
import { isTypedObject, type TypedObject, type TypedValue } from "./value.ts";

export interface AttributedBody {
  readonly text: string;
  /** Addresses that attributes of the text lead to, each once, in order; they need not stand in the text. */
  readonly links: readonly string[];
  /** Why the attributes were not read to their end, so that links may be missing. */
  readonly problem?: FormatError;
}

/** Attributes whose value may be an address as text; of type NSURL it is one under any name. */
const LINK_ATTRIBUTES = new Set(["__kIMLinkAttributeName", "NSLink"]);

/**
 * The text of a message as Messages archives it in `attributedBody`: an attributed string whose first string is the text, its
 * attributes after it. Undefined where the bytes hold no such text. Never throws: a damaged body keeps the text read before.
 */
export function textOfAttributedBody(bytes: Uint8Array): AttributedBody | undefined {
  const stream = isTypedstream(bytes) ? readTypedstream(bytes) : undefined;
  const string = stream && stringOf(stream);
  if (stream === undefined || string === undefined) return;
  const text = textOf(string);
  if (text === undefined) return;
  return { text, links: linksOf(stream), ...(stream.problem && { problem: stream.problem }) };
}

/** The first string of the first attributed string, or a string that stands alone. */
function stringOf({ objects }: Typedstream): TypedObject | undefined {
  const [root] = objects;
  if (root === undefined) return;
  if (is(root, "NSString")) return root;
  return is(root, "NSAttributedString") ? objects.find((object) => is(object, "NSString")) : undefined;
}

const is = (value: TypedValue | undefined, className: string): value is TypedObject =>
  isTypedObject(value) && value.classes.includes(className);

/** NSString writes its text as UTF-8 bytes. Undefined where the stream ended before them. */
function textOf(string: TypedObject): string | undefined {
  const [bytes] = string.values;
  if (bytes === null) return "";
  return bytes instanceof Uint8Array ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) : undefined;
}

function linksOf({ objects }: Typedstream): readonly string[] {
  const links = new Set<string>();
  for (const object of objects) {
    if (!is(object, "NSDictionary")) continue;
    for (const [key, value] of membersOf(object)) {
      const link = is(value, "NSURL") ? addressOf(value) : LINK_ATTRIBUTES.has(key) && is(value, "NSString") ? textOf(value) : undefined;
      if (link !== undefined && link !== "") links.add(link);
    }
  }
  return [...links];
}

/** NSDictionary writes the count, then keys and values by turns. */
function* membersOf({ values }: TypedObject): Generator<[string, TypedValue | undefined]> {
  for (let index = 1; index < values.length; index += 2) {
    const key = values[index];
    yield [is(key, "NSString") ? (textOf(key) ?? "") : "", values[index + 1]];
  }
}

/** NSURL writes whether it is relative, then its base if so, then its text. */
function addressOf({ values }: TypedObject): string | undefined {
  const [isRelative, first, second] = values;
  if (isRelative === 0 || isRelative === false) return is(first, "NSString") ? textOf(first) : undefined;
  const relative = is(second, "NSString") ? textOf(second) : undefined;
  const base = is(first, "NSURL") && first.values[0] === 0 ? addressOf(first) : undefined;
  if (relative === undefined || base === undefined) return relative ?? base;
  return URL.canParse(relative, base) ? new URL(relative, base).href : relative;
}
