import { compareText } from "../../model/json.ts";

/** How deep a value is written; records are not deeper (analysis/limits.ts). */
const MAX_DEPTH = 32;

/**
 * A value as Python shows it, for the column of MVT's alerts_timeline.csv that holds an event in this form. Scripts read it back with
 * ast.literal_eval: https://docs.python.org/3/library/ast.html#ast.literal_eval
 */
export function pythonRepr(value: unknown, depth = 0): string {
  if (typeof value === "string") return pythonText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "None";
  if (typeof value !== "object" || value === null) return "None";
  if (depth >= MAX_DEPTH) return "'…'";
  if (Array.isArray(value)) return `[${value.map((item) => pythonRepr(item, depth + 1)).join(", ")}]`;
  const members = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return `{${members.map(([key, member]) => `${pythonText(key)}: ${pythonRepr(member, depth + 1)}`).join(", ")}}`;
}

/** Everything that is not drawn as its escape: the text of a Python literal, whatever stands in it, is one line that nothing obeys. */
const pythonText = (text: string): string => `'${text.replace(/[\\']/g, "\\$&").replace(UNSEEN, escaped)}'`;

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
  return code > 0xff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\x${code.toString(16).padStart(2, "0")}`;
}
