import { message } from "../model/message.ts";
import type { Problem } from "./input.ts";

/** One kind of trouble that may stand a hundred thousand times: counted, with the first places. */
export interface Tally {
  add(example: string): void;
  /** The problem, with `count` and `examples` as parameters; nothing when nothing was counted. */
  problems(): readonly Problem[];
}

const EXAMPLES = 3;

export function createTally(id: string, reason?: Problem["reason"]): Tally {
  const examples: string[] = [];
  let count = 0;
  return {
    add(example) {
      if (count++ < EXAMPLES) examples.push(example);
    },
    problems: () =>
      count === 0 ? [] : [{ problem: message(id, { count, examples: examples.join(", ") }), count, ...(reason && { reason }) }],
  };
}
