import { type Child, html, type Markup } from "./markup.ts";

/** Pieces that all sections share. */

/** The heading stands in the margin where there is room; it is written once, so it names the section for those who listen. */
export const section = (id: string, heading: string, ...children: Child[]): Markup =>
  html`<section class="part" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
<div class="body">${children}</div></section>
`;

/** A sentence of ours as markup: a date or time stays on one line, since it is hard to read in two, and a command looks like one. */
export const prose = (child: Child): Child => (typeof child === "string" && MARKED.test(child) ? child.split(MARKED).map(marked) : child);
const MARKED = /(\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|`[a-z][a-z ]*`)/;
const marked = (part: string, index: number): Child => {
  if (index % 2 === 0) return part;
  return part.startsWith("`") ? html`<code>${part.slice(1, -1)}</code>` : html`<span class="date">${part}</span>`;
};

/** Terms and what they are here; a term without a value is left out. */
export const facts = (entries: readonly (readonly [term: string, value: Child])[]): Markup =>
  html`<dl class="facts">${entries.filter(([, value]) => value !== undefined).map(([term, value]) => html`<div><dt>${term}</dt><dd>${prose(value)}</dd></div>`)}</dl>
`;

export const list = (items: readonly Child[]): Markup => html`<ul>${items.map((item) => html`<li>${prose(item)}</li>`)}</ul>
`;

/** The caption is the table's name; the box around it scrolls sideways on a narrow screen, by keyboard too. */
export const table = (caption: string, columns: readonly string[], rows: readonly (readonly Child[])[]): Markup =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...cells]) => html`<tr><th scope="row">${prose(first)}</th>${cells.map((cell) => html`<td>${prose(cell)}</td>`)}</tr>
`,
  )}</tbody></table></div>
`;

/** A table whose rows read as sentences: a subject, and what is said of it. On a narrow screen one stands above the other. */
export const sentences = (
  caption: string,
  columns: readonly [string, string],
  rows: readonly (readonly [subject: Child, says: Child])[],
): Markup =>
  html`<table class="sentences"><caption>${caption}</caption>
<thead class="unseen"><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([subject, says]) => html`<tr><th scope="row">${subject}</th><td>${prose(says)}</td></tr>
`,
  )}</tbody></table>
`;

export const folded = (summary: string, ...children: Child[]): Markup => html`<details><summary>${summary}</summary>
${children}</details>
`;

export const paragraphs = (texts: readonly string[]): Markup[] =>
  texts.map(
    (text) => html`<p>${prose(text)}</p>
`,
  );

/** Exact text to compare or copy: a hash, a path, a command. Broken anywhere, in its own direction. */
export const exact = (text: string): Markup => html`<code dir="auto">${text}</code>`;
export const command = (text: string): Markup => html`<pre dir="ltr"><code>${text}</code></pre>`;
