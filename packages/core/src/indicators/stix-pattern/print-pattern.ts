import type { Comparison, Literal, ObjectPath, Pattern, Qualifier } from "./pattern.ts";
import { isTimestamp } from "./tokens.ts";

/** A pattern as text again: reading what this writes gives the same tree. */
export function printPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case "observation":
      return `[${printComparison(pattern.test)}]`;
    case "qualified":
      return `${grouped(pattern.pattern)} ${printQualifier(pattern.qualifier)}`;
    default:
      return pattern.operands.map(grouped).join(` ${pattern.kind === "followed-by" ? "FOLLOWEDBY" : pattern.kind.toUpperCase()} `);
  }
}

const grouped = (pattern: Pattern): string => (pattern.kind === "observation" ? printPattern(pattern) : `(${printPattern(pattern)})`);

function printComparison(test: Comparison): string {
  switch (test.kind) {
    case "exists":
      return `${test.isNegated ? "NOT " : ""}EXISTS ${printPath(test.path)}`;
    case "comparison": {
      const values = test.values.map(printLiteral).join(", ");
      return `${printPath(test.path)} ${test.isNegated ? "NOT " : ""}${test.operator} ${test.operator === "IN" ? `(${values})` : values}`;
    }
    default:
      return test.operands
        .map((each) => (each.kind === "and" || each.kind === "or" ? `(${printComparison(each)})` : printComparison(each)))
        .join(` ${test.kind.toUpperCase()} `);
  }
}

const escaped = (text: string): string => `'${text.replace(/['\\]/g, "\\$&")}'`;

export const printPath = ({ type, steps }: ObjectPath): string =>
  steps.reduce((text, step, at) => text + ("index" in step ? `[${step.index}]` : `${at === 0 ? ":" : "."}${printName(step.name)}`), type);

const printName = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : escaped(name));

const PREFIXES: Partial<Record<Literal["type"], string>> = { timestamp: "t", hex: "h", binary: "b" };

function printLiteral({ type, text }: Literal): string {
  if (type === "string") return escaped(text);
  const prefix = PREFIXES[type];
  return prefix === undefined ? text : `${prefix}'${text}'`;
}

function printQualifier(qualifier: Qualifier): string {
  switch (qualifier.kind) {
    case "within":
      return `WITHIN ${qualifier.seconds} SECONDS`;
    case "repeats":
      return `REPEATS ${qualifier.times} TIMES`;
    default:
      return `START ${printMoment(qualifier.start)} STOP ${printMoment(qualifier.stop)}`;
  }
}

/** STIX 2.0 wrote plain strings there. */
const printMoment = (text: string): string => (isTimestamp(text) ? `t'${text}'` : escaped(text));
