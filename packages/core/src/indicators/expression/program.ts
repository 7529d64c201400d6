import { type CodeRanges, inRanges, MAX_CODE, WORDS } from "./code-ranges.ts";
import { ASSERTIONS, type Expression, ExpressionError } from "./expression.ts";

/** An expression as steps of a nondeterministic automaton (Thompson 1968; R. Cox, https://swtch.com/~rsc/regexp/regexp2.html). */
export interface Program {
  /** What a step does: one of the STEP_* numbers. */
  readonly steps: readonly number[];
  /** The set's number, the assertion's number, or the first way of a fork. */
  readonly first: readonly number[];
  /** The second way of a fork. */
  readonly second: readonly number[];
  /** Whether a set holds a class of letters. */
  readonly holds: readonly (readonly boolean[])[];
  /** First code of each class of letters: letters of one class are the same to every step. */
  readonly classStarts: readonly number[];
  readonly classIsWord: readonly boolean[];
}

export const STEP_SET = 0;
export const STEP_FORK = 1;
export const STEP_ASSERT = 2;
export const STEP_FOUND = 3;

/** With the length of a text this bounds the work: no text takes more than one look at each step for each letter. */
export const MAX_STEPS = 2_000;
/** Parts unfolded, which may be more: a repetition of nothing adds no step. */
const MAX_PARTS = 32_000;

export function compileExpression(expression: Expression): Program {
  const sets: CodeRanges[] = [];
  const steps: number[] = [];
  const first: number[] = [];
  const second: number[] = [];
  const add = (step: number, one: number, two: number): number => {
    if (steps.length >= MAX_STEPS) throw new ExpressionError("limit");
    first.push(one);
    second.push(two);
    return steps.push(step) - 1;
  };
  let parts = 0;
  const emit = (node: Expression): void => {
    if (++parts > MAX_PARTS) throw new ExpressionError("limit");
    switch (node.kind) {
      case "set":
        add(STEP_SET, sets.push(node.ranges) - 1, 0);
        return;
      case "assertion":
        add(STEP_ASSERT, ASSERTIONS.indexOf(node.assertion), 0);
        return;
      case "sequence":
        for (const part of node.parts) emit(part);
        return;
      case "choice":
        emitChoice(node.parts);
        return;
      case "repeat":
        emitRepeat(node);
    }
  };
  const emitChoice = (parts: readonly Expression[]): void => {
    const ends: number[] = [];
    parts.forEach((part, number) => {
      const isLast = number === parts.length - 1;
      const fork = isLast ? -1 : add(STEP_FORK, steps.length + 1, 0);
      emit(part);
      if (isLast) return;
      ends.push(add(STEP_FORK, 0, 0));
      second[fork] = steps.length;
    });
    for (const end of ends) first[end] = second[end] = steps.length;
  };
  const emitRepeat = ({ part, least, most }: Extract<Expression, { kind: "repeat" }>): void => {
    for (let count = 0; count < least; count++) emit(part);
    if (most === undefined) {
      const fork = add(STEP_FORK, steps.length + 1, 0);
      emit(part);
      add(STEP_FORK, fork, fork);
      second[fork] = steps.length;
      return;
    }
    const forks: number[] = [];
    for (let count = least; count < most; count++) {
      forks.push(add(STEP_FORK, steps.length + 1, 0));
      emit(part);
    }
    for (const fork of forks) second[fork] = steps.length;
  };
  emit(expression);
  add(STEP_FOUND, 0, 0);
  const classStarts = classesOf(sets);
  const holds = sets.map((ranges) => classStarts.map((code) => inRanges(ranges, code)));
  return { steps, first, second, holds, classStarts, classIsWord: classStarts.map((code) => inRanges(WORDS, code)) };
}

/** Where one of the sets, or the set of words, begins or ends. */
function classesOf(sets: readonly CodeRanges[]): readonly number[] {
  const cuts = new Set([0]);
  for (const ranges of [...sets, WORDS]) {
    for (let at = 0; at < ranges.length; at += 2) {
      cuts.add(ranges[at]!);
      if (ranges[at + 1]! < MAX_CODE) cuts.add(ranges[at + 1]! + 1);
    }
  }
  return [...cuts].sort((a, b) => a - b);
}
