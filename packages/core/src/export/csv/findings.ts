import { placeInWords } from "../../analysis/place.ts";
import type { Finding } from "../../model/finding.ts";
import { joined, type Row } from "../table.ts";
import { textIds } from "../text-ids.ts";

export const FINDINGS_COLUMNS = [
  "finding",
  "title",
  "summary",
  "axis",
  "severity",
  "confidence",
  "experimental",
  "first_time",
  "last_time",
  "clock",
  "records",
  "families",
  "indicators",
  "publishers",
  "rule",
  "innocent_causes",
  "rationale",
  "finding_id",
] as const;

/** One row for each finding, in the order of the report. */
export function* findingRows(findings: readonly Finding[]): Generator<Row> {
  const shortId = textIds(findings);
  for (const finding of findings) {
    const { id, title, summary, axis, severity, confidence, isExperimental, firstTime, lastTime, time } = finding;
    const { count, families, indicators = [], detection, benign, rationale } = finding;
    yield {
      finding: shortId(finding),
      title: title.text,
      summary: summary.text,
      axis,
      severity,
      confidence,
      experimental: isExperimental ? "yes" : "no",
      first_time: firstTime,
      last_time: lastTime,
      clock: time?.clock,
      records: count,
      families: joined(families),
      indicators: joined(indicators.map(({ value }) => value)),
      publishers: joined(indicators.map(({ publisher }) => publisher)),
      rule: detection?.id,
      innocent_causes: joined(benign.map(({ text }) => text)),
      rationale: rationale.text,
      finding_id: id,
    };
  }
}

export const EVIDENCE_COLUMNS = ["finding", "artifact", "path", "stored_path", "sha256", "place", "reproduce", "acquisition"] as const;

/** One row for each record behind a finding: where it stands, and how to see it by hand. */
export function* evidenceRows(findings: readonly Finding[]): Generator<Row> {
  const shortId = textIds(findings);
  for (const finding of findings)
    for (const { artifact, path, rawPath, sha256, at, reproduce, acquisition } of finding.evidence) {
      const place = placeInWords(at);
      yield { finding: shortId(finding), artifact, path, stored_path: rawPath, sha256, place, reproduce, acquisition };
    }
}
