import type { BracketTree, PatternTest } from "./pattern-test.ts";

/** A test whose named values are entries of an index, by number. */
export type IndexedTest = PatternTest<number>;

/** The half of an index that matching compound patterns needs. */
export interface PatternKeys {
  readonly brackets: readonly Bracket[];
  /** Entries that nobody published by themselves: parts of patterns, which alone say nothing. */
  readonly parts: readonly number[];
}

/** What stands in one pair of brackets and is more than alternatives of values. */
export interface Bracket {
  /** The entry that stands for it. */
  readonly entry: number;
  readonly test: IndexedTest;
}

/** A pattern of several brackets, met where its brackets were met anywhere in an acquisition. */
export interface JointPattern {
  readonly entry: number;
  /** Each bracket is a list of entries, of which one must have been met. */
  readonly tree: BracketTree<readonly number[]>;
}

/** Brackets that look at every value of a property. Each costs time at each record that speaks of it. */
export const MAX_WATCHING_BRACKETS = 500;
