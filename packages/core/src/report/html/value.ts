import * as v from "valibot";
import { toJson } from "../../model/json.ts";
import { message } from "../../model/message.ts";
import { EvidenceTimeSchema, isoOf } from "../../model/time.ts";
import { timeInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { html, type Markup, withLines } from "./markup.ts";

/** A value longer than this shows its beginning, the rest on request, and what exceeds the page is said to be left out. */
const FOLD_LENGTH = 600;
const HEAD_LENGTH = 400;
const MAX_LENGTH = 8_192;
const MAX_ITEMS = 50;
const MAX_FIELDS = 60;

/** A value of a record. `dir="auto"` lets each value run in its own direction and touch no other. */
export function valueMarkup(value: unknown, say: Say): Markup {
  if (value === null || value === undefined) return html`<span class="quiet">${say(message("report/value-none"))}</span>`;
  if (typeof value === "string") return textMarkup(value, say);
  if (v.is(EvidenceTimeSchema, value))
    return html`<span class="value">${say(message("report/time-stored", { time: timeInWords(isoOf(value), say), raw: value.raw }))}</span>`;
  if (Array.isArray(value) && value.length > 0 && value.length <= MAX_ITEMS)
    return html`<ol class="items">${value.map((item) => html`<li>${valueMarkup(item, say)}</li>`)}</ol>`;
  return typeof value === "object" ? textMarkup(toJson(value), say) : html`<span class="value">${String(value)}</span>`;
}

export function textMarkup(text: string, say: Say): Markup {
  if (text === "") return html`<span class="quiet">${say(message("report/value-empty"))}</span>`;
  if (text.length <= FOLD_LENGTH) return html`<span class="value" dir="auto">${withLines(text)}</span>`;
  const head = cutAt(text, HEAD_LENGTH);
  const rest = cutAt(text.slice(head.length), MAX_LENGTH);
  const left = text.length - head.length - rest.length;
  return html`<span class="value" dir="auto">${withLines(head)}…</span>
<details><summary>${say(message("report/value-more", { count: text.length - head.length }))}</summary><span class="value" dir="auto">${withLines(rest)}</span></details>
${left > 0 ? html`<p class="quiet">${say(message("report/value-cut", { count: left }))}</p>` : undefined}`;
}

/** The first `length` code units, never half a character. */
const cutAt = (text: string, length: number): string => {
  const isHigh = text.length > length && (text.charCodeAt(length - 1) & 0xfc00) === 0xd800;
  return text.slice(0, isHigh ? length - 1 : length);
};

/** The same with a mark where something was cut off. */
export const cutWithMark = (text: string, length: number): string => (text.length > length ? `${cutAt(text, length)}…` : text);

/** A record, field by field. */
export function recordMarkup(record: Readonly<Record<string, unknown>>, say: Say): Markup {
  const fields = Object.entries(record).filter(([, value]) => value !== undefined);
  const left = fields.length - MAX_FIELDS;
  return html`<dl class="record">${fields.slice(0, MAX_FIELDS).map(([key, value]) => html`<div><dt>${key}</dt><dd>${valueMarkup(value, say)}</dd></div>`)}</dl>
${left > 0 ? html`<p class="quiet">${say(message("report/fields-left", { count: left }))}</p>` : undefined}`;
}
