import { inertCell } from "../../report/escape.ts";

/** A line as MVT writes its tables: every field quoted, backslashes doubled. What a spreadsheet would run gets an apostrophe before it. */
export const mvtCsvLine = (fields: readonly string[]): string => `${fields.map(quoted).join(",")}\r\n`;

const quoted = (field: string): string => `"${inertCell(field).replaceAll("\\", "\\\\").replaceAll('"', '""')}"`;
