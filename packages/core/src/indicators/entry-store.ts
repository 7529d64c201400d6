import { INDICATOR_TYPES, type IndicatorType, PATTERN_TYPE } from "../model/indicator.ts";
import { KEY_KINDS, type Key, normalizeIndicator } from "./key.ts";
import { createKeyStore, type KeyStore } from "./key-store.ts";

/** The entries of an index while it is built, each a type and a normalized value. */
export interface EntryStore {
  readonly keys: KeyStore;
  /** Position of its type in INDICATOR_TYPES, by entry. */
  readonly types: readonly number[];
  /** The entry of what is known by no key, or several. */
  numberOf(type: IndicatorType, value: string): { readonly number: number; readonly isNew: boolean };
  /** The entry of a value; undefined where the value cannot be compared. */
  add(type: IndicatorType, raw: string): number | undefined;
  /** The entry of a value that is its own key. */
  addKey(type: IndicatorType, kind: number, text: string, from: number, to: number): number;
}

const numberOfType = new Map(INDICATOR_TYPES.map((type, number) => [type, number]));
const numberOfKind = new Map(KEY_KINDS.map((kind, number) => [kind, number]));

export function createEntries(seed: number, expected: number): EntryStore {
  const types: number[] = [];
  const keys = createKeyStore(seed, expected);
  const numbers = new Map<string, number>();
  const addKey: EntryStore["addKey"] = (type, kind, text, from, to) => {
    const number = keys.add(kind, text, from, to, types.length);
    if (number === types.length) types.push(numberOfType.get(type)!);
    return number;
  };
  const numberOf: EntryStore["numberOf"] = (type, value) => {
    const id = `${type} ${value}`;
    const known = numbers.get(id);
    if (known !== undefined) return { number: known, isNew: false };
    const number = types.push(numberOfType.get(type)!) - 1;
    numbers.set(id, number);
    return { number, isNew: true };
  };
  const addSpellings = (type: IndicatorType, value: string, spellings: readonly Key[]): number => {
    const { number } = numberOf(type, value);
    // Two spellings of one path are one entry and share one of their keys.
    for (const { kind, text } of spellings) keys.add(numberOfKind.get(kind)!, text, 0, text.length, number);
    return number;
  };
  return {
    keys,
    types,
    numberOf,
    addKey,
    add(type, raw) {
      const normalized = normalizeIndicator(type, raw);
      if (normalized === undefined) return undefined;
      const [first, second] = normalized.keys;
      if (second !== undefined) return addSpellings(normalized.type, normalized.value, normalized.keys);
      return addKey(normalized.type, numberOfKind.get(first!.kind)!, first!.text, 0, first!.text.length);
    },
  };
}

/** Of a published value, or a pattern. */
export const normalizedValue = (type: IndicatorType, value: string): string =>
  type === PATTERN_TYPE ? value : normalizeIndicator(type, value)!.value;
