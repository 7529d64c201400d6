import type { NameTable } from "../json/name-table.ts";
import { type Bytes, withWords } from "../json/words.ts";
import { HOLDER_TYPES } from "./stix-graph.ts";

/** What is known of ids, which go by the numbers of a reading. */

/** Ties kept of one indicator. */
export const MAX_TIES = 32;
const NONE: readonly never[] = [];

/** Numbers by number, -1 where none was set. */
export function createNumbers() {
  let values = new Int32Array(1_024);
  return {
    of: (key: number): number => (key < values.length ? values[key]! - 1 : -1),
    set(key: number, value: number): void {
      if (key >= values.length) {
        const larger = new Int32Array(Math.max(key + 1, values.length * 2));
        larger.set(values);
        values = larger;
      }
      values[key] = value + 1;
    },
  };
}

/** Ties by id of the indicator. Nearly all have one, and nearly all the same: it is kept once. */
export function createTies() {
  const first = createNumbers();
  const more = new Map<number, number[]>();
  const alone = new Map<number, readonly number[]>();
  let last: readonly [number, readonly number[]] = [-1, NONE];
  return {
    add(indicator: number, to: number): void {
      const known = first.of(indicator);
      if (known === -1) {
        first.set(indicator, to);
        return;
      }
      const list = more.get(indicator) ?? [known];
      more.set(indicator, list);
      if (list.length < MAX_TIES) list.push(to);
    },
    of(indicator: number): readonly number[] {
      const only = indicator === -1 ? -1 : first.of(indicator);
      if (only === -1) return NONE;
      const several = more.size === 0 ? undefined : more.get(indicator);
      if (several) return several;
      if (last[0] !== only) {
        last = [only, alone.get(only) ?? [only]];
        alone.set(...last);
      }
      return last[1];
    },
  };
}

/** The types that are looked for, by number. */
export function typeNumbers(names: NameTable) {
  const encoder = new TextEncoder();
  const number = (text: string): number => names.add(encoder.encode(text));
  const starts = new Map<number, Bytes>();
  return {
    indicator: number("indicator"),
    relationship: number("relationship"),
    identity: number("identity"),
    marking: number("marking-definition"),
    holders: HOLDER_TYPES.map(number),
    /** `malware--`: so begin the ids of the type `malware`. */
    startOf(type: number): Bytes {
      const start = starts.get(type) ?? withWords(encoder.encode(`${names.text(type)}--`));
      if (starts.size < MAX_TYPES) starts.set(type, start);
      return start;
    },
  };
}
const MAX_TYPES = 1_000;
