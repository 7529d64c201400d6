import { visible } from "../../report/escape.ts";

/** What a spreadsheet takes for a formula when it stands first (report/escape.ts says from where). */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/;

/** A line as MVT writes its tables: every field quoted, backslashes doubled. What a spreadsheet would run gets an apostrophe before it. */
export const mvtCsvLine = (fields: readonly string[]): string => `${fields.map(quoted).join(",")}\r\n`;

const quoted = (field: string): string => {
  const text = visible(FORMULA.test(field) ? `'${field}` : field);
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '""')}"`;
};
