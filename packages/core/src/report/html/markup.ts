import { escapeHtml, escapeHtmlLines } from "../escape.ts";

const MARKUP = Symbol("markup");

/** A piece of HTML that is well-formed and escaped. The key is a symbol, so that nothing read from evidence can pass for it. */
export interface Markup {
  readonly [MARKUP]: string;
}
export type Child = string | number | Markup | undefined | readonly Child[];

/** The one way to HTML: what stands between the literal parts is escaped unless it is markup already. Attributes are always quoted. */
export const html = (parts: TemplateStringsArray, ...children: readonly Child[]): Markup => ({
  [MARKUP]: parts.reduce((text, part, index) => text + written(children[index - 1]) + part),
});

/** Text of ours that is no evidence and must not be escaped: the style sheet. */
export const asIs = (text: string): Markup => ({ [MARKUP]: text });

/** A value from evidence that keeps its lines. */
export const withLines = (text: string): Markup => ({ [MARKUP]: escapeHtmlLines(text) });

export const toDocument = (markup: Markup): string => markup[MARKUP];

const written = (child: Child): string => {
  if (child === undefined) return "";
  if (typeof child === "string") return escapeHtml(child);
  if (typeof child === "number") return String(child);
  return MARKUP in child ? child[MARKUP] : child.map(written).join("");
};
