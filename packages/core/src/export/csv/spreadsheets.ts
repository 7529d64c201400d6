import type { ExportFile, ExportSource } from "../export-source.ts";
import { csvTable, type Row } from "../table.ts";
import { COVERAGE_COLUMNS, coverageRows } from "./coverage.ts";
import { EVIDENCE_COLUMNS, evidenceRows, FINDINGS_COLUMNS, findingRows } from "./findings.ts";
import { INDICATORS_COLUMNS, indicatorRows } from "./indicators.ts";

/** Excel takes a file without this mark for one in the machine's old character set. */
const BYTE_ORDER_MARK = "\u{feff}";

/** Tables for people who work in spreadsheets. */
export function* spreadsheetFiles({ view: { findings, coverage } }: ExportSource): Generator<ExportFile> {
  yield sheet("findings", FINDINGS_COLUMNS, findingRows(findings));
  yield sheet("evidence", EVIDENCE_COLUMNS, evidenceRows(findings));
  yield sheet("coverage", COVERAGE_COLUMNS, coverageRows(coverage));
  yield sheet("indicators", INDICATORS_COLUMNS, indicatorRows(findings));
}

const sheet = (name: string, columns: readonly string[], rows: Iterable<Row>): ExportFile => ({
  name: `${name}.csv`,
  pieces: withMark(csvTable(columns, rows)),
});

function* withMark(pieces: Iterable<string>): Generator<string> {
  yield BYTE_ORDER_MARK;
  yield* pieces;
}
