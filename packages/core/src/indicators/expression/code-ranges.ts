/** Sets of UTF-16 code units as sorted pairs [first, last, first, last, ...] that neither touch nor overlap. */
export type CodeRanges = readonly number[];

export const MAX_CODE = 0xffff;

export const DIGITS: CodeRanges = [48, 57];
/** What PCRE calls a word without its Unicode mode: letters, digits, underscore of ASCII. */
export const WORDS: CodeRanges = [48, 57, 65, 90, 95, 95, 97, 122];
/** PCRE2 since 8.34 counts the vertical tab as white space. */
export const SPACES: CodeRanges = [9, 13, 32, 32];
export const ANYTHING: CodeRanges = [0, MAX_CODE];
export const NO_LINE_FEED: CodeRanges = [0, 9, 11, MAX_CODE];

/** Pairs in any order, sorted and merged. */
export function mergedRanges(pairs: readonly (readonly [number, number])[]): CodeRanges {
  const merged: number[] = [];
  for (const [first, last] of [...pairs].sort((a, b) => a[0] - b[0])) {
    const end = merged.at(-1);
    if (end !== undefined && first <= end + 1) merged[merged.length - 1] = Math.max(end, last);
    else merged.push(first, last);
  }
  return merged;
}

export const pairsOf = (ranges: CodeRanges): [number, number][] =>
  Array.from({ length: ranges.length / 2 }, (_, pair) => [ranges[pair * 2]!, ranges[pair * 2 + 1]!]);

export function invertedRanges(ranges: CodeRanges): CodeRanges {
  const inverted: number[] = [];
  let next = 0;
  for (const [first, last] of pairsOf(ranges)) {
    if (first > next) inverted.push(next, first - 1);
    next = last + 1;
  }
  if (next <= MAX_CODE) inverted.push(next, MAX_CODE);
  return inverted;
}

const UPPER: readonly [number, number] = [65, 90];
const LOWER: readonly [number, number] = [97, 122];
const CASE_BIT = 32;

/** With the other case of each ASCII letter; beyond ASCII the case of a letter depends on tables we do not carry. */
export function caselessRanges(ranges: CodeRanges): CodeRanges {
  const pairs = pairsOf(ranges);
  const shifted = (within: readonly [number, number], by: number): [number, number][] =>
    pairs
      .map(([first, last]): [number, number] => [Math.max(first, within[0]) + by, Math.min(last, within[1]) + by])
      .filter(([first, last]) => first <= last);
  return mergedRanges([...pairs, ...shifted(UPPER, CASE_BIT), ...shifted(LOWER, -CASE_BIT)]);
}

export const inRanges = (ranges: CodeRanges, code: number): boolean => {
  for (let at = 0; at < ranges.length; at += 2) if (code >= ranges[at]! && code <= ranges[at + 1]!) return true;
  return false;
};
