import type { CodeRanges } from "./code-ranges.ts";
import type { Expression } from "./expression.ts";

const ASCII = 128;
const CASE_BIT = 32;

/**
 * A text that stands in everything that an expression is met in, lower case; empty where none is known. Looking for it is a hundred
 * times as fast as running an automaton, and hardly a value holds it.
 */
export function requiredText(expression: Expression): string {
  let longest = "";
  let run = "";
  const end = (): void => {
    if (run.length > longest.length) longest = run;
    run = "";
  };
  const walk = (node: Expression): void => {
    switch (node.kind) {
      case "sequence":
        node.parts.forEach(walk);
        return;
      case "assertion":
        return;
      case "set": {
        const letter = oneLetter(node.ranges);
        if (letter === undefined) end();
        else run += letter;
        return;
      }
      case "repeat": {
        end();
        const within = node.least > 0 ? requiredText(node.part) : "";
        if (within.length > longest.length) longest = within;
        return;
      }
      case "choice":
        end();
    }
  };
  walk(expression);
  end();
  return longest;
}

/** The letter of a set of one, or of both its cases; of ASCII, where lower case is one letter as well. */
function oneLetter([first = 0, firstEnd, second, secondEnd]: CodeRanges): string | undefined {
  const isPair = second !== undefined && second === first + CASE_BIT && secondEnd === second && first >= 65 && first <= 90;
  if (first !== firstEnd || first >= ASCII || (second !== undefined && !isPair)) return undefined;
  return String.fromCharCode(first).toLowerCase();
}
