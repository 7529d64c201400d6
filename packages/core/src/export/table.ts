import { csvField } from "../report/escape.ts";

export type Cell = string | number | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** What a spreadsheet holds in one cell (Excel's limit; LibreOffice takes more). */
export const MAX_CELL_CHARACTERS = 32_767;
/** Room for saying that a text was cut, and for an apostrophe before it. */
const CUT_ROOM = 40;

/** A table by RFC 4180: a header, then one line for each row, whatever evidence stands in it. A column that a row lacks is empty. */
export function* csvTable(columns: readonly string[], rows: Iterable<Row>, cut: (text: string) => string = cutCell): Generator<string> {
  yield `${columns.join(",")}\r\n`;
  for (const row of rows) yield `${columns.map((column) => cellText(row[column], cut)).join(",")}\r\n`;
}

const cellText = (cell: Cell, cut: (text: string) => string): string => {
  if (cell === undefined) return "";
  return csvField(typeof cell === "string" ? cut(cell) : cell);
};

const cutCell = (text: string): string =>
  text.length > MAX_CELL_CHARACTERS - CUT_ROOM
    ? `${text.slice(0, MAX_CELL_CHARACTERS - CUT_ROOM).toWellFormed()} … (${text.length} characters)`
    : text;

/** Several values in one cell. */
export const joined = (values: Iterable<string>): string => [...new Set(values)].join("; ");
