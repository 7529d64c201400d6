/**
 * Evidence on its way out. Phones that a capable attacker held name their files, senders and pages as they like, so everything that
 * may hold a word of evidence passes one of these, by where it goes:
 *
 * - a terminal: `visible`
 * - HTML text and attributes: `escapeHtml`, through the tagged template of html/markup.ts and nowhere else
 * - a value in HTML that keeps its lines (a message): `escapeHtmlLines`
 * - a spreadsheet: `csvField`
 * - JSON: `toJson` of the model, by which readers of JSON get the evidence as it is
 * - a shell: analysis/reproduce.ts
 */

/** Combining marks on one letter that are shown as they are; more of them are drawn over the lines above and below. */
const MAX_MARKS = 6;

/**
 * Controls (also C1, which terminals obey), line and paragraph breaks, direction marks, zero-width and other characters that are
 * not drawn, half surrogates. The bracket of our own notation is among them, so that what is shown reads back one way only.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u27E8]/gu;
const UNSEEN_BUT_LINES = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u27E8]/gu;
/** Most text: nothing of the above can stand in it. */
const PLAIN = /^[ -~]*$/;
const PILED_MARKS = new RegExp(`(?<=\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");

/** U+202E becomes ⟨U+202E⟩: nothing acts on a screen, everything can be seen. */
export const visible = (text: string): string => (PLAIN.test(text) ? text : text.replace(UNSEEN, named).replace(PILED_MARKS, namedAll));

/** The same, with line feeds and tabs left, where a box around the value keeps them apart from ours. */
export const visibleLines = (text: string): string =>
  text.replaceAll("\r\n", "\n").replace(UNSEEN_BUT_LINES, named).replace(PILED_MARKS, namedAll);

const named = (character: string): string => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}⟩`;
const namedAll = (characters: string): string => [...characters].map(named).join("");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const entities = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** For text and for quoted attributes alike. */
export const escapeHtml = (text: string): string => entities(visible(text));
export const escapeHtmlLines = (text: string): string => entities(visibleLines(text));

/**
 * What a spreadsheet takes for a formula or a command when it stands first, also after white space and in full width.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/;

/** A text as a cell of a spreadsheet may hold it: none that it would run, and on one line. */
export const inertCell = (text: string): string => visible(FORMULA.test(text) ? `'${text}` : text);

/** All but printable ASCII, and what of that JSON escapes. */
const ESCAPED = /[^ !#-[\]-~]/;
/** What may not stand first in a cell as it is. */
const UNFIT_FIRST = " =+-@|%";

/** Printable ASCII that JSON writes as it stands and no spreadsheet runs: most fields of a timeline. Linear, whatever the text. */
export const isBare = (text: string): boolean => !ESCAPED.test(text) && !UNFIT_FIRST.includes(text.charAt(0)) && !text.endsWith(" ");

/** `csvField` of a bare text. */
export const bareField = (text: string): string => (text.includes(",") ? `"${text}"` : text);

/** One field by RFC 4180; a text that a spreadsheet would run gets an apostrophe before it, and each record stays one line. */
export function csvField(value: string | number): string {
  if (typeof value === "number") return String(value);
  if (isBare(value)) return bareField(value);
  const text = inertCell(value);
  return /[",]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
