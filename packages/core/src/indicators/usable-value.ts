import { PATTERN_TYPE } from "../model/indicator.ts";
import { normalizeIndicator } from "./key.ts";
import type { NamedValue } from "./pattern/pattern-test.ts";
import { compiledPattern } from "./pattern/plan-pattern.ts";

/** True for what an index would take: a value of its type, a pattern that can be evaluated. */
export const usableValue = ({ type, value }: NamedValue): boolean =>
  type === PATTERN_TYPE ? compiledPattern(value) !== undefined : normalizeIndicator(type, value) !== undefined;
