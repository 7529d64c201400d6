import { toCanonical } from "../../model/canonical-path.ts";
import type { Platform } from "../../model/platform.ts";
import { createAutomaton } from "../expression/automaton.ts";
import type { Expression } from "../expression/expression.ts";
import { likeExpression } from "../expression/like.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { requiredText } from "../expression/required-text.ts";
import type { Property } from "../stix-property.ts";
import { isInRange, parseRange } from "./address-range.ts";
import type { Description } from "./pattern-test.ts";

/** Says whether a spelling of a value is as described; `lower` is the same in lower case. */
export type Describes = (text: string, lower: string) => boolean;

/** Compared as text with regard to case, as the systems themselves do; all other values have no case. */
const CASED: ReadonlySet<Property> = new Set<Property>(["url:value", "process:name", "file:path", "file:name", "folder"]);

/** Publishers may write a folder by any of its names. */
const PATHS: ReadonlySet<Property> = new Set<Property>(["file:path", "folder"]);

/** Of a description that was found evaluable when its pattern was planned. */
export function describes(by: Description, property: Property, platform: Platform): Describes {
  const ignoreCase = !CASED.has(property);
  const spellings = (text: string): readonly string[] => (PATHS.has(property) ? [text, toCanonical(text, platform)] : [text]);
  switch (by.kind) {
    case "any":
      return () => true;
    case "same": {
      const texts = new Set(by.texts.flatMap(spellings).map((text) => (ignoreCase ? text.toLowerCase() : text)));
      return (text) => texts.has(text);
    }
    case "like": {
      const automata = [...new Set(spellings(by.text))].map((text) => guarded(likeExpression(text, ignoreCase)));
      return (text, lower) => automata.some((test) => test(text, lower));
    }
    case "range": {
      const range = parseRange(by.text);
      return (text) => range !== undefined && isInRange(range, text);
    }
    default:
      return guarded(parseExpression(by.text, { ignoreCase }));
  }
}

/** The automaton runs where the text it requires is there. */
function guarded(expression: Expression): Describes {
  const required = requiredText(expression);
  const automaton = createAutomaton(expression);
  return (text, lower) => lower.includes(required) && automaton.test(text);
}
