import { type Analysis, type AnalysisOptions, analyze, isNarrowed, type Knowledge, type Progress } from "../analysis/analyze.ts";
import { ageInDays } from "../analysis/assessment.ts";
import type { OpenedAcquisition, Reader } from "../analysis/reader.ts";
import type { Spool } from "../bytes/spool.ts";
import type { PackDocument } from "../model/indicator.ts";
import { SCHEMA_VERSION, TOOL_VERSION } from "../model/version.ts";
import type { Redaction } from "../report/case-view.ts";
import { createAuditLog } from "./audit.ts";
import type { CaseStore } from "./case-store.ts";
import type { CaseDocument, RunDocument } from "./documents.ts";
import { EXIT, type ExitStatus, statusOf } from "./exit-status.ts";
import { CASE_FILES, recordsPath, writeCase, writeManifest } from "./write-case.ts";

/** What a host adds that core cannot know. */
export interface CaseHost {
  /** The wall clock, ISO 8601 UTC; only for run.json and the audit log. */
  now(): string;
  readonly run: RunDocument["host"];
  /** False once the watchdog has fired. */
  isReproducible(): boolean;
}

export interface CaseRequest {
  readonly reader: Reader;
  readonly opened: OpenedAcquisition;
  readonly knowledge: Knowledge;
  readonly options: AnalysisOptions & { readonly defaultIndicators: boolean; readonly redact?: Redaction };
  readonly store: CaseStore;
  readonly host: CaseHost;
  readonly consent?: string | undefined;
  readonly note?: string | undefined;
  readonly passwordFrom?: RunDocument["passwordFrom"];
  readonly progress?: (progress: Progress) => void;
}

export interface CaseOutcome {
  /** Its timeline is written and its rows are gone. */
  readonly analysis: Omit<Analysis, "timeline">;
  readonly document: CaseDocument;
  readonly status: ExitStatus;
  readonly auditHead: string;
}

/** Examines an opened acquisition and writes its case. Until the last line is written, run.json says that it is incomplete. */
export async function runCase(request: CaseRequest): Promise<CaseOutcome> {
  const spool = request.store.spool?.();
  try {
    return await runWith(request, spool);
  } finally {
    spool?.close();
  }
}

async function runWith(request: CaseRequest, spool: Spool | undefined): Promise<CaseOutcome> {
  const { reader, opened, knowledge, options, store, host } = request;
  const audit = createAuditLog();
  const log = (event: string, detail?: Record<string, string | number | boolean>): void =>
    store.append(CASE_FILES.audit, audit.add(host.now(), event, detail));
  const run = startOf(request);
  store.write(CASE_FILES.run, documentText(run));
  store.write(CASE_FILES.audit, "");
  log("opened", { acquisition: opened.info.id, kind: opened.info.kind, files: opened.info.files, toolVersion: TOOL_VERSION });
  for (const { id, sha256 } of knowledge.index.packs) log("indicators", { pack: id, sha256 });
  const { timeline, ...analysis } = await analyze(reader, opened, knowledge, options, {
    record: (artifact, line) => store.append(recordsPath(artifact), line),
    ...(request.progress && { progress: request.progress }),
    ...(spool && { spool }),
  });
  const document = caseDocument(request, analysis);
  writeCase(store, document, { ...analysis, timeline });
  const manifest = writeManifest(store);
  const status = statusOf(analysis.assessment.headline, isNarrowed(options));
  log("assessed", { headline: analysis.assessment.headline, findings: analysis.findings.length, exitStatus: status, manifest });
  store.write(
    CASE_FILES.run,
    documentText({ ...run, isComplete: true, ended: host.now(), exitStatus: status, reproducible: host.isReproducible() }),
  );
  store.flush();
  return { analysis, document, status, auditHead: audit.head() };
}

const documentText = (document: RunDocument): string => `${JSON.stringify(document, undefined, 2)}\n`;

const startOf = ({ opened, host, passwordFrom }: CaseRequest): RunDocument => ({
  schemaVersion: SCHEMA_VERSION,
  toolVersion: TOOL_VERSION,
  acquisition: opened.info.id,
  kind: opened.info.kind,
  isComplete: false,
  started: host.now(),
  exitStatus: EXIT.internalError,
  host: host.run,
  ...(passwordFrom !== undefined && { passwordFrom }),
  reproducible: host.isReproducible(),
});

const caseDocument = ({ knowledge, options, consent, note }: CaseRequest, { info }: Pick<Analysis, "info">): CaseDocument => ({
  schemaVersion: SCHEMA_VERSION,
  toolVersion: TOOL_VERSION,
  isDemo: info.isDemo,
  acquisitions: [info],
  packs: packDocuments(knowledge, options.asOf),
  options: { ...options, only: [...options.only] },
  ...(consent !== undefined && { consent }),
  ...(note !== undefined && { note }),
});

/** The packs of a run with their age; the order is theirs in the index. */
function packDocuments({ index }: Knowledge, asOf: string): PackDocument[] {
  return index.packs.map((pack) => ({
    ...pack,
    ...(pack.date !== undefined && { ageDays: ageInDays(pack.date, asOf) }),
    indicators: index.counts.byPack.get(pack.id) ?? 0,
  }));
}
