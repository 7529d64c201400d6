import { IndicatorError } from "../indicator-error.ts";

/** Rows of one table. */
export const MAX_CSV_ROWS = 5_000_000;
/** Cells of one row. */
const MAX_CELLS = 256;
const QUOTE = '"';

/** One row after another (RFC 4180, with another delimiter where it says so). Empty rows are passed over. */
export function* csvRows(text: string, delimiter: string): Generator<readonly string[]> {
  let at = 0;
  for (let rows = 0; at < text.length; rows++) {
    if (rows >= MAX_CSV_ROWS) throw new IndicatorError("too-large", `more than ${MAX_CSV_ROWS} rows`);
    const cells: string[] = [];
    for (;;) {
      const { cell, next } = readCell(text, at, delimiter);
      if (cells.length < MAX_CELLS) cells.push(cell);
      at = next;
      if (text[at] !== delimiter) break;
      at++;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    if (cells.length > 1 || cells[0] !== "") yield cells;
  }
}

function readCell(text: string, from: number, delimiter: string): { cell: string; next: number } {
  if (text[from] === QUOTE) return readQuoted(text, from + 1, delimiter);
  const end = endOfPlain(text, from, delimiter);
  return { cell: text.slice(from, end).trim(), next: end };
}

/** A quotation mark is doubled within; one without its end goes to the end of the text. */
function readQuoted(text: string, from: number, delimiter: string): { cell: string; next: number } {
  const parts: string[] = [];
  for (let at = from; ; ) {
    const quote = text.indexOf(QUOTE, at);
    if (quote === -1) return { cell: [...parts, text.slice(at)].join(""), next: text.length };
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== QUOTE) return { cell: parts.join("").trim(), next: endOfPlain(text, quote + 1, delimiter) };
    parts.push(QUOTE);
    at = quote + 2;
  }
}

function endOfPlain(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}
