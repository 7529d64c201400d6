import { remembered } from "./remembered.ts";
import { isSameList } from "./same-list.ts";

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
  const { sorted, isInOrder } = orderOf(Object.keys(object));
  let copy: Record<string, unknown> | undefined = isInOrder ? undefined : {};
  for (let index = 0; index < sorted.length; index++) {
    const key = sorted[index]!;
    const member = ordered(object[key]);
    if (!copy && member !== object[key]) copy = firstOf(object, sorted, index);
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
  readonly sorted: readonly string[];
  readonly isInOrder: boolean;
}

const MAX_FIRST_KEYS = 256;
const MAX_ORDERS_OF_FIRST = 32;
/** Longer ones are data, not names. What a hostile file can fill stays below 30 MB. */
const MAX_KEYS = 32;
const MAX_KEY_CHARACTERS = 64;
const isName = (key: string): boolean => key.length <= MAX_KEY_CHARACTERS;

/** Lists of keys met, by the first: a program makes objects of few kinds, and to know a list again takes less than to compare texts. */
const ordersOfFirst = remembered((_first: string): KeyOrder[] => [], MAX_FIRST_KEYS);

function orderOf(keys: readonly string[]): KeyOrder {
  if (keys.length === 0 || keys.length > MAX_KEYS || !isName(keys[0]!)) return sortedAnew(keys);
  const orders = ordersOfFirst(keys[0]!);
  for (const order of orders) if (isSameList(order.keys, keys)) return order;
  const order = sortedAnew(keys);
  if (keys.every(isName)) {
    if (orders.length === MAX_ORDERS_OF_FIRST) orders.length = 0;
    orders.push(order);
  }
  return order;
}

/** By code units, as compareText does: without a function that is how lists are sorted. */
function sortedAnew(keys: readonly string[]): KeyOrder {
  const sorted = keys.toSorted();
  return { keys, sorted, isInOrder: isSameList(sorted, keys) };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal. (Uint8Array.prototype.toHex is not in every runtime we serve.) */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
