import { renderEnglish } from "../../messages/catalog.ts";
import { message } from "../../model/message.ts";
import type { ExportFile, ExportSource } from "../export-source.ts";
import { csvTable, type Row } from "../table.ts";
import { COVERAGE_COLUMNS, coverageRows } from "./coverage.ts";
import { EVIDENCE_COLUMNS, evidenceRows, FINDINGS_COLUMNS, findingRows } from "./findings.ts";
import { INDICATORS_COLUMNS, indicatorRows } from "./indicators.ts";
import { PROGRAMS_COLUMNS, programRows } from "./programs.ts";

/** Excel takes a file without this mark for one in the machine's old character set. */
const BYTE_ORDER_MARK = "\u{feff}";

/** Tables for people who work in spreadsheets. */
export function* spreadsheetFiles({ view: { findings, coverage, programs, isDemo } }: ExportSource): Generator<ExportFile> {
  const sheet = (name: string, columns: readonly string[], rows: Iterable<Row>): ExportFile => ({
    name: `${name}.csv`,
    pieces: withMark(isDemo ? csvTable([DEMO_COLUMN, ...columns], demoRows(rows)) : csvTable(columns, rows)),
  });
  yield sheet("findings", FINDINGS_COLUMNS, findingRows(findings));
  yield sheet("evidence", EVIDENCE_COLUMNS, evidenceRows(findings));
  yield sheet("coverage", COVERAGE_COLUMNS, coverageRows(coverage));
  yield sheet("indicators", INDICATORS_COLUMNS, indicatorRows(findings));
  if (programs) yield sheet("programs", PROGRAMS_COLUMNS, programRows(programs));
}

/** Rows of a synthetic phone say so wherever they are copied to. */
const DEMO_COLUMN = "demo";

function* demoRows(rows: Iterable<Row>): Generator<Row> {
  for (const row of rows) yield { [DEMO_COLUMN]: renderEnglish(message("exports/demo-mark")), ...row };
}

function* withMark(pieces: Iterable<string>): Generator<string> {
  yield BYTE_ORDER_MARK;
  yield* pieces;
}
