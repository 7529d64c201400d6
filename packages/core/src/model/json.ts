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
  const order = inOrder(keys);
  let copy: Record<string, unknown> | undefined = order === keys ? undefined : {};
  for (let index = 0; index < order.length; index++) {
    const key = order[index]!;
    const member = ordered(object[key]);
    if (!copy && member !== object[key]) copy = firstOf(object, order, index);
    if (copy) setMember(copy, key, member);
  }
  return copy ?? object;
}

function firstOf(object: Readonly<Record<string, unknown>>, keys: readonly string[], count: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (let index = 0; index < count; index++) setMember(copy, keys[index]!, object[keys[index]!]);
  return copy;
}

function setMember(copy: Record<string, unknown>, key: string, value: unknown): void {
  // Only defining keeps a key of this name a key.
  if (key === "__proto__") Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true });
  else copy[key] = value;
}

interface KeyOrder {
  readonly keys: readonly string[];
  /** The same list where it is in order as it is. */
  readonly sorted: readonly string[];
}

/** Lists of keys met, by the first: a program makes objects of few kinds, and to know a list again takes less than to compare texts. */
const keyOrders = new Map<string, KeyOrder[]>();
const MAX_FIRST_KEYS = 256;
const MAX_ORDERS_OF_FIRST = 32;
/** Longer ones are data, not names. What a hostile file can fill stays below 30 MB. */
const MAX_KEYS = 32;
const MAX_KEY_CHARACTERS = 64;

/** Keys in code-unit order: the very list given where they are so already. */
function inOrder(keys: readonly string[]): readonly string[] {
  if (keys.length < 2) return keys;
  const known = keyOrders.get(keys[0]!);
  if (known) {
    for (const order of known) if (isSameList(order.keys, keys)) return order.sorted === order.keys ? keys : order.sorted;
  }
  // Without a function it orders by code units, as compareText does.
  const sorted = isSorted(keys) ? keys : keys.toSorted();
  if (keys.length <= MAX_KEYS && keys.every((key) => key.length <= MAX_KEY_CHARACTERS)) remember({ keys, sorted }, known);
  return sorted;
}

function remember(order: KeyOrder, known: KeyOrder[] | undefined): void {
  if (known && known.length < MAX_ORDERS_OF_FIRST) {
    known.push(order);
    return;
  }
  if (keyOrders.size >= MAX_FIRST_KEYS) keyOrders.clear();
  keyOrders.set(order.keys[0]!, [order]);
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) if (keys[index - 1]! > keys[index]!) return false;
  return true;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal. (Uint8Array.prototype.toHex is not in every runtime we serve.) */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
