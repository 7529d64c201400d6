import type { Analysis } from "../analysis/analyze.ts";
import { sha256OfText } from "../bytes/hasher.ts";
import type { Finding } from "../model/finding.ts";
import { compareText, toJson } from "../model/json.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { SCHEMA_VERSION } from "../model/version.ts";
import type { CaseView } from "../report/case-view.ts";
import { createDeviceEventCounter } from "../report/device-events.ts";
import { reportHtml } from "../report/html.ts";
import { redact } from "../report/redact.ts";
import { TIMELINE_CSV_HEADER, timelineTexts } from "../report/timeline.ts";
import type { CaseStore } from "./case-store.ts";
import type { CaseDocument } from "./documents.ts";

/** Where everything of a case stands (design 5.2). */
export const CASE_FILES = {
  case: "data/case.json",
  findings: "data/findings.json",
  assessment: "data/assessment.json",
  coverage: "data/coverage.json",
  programs: "data/programs.json",
  report: "data/report.html",
  run: "run.json",
  audit: "audit.jsonl",
  manifest: "manifest-sha256.txt",
  timeline: "data/timeline.jsonl",
} as const;

export const recordsPath = (artifact: string): string => `data/records/${artifact}.jsonl`;

/** Writes the payload of a case: the same analysis gives the same bytes. Records of `--records all` were appended while reading. */
export function writeCase(store: CaseStore, document: CaseDocument, analysis: Analysis): void {
  const { findings, assessment, coverage, programs, timeline } = analysis;
  store.write(CASE_FILES.case, json(document));
  store.write(CASE_FILES.findings, json({ schemaVersion: SCHEMA_VERSION, findings }));
  store.write(CASE_FILES.assessment, json(assessment));
  store.write(CASE_FILES.coverage, json(coverage));
  if (programs) store.write(CASE_FILES.programs, json(programs));
  const counter = createDeviceEventCounter();
  writeTimeline(store, "data/timeline", timeline.utc, counter.row);
  if (hasAny(timeline.deviceLocal)) writeTimeline(store, "data/timeline-device-local", timeline.deviceLocal);
  if (document.options.records === "matched") writeRecords(store, findings, document.acquisitions.length > 1);
  store.write(CASE_FILES.report, reportHtml({ ...shownView(document, analysis), deviceEvents: counter.events() }));
  store.flush();
}

/** BagIt's manifest: a hash and a path on each line. Gives its own SHA-256, which stands for the whole payload. */
export function writeManifest(store: CaseStore): string {
  const text = [...store.hashes("data/")]
    .map(
      ([path, sha256]) => `${sha256}  ${path}
`,
    )
    .join("");
  store.write(CASE_FILES.manifest, text);
  return sha256OfText(text);
}

/** What an analysis tells, but for the timeline. */
type Told = Pick<Analysis, "findings" | "assessment" | "coverage" | "programs">;

/** The view as the run's options want it shown. */
export const shownView = (document: CaseDocument, analysis: Told): CaseView => {
  const view = viewOf(document, analysis);
  return document.options.redact === undefined ? view : redact(view, document.options.redact);
};

export const viewOf = (document: CaseDocument, { findings, assessment, coverage, programs }: Told): CaseView => ({
  case: { ...document, asOf: document.options.asOf },
  findings: findings.map(asStored),
  assessment,
  coverage,
  ...(programs && { programs }),
  isDemo: document.isDemo,
});

/** The fields of records in the order of findings.json: a report is the same made while examining and made again from the documents. */
const asStored = (finding: Finding): Finding => ({
  ...finding,
  evidence: finding.evidence.map((one) => ({ ...one, record: withKeysInOrder(one.record) })),
});
const withKeysInOrder = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b))) as T;

const json = (value: unknown): string => `${toJson(value, 2)}\n`;

function writeTimeline(store: CaseStore, path: string, rows: Iterable<TimelineRow>, look?: (row: TimelineRow) => void): void {
  store.write(`${path}.jsonl`, "");
  store.write(`${path}.csv`, TIMELINE_CSV_HEADER);
  for (const { jsonl, csv } of timelineTexts(look ? seenBy(look, rows) : rows)) {
    store.append(`${path}.jsonl`, jsonl);
    store.append(`${path}.csv`, csv);
  }
}

function* seenBy(look: (row: TimelineRow) => void, rows: Iterable<TimelineRow>): Generator<TimelineRow> {
  for (const row of rows) {
    look(row);
    yield row;
  }
}

function hasAny(rows: Iterable<unknown>): boolean {
  for (const _ of rows) return true;
  return false;
}

/** The records behind findings, each once, by artifact. */
function writeRecords(store: CaseStore, findings: readonly Finding[], isOfSeveral: boolean): void {
  const lines = new Map<string, Set<string>>();
  for (const { artifact, acquisition, rawPath, at, record } of findings.flatMap(({ evidence }) => evidence)) {
    const known = lines.get(artifact) ?? new Set();
    lines.set(artifact, known.add(`${toJson({ ...(isOfSeveral && { acquisition }), at, data: record, file: rawPath })}\n`));
  }
  for (const [artifact, known] of lines) store.write(recordsPath(artifact), [...known].sort(compareText).join(""));
}
