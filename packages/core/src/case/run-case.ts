import type { AcquisitionErrorCode } from "../acquisition/file-system.ts";
import { relatePhones } from "../acquisition/phone-marks.ts";
import { ageInDays } from "../analysis/age-in-days.ts";
import {
  type Analysis,
  type AnalysisOptions,
  analyze,
  isNarrowed,
  type Knowledge,
  type PhoneFacts,
  type Progress,
} from "../analysis/analyze.ts";
import { inCaseOrder, type OpenedPart } from "../analysis/reader.ts";
import { sha256OfText } from "../bytes/hasher.ts";
import type { Spool } from "../bytes/spool.ts";
import type { PackDocument } from "../model/indicator.ts";
import { compareText } from "../model/json.ts";
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
  /** The acquisitions of one phone, in any order; mostly one. */
  readonly parts: readonly OpenedPart[];
  /** Why others that were handed over could not be opened. */
  readonly unopened?: readonly AcquisitionErrorCode[];
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

/** Examines the opened acquisitions of a phone and writes their case. Until the last line is written, run.json says that it is incomplete. */
export async function runCase(request: CaseRequest): Promise<CaseOutcome> {
  const spool = request.store.spool?.();
  try {
    return await runWith(request, spool);
  } finally {
    spool?.close();
  }
}

async function runWith(request: CaseRequest, spool: Spool | undefined): Promise<CaseOutcome> {
  const { knowledge, options, store, host } = request;
  const parts = inCaseOrder(request.parts);
  const phone = phoneFacts(request);
  const audit = createAuditLog();
  const log = (event: string, detail?: Record<string, string | number | boolean>): void =>
    store.append(CASE_FILES.audit, audit.add(host.now(), event, detail));
  const run = startOf(request);
  store.write(CASE_FILES.run, documentText(run));
  store.write(CASE_FILES.audit, "");
  for (const { opened } of parts)
    log("opened", { acquisition: opened.info.id, kind: opened.info.kind, files: opened.info.files, toolVersion: TOOL_VERSION });
  for (const { id, sha256 } of knowledge.index.packs) log("indicators", { pack: id, sha256 });
  const { timeline, ...analysis } = await analyze(
    parts,
    knowledge,
    options,
    {
      record: (artifact, line) => store.append(recordsPath(artifact), line),
      ...(request.progress && { progress: request.progress }),
      ...(spool && { spool }),
    },
    phone,
  );
  const document = caseDocument(request, analysis, phone);
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

/** Throws where the acquisitions are of different phones: a host looks before it begins (relatePhones). */
function phoneFacts({ parts, unopened = [] }: CaseRequest): PhoneFacts {
  const relation = relatePhones(parts.map(({ opened }) => opened));
  if (relation.state === "different") throw new TypeError("acquisitions of different phones in one case");
  return { relation: relation.state, unopened };
}

/** What a case is of, for the name of its folder and for going on in it: the acquisition, or all of them together. */
export function subjectOf(parts: readonly Pick<OpenedPart, "opened">[]): { readonly id: string; readonly kind: string } {
  const infos = parts.map(({ opened }) => opened.info);
  if (infos.length === 1) return infos[0]!;
  const ids = infos.map(({ id }) => id).sort(compareText);
  return { id: sha256OfText(ids.join("\n")), kind: "same-phone" };
}

const startOf = ({ parts, host, passwordFrom }: CaseRequest): RunDocument => ({
  schemaVersion: SCHEMA_VERSION,
  toolVersion: TOOL_VERSION,
  acquisition: subjectOf(parts).id,
  kind: subjectOf(parts).kind,
  isComplete: false,
  started: host.now(),
  exitStatus: EXIT.internalError,
  host: host.run,
  ...(passwordFrom !== undefined && { passwordFrom }),
  reproducible: host.isReproducible(),
});

const caseDocument = (
  { knowledge, options, consent, note }: CaseRequest,
  { acquisitions }: Pick<Analysis, "acquisitions">,
  { relation }: PhoneFacts,
): CaseDocument => ({
  schemaVersion: SCHEMA_VERSION,
  toolVersion: TOOL_VERSION,
  isDemo: acquisitions.some(({ isDemo }) => isDemo),
  acquisitions: [...acquisitions],
  ...(acquisitions.length > 1 && { samePhone: relation }),
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
