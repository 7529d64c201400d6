import { type Child, html, type Markup } from "./markup.ts";

/** Pieces that all sections share. */

export const section = (id: string, heading: string, ...children: Child[]): Markup =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${children}</section>
`;

/** Terms and what they are here; a term without a value is left out. */
export const facts = (entries: readonly (readonly [term: string, value: Child])[]): Markup =>
  html`<dl class="facts">${entries.filter(([, value]) => value !== undefined).map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
`;

export const list = (items: readonly Child[]): Markup => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>
`;

/** The caption is the table's name; the box around it scrolls sideways on a narrow screen, by keyboard too. */
export const table = (caption: string, columns: readonly string[], rows: readonly (readonly Child[])[]): Markup =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>
`;

export const folded = (summary: string, ...children: Child[]): Markup => html`<details><summary>${summary}</summary>
${children}</details>
`;

/** Exact text to compare or copy: a hash, a path, a command. Broken anywhere, in its own direction. */
export const exact = (text: string): Markup => html`<code dir="auto">${text}</code>`;
export const command = (text: string): Markup => html`<pre dir="ltr"><code>${text}</code></pre>`;
