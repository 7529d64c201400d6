import { PATTERN_TYPE } from "../../model/indicator.ts";
import { type EntryStore, normalizedValue } from "../entry-store.ts";
import { type Bracket, type IndexedTest, type JointPattern, MAX_WATCHING_BRACKETS, type PatternKeys } from "./pattern-keys.ts";
import { needsOf, type PatternNeeds } from "./pattern-needs.ts";
import { type BracketTree, type NamedTest, type NamedValue, triggerOf } from "./pattern-test.ts";
import { compiledPattern } from "./plan-pattern.ts";

/** The compound patterns of an index: their values become entries, their brackets tests, and what joins brackets stays for the end. */
export type Patterns = ReturnType<typeof createPatterns>;

export function createPatterns(store: EntryStore) {
  const brackets: Bracket[] = [];
  const joints: JointPattern[] = [];
  const needs = new Map<number, PatternNeeds>();
  const parts = new Map<number, string>();
  let watching = 0;

  const indexed = (test: NamedTest): IndexedTest => {
    if (test.kind === "entry") return { kind: "entry", entries: test.entries.map(valueNumber) };
    return test.kind === "described" ? test : { kind: test.kind, operands: test.operands.map(indexed) };
  };
  // A planned pattern holds no value that cannot be compared.
  const valueNumber = ({ type, value }: NamedValue): number => {
    const number = store.add(type, value)!;
    parts.set(number, normalizedValue(type, value));
    return number;
  };
  const addBracket = (entry: number, test: NamedTest): void => {
    if (isWatching(test)) watching++;
    brackets.push({ entry, test: indexed(test) });
  };
  /** The entries of which one stands for a bracket of several. */
  const standIns = (test: NamedTest): readonly number[] => {
    if (test.kind === "entry") return test.entries.map(valueNumber);
    if (test.kind === "or" && test.operands.every(({ kind }) => kind === "entry")) return test.operands.flatMap(standIns);
    const text = JSON.stringify(test);
    const { number, isNew } = store.numberOf(PATTERN_TYPE, text);
    parts.set(number, text);
    if (isNew) addBracket(number, test);
    return [number];
  };
  const joined = (tree: BracketTree<NamedTest>): JointPattern["tree"] =>
    tree.kind === "bracket"
      ? { kind: "bracket", bracket: standIns(tree.bracket) }
      : { kind: tree.kind, operands: tree.operands.map(joined) };

  return {
    joints,
    needs,
    /** Normalized values of what patterns are made of, by entry. */
    parts,
    /** The number of a pattern's entry; undefined where it cannot be evaluated. */
    add(text: string): number | "too-many" | undefined {
      const tree = compiledPattern(text);
      if (tree === undefined) return undefined;
      if (watching + testsOf(tree).filter(isWatching).length > MAX_WATCHING_BRACKETS) return "too-many";
      const { number, isNew } = store.numberOf(PATTERN_TYPE, text);
      if (!isNew) return number;
      needs.set(number, needsOf(tree));
      if (tree.kind === "bracket") addBracket(number, tree.bracket);
      else joints.push({ entry: number, tree: joined(tree) });
      return number;
    },
    finish(isPart: (entry: number) => boolean): { patterns?: PatternKeys } {
      const alone = [...parts.keys()].filter(isPart).sort((a, b) => a - b);
      return brackets.length + alone.length === 0 ? {} : { patterns: { brackets, parts: alone } };
    },
  };
}

const testsOf = (tree: BracketTree<NamedTest>): readonly NamedTest[] =>
  tree.kind === "bracket" ? [tree.bracket] : tree.operands.flatMap(testsOf);

const isWatching = (test: NamedTest): boolean => (triggerOf(test)?.properties.length ?? 0) > 0;
