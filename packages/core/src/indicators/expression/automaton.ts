import { ASSERTIONS, type Expression } from "./expression.ts";
import { compileExpression, type Program, STEP_ASSERT, STEP_FORK, STEP_FOUND, STEP_SET } from "./program.ts";

/** Says whether an expression is met anywhere in a text, in one pass. */
export interface Automaton {
  test(text: string): boolean;
}

/** Longer texts are looked at so far and have no end: no file, host or process is named by more, and hostile text must not cost. */
export const MAX_TESTED_LENGTH = 16_384;
/** States remembered; beyond that they are forgotten and made again. */
const MAX_REMEMBERED = 256;
const ASCII = 128;

/** What stood before: nothing, no letter of a word, a letter of a word. */
type Before = 0 | 1 | 2;

/** The steps that may be next, before their forks and assertions are followed: those depend on the letter that comes. */
interface State {
  readonly waiting: readonly number[];
  readonly before: Before;
  /** By class of the next letter. */
  readonly next: (State | typeof FOUND | undefined)[];
}
const FOUND = "found";

const START = ASSERTIONS.indexOf("start");
const END = ASSERTIONS.indexOf("end");
const EDGE = ASSERTIONS.indexOf("edge");

/** Throws ExpressionError where the expression is larger than we run. */
export function createAutomaton(expression: Expression): Automaton {
  const program = compileExpression(expression);
  const classOf = classifierOf(program);
  const states = new Map<string, State>();
  const remember = (waiting: readonly number[], before: Before): State => {
    const key = `${before} ${waiting.join(" ")}`;
    const known = states.get(key);
    if (known) return known;
    if (states.size >= MAX_REMEMBERED) states.clear();
    const state: State = { waiting, before, next: [] };
    states.set(key, state);
    return state;
  };
  const follow = (state: State, letter: number): State | typeof FOUND => {
    const waiting = stepped(program, state, letter);
    return waiting === FOUND ? FOUND : remember(waiting, program.classIsWord[letter] ? 2 : 1);
  };
  return {
    test(text) {
      let state = remember([0], 0);
      const end = Math.min(text.length, MAX_TESTED_LENGTH);
      for (let at = 0; at < end; at++) {
        const letter = classOf(text.charCodeAt(at));
        let next = state.next[letter];
        if (next === undefined) {
          next = follow(state, letter);
          state.next[letter] = next;
        }
        if (next === FOUND) return true;
        state = next;
      }
      return end === text.length && reachable(program, state, undefined) === FOUND;
    },
  };
}

/** The steps that wait after a letter. The search begins anew at each letter: step 0 always waits. */
function stepped(program: Program, state: State, letter: number): readonly number[] | typeof FOUND {
  const reached = reachable(program, state, letter);
  if (reached === FOUND) return FOUND;
  const next = new Set([0]);
  for (const step of reached) if (program.holds[program.first[step]!]![letter]) next.add(step + 1);
  return [...next].sort((a, b) => a - b);
}

/** Follows forks and assertions from the waiting steps to steps that take a letter. `letter` undefined is the end of the text. */
function reachable({ steps, first, second, classIsWord }: Program, { waiting, before }: State, letter: number | undefined) {
  const isWordNext = letter !== undefined && classIsWord[letter] === true;
  const isEdge = (before === 2) !== isWordNext;
  const holds = (assertion: number): boolean => {
    if (assertion === START) return before === 0;
    if (assertion === END) return letter === undefined;
    return (assertion === EDGE) === isEdge;
  };
  const seen = new Set<number>();
  const pending = [...waiting];
  const taking: number[] = [];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    switch (steps[step]) {
      case STEP_FOUND:
        return FOUND;
      case STEP_SET:
        taking.push(step);
        break;
      case STEP_FORK:
        pending.push(first[step]!, second[step]!);
        break;
      case STEP_ASSERT:
        if (holds(first[step]!)) pending.push(step + 1);
    }
  }
  return taking;
}

function classifierOf({ classStarts }: Program): (code: number) => number {
  const search = (code: number): number => {
    let low = 0;
    let high = classStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (classStarts[middle]! <= code) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const ascii = Uint16Array.from({ length: ASCII }, (_, code) => search(code));
  return (code) => (code < ASCII ? ascii[code]! : search(code));
}
