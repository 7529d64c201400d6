import { nodesOf } from "./message-uses.ts";

/** What reads as a sentence: four words in a row. */
const SENTENCE = /\p{L}+ \p{L}+ \p{L}+ \p{L}+/u;

/** Sentences in a source's strings: names of synthetic phones, descriptions in schemas, faults. Those for people stand in the catalog. */
export const sourceSentences = (text: string): readonly string[] =>
  [...nodesOf(text)].flatMap(textOf).filter((words) => SENTENCE.test(words));

const textOf = (node: { readonly type: string; readonly [key: string]: unknown }): readonly string[] => {
  if (node.type === "Literal" && typeof node["value"] === "string") return [node["value"]];
  return node.type === "TemplateElement" ? [(node["value"] as { cooked: string }).cooked] : [];
};
