/**
 * JSON with the keys of every object in code-unit order and no undefined members: the same value is the same text, whatever
 * order it was built in. `indent` as in JSON.stringify. Big integers become decimal text, bytes lower-case hex. What terminals and
 * editors obey without showing it is written as its escape: the same value to every reader of JSON, and harmless to `cat`.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(ordered(value), undefined, indent).replace(ACTING, escaped);
}

/** Delete and the C1 controls, format characters (direction marks, tags), line and paragraph separators; JSON escapes C0 itself. */
const ACTING = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu;
const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/** Code-unit order: the one order used for everything that is written. Never locale-aware. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The value itself where nothing in it is out of order: most is written as it was built, and a copy of each record costs. */
function ordered(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return orderedList(value);
  if (value instanceof Uint8Array) return toHex(value);
  return orderedObject(value as Record<string, unknown>);
}

function orderedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const member = ordered(list[index]);
    if (copy) copy.push(member);
    else if (member !== list[index]) copy = [...list.slice(0, index), member];
  }
  return copy ?? list;
}

function orderedObject(object: Readonly<Record<string, unknown>>): object {
  const keys = Object.keys(object);
  let isSame = true;
  for (let index = 1; isSame && index < keys.length; index++) isSame = keys[index - 1]! < keys[index]!;
  // Without a function sort() orders by code units, as compareText does.
  if (!isSame) keys.sort();
  const members: unknown[] = [];
  for (const key of keys) {
    const member = ordered(object[key]);
    members.push(member);
    if (member !== object[key]) isSame = false;
  }
  return isSame ? object : withMembers(keys, members);
}

function withMembers(keys: readonly string[], members: readonly unknown[]): object {
  const copy: Record<string, unknown> = {};
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    // Only defining keeps a key of this name a key.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: members[index], enumerable: true });
    else copy[key] = members[index];
  }
  return copy;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal. (Uint8Array.prototype.toHex is not in every runtime we serve.) */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
