/** The public face of the engine. Hosts give it files, a hasher and SQLite's bytes; it gives findings, coverage and documents. */

// What was handed over
export { openArchive } from "./acquisition/archive/open-archive.ts";
export { AcquisitionError, type AcquisitionErrorCode, type EvidenceFile, type EvidenceFileSystem } from "./acquisition/file-system.ts";
export type { Input, InputEntry, InputFile, InputFolder } from "./acquisition/input.ts";
export type { Acquisition, Loader, LoaderContext, Problem, Unlock } from "./acquisition/loader.ts";
export { foldersOf, memoryFile, memoryInput } from "./acquisition/memory-input.ts";
export { loaders, openAcquisition } from "./acquisition/open.ts";
export { literalPattern } from "./acquisition/paths.ts";
export { relatePhones } from "./acquisition/phone-marks.ts";
// What is read and judged
export { type Analysis, type AnalysisOptions, analyze, isAskedFor, type Knowledge, type Progress } from "./analysis/analyze.ts";
export type { ArtifactResult, ArtifactSink } from "./analysis/artifact-result.ts";
// What is known
export { MAX_KNOWLEDGE_AGE_DAYS } from "./analysis/floor-table.ts";
export { buildKnowledge, type IndicatorSet, knowledgeOf } from "./analysis/knowledge.ts";
export { mercenaryDate } from "./analysis/knowledge-date.ts";
export { type LintedIndicator, type LintReport, lintIndicators } from "./analysis/lint/lint.ts";
export { LINT_REASONS, LINT_VERDICTS, type LintReason, type LintVerdict } from "./analysis/lint/reasons.ts";
export { emptyResult } from "./analysis/outcome.ts";
export { createLocalReader, MAX_ACQUISITIONS, type OpenedAcquisition, type OpenedPart, type Reader } from "./analysis/reader.ts";
export { packRows, type RowPack, rowsOf } from "./analysis/row-pack.ts";
export { type Artifact, defineArtifact, type ParseContext } from "./artifacts/artifact.ts";
export { artifacts } from "./artifacts/index.generated.ts";
export { wantedBy } from "./artifacts/wanted.ts";
export { type ByteSource, bytesSource, readBytes } from "./bytes/byte-source.ts";
export { chunkCached } from "./bytes/chunk-cache.ts";
export { AES_BLOCK_BYTES, type CryptoProvider, type Pbkdf2Request, portableCrypto } from "./bytes/crypto.ts";
export { FormatError } from "./bytes/format-error.ts";
export { type CreateHasher, type Hasher, portableSha256, sha256OfSource, sha256OfText } from "./bytes/hasher.ts";
export { type InflateProvider, type InflateRequest, inflateWith, type QuickInflate } from "./bytes/inflate.ts";
export { piecedSource } from "./bytes/pieced-source.ts";
export { portableInflate } from "./bytes/portable-inflate.ts";
export { type ClosableSpool, createMemorySpool, type Spool, type SpoolPiece } from "./bytes/spool.ts";
// What is said and written
export { type AuditLog, createAuditLog, firstBrokenLine } from "./case/audit.ts";
export type { CaseStore } from "./case/case-store.ts";
export { type CaseDocument, CaseDocumentSchema, type CheckDocument, type RunDocument } from "./case/documents.ts";
export { combined, EXIT, type ExitStatus, statusOf } from "./case/exit-status.ts";
export { createMemoryStore, type MemoryStore } from "./case/memory-store.ts";
export { isCaseFile, isCaseFolder } from "./case/our-paths.ts";
export { type CaseHost, type CaseOutcome, type CaseRequest, runCase, subjectOf } from "./case/run-case.ts";
export { readStoredCase, type StoredCase } from "./case/stored-case.ts";
export { CASE_FILES, shownView, viewOf } from "./case/write-case.ts";
export { type Detection, defineCorrelate, defineFold, defineJoin, defineMatch, definePart, defineStream } from "./detections/detection.ts";
export { detections } from "./detections/index.generated.ts";
export { exportFiles } from "./export/export-case.ts";
export {
  EXPORT_FORMATS,
  EXPORTED_REPORT,
  EXPORTS_FOLDER,
  type ExportFormat,
  isExportFile,
  isExportFolder,
  isExportName,
  UNFINISHED_EXPORT,
} from "./export/export-paths.ts";
export type { ExportFile, ExportSource } from "./export/export-source.ts";
export { parseIdentities } from "./formats/age/identity.ts";
export type { SqliteEngine, SqliteModule } from "./formats/sqlite/engine.ts";
export { compileSqlite, compileSqliteAtOnce, createSqliteEngine } from "./formats/sqlite/wasm-engine.ts";
export { fromTransfer, type IndexTransfer, toTransfer } from "./indicators/index-transfer.ts";
export { IndicatorError } from "./indicators/indicator-error.ts";
export { buildIndex, type IndexKeys, type IndicatorIndex } from "./indicators/indicator-index.ts";
export { type IndicatorSource, type LoadedIndicators, loadIndicators } from "./indicators/load.ts";
export { readMispManifest } from "./indicators/misp/read-misp.ts";
export { defaultPacks } from "./knowledge/default-packs.ts";
export { FEED_REPOSITORIES, type Feed, feedAt } from "./knowledge/feeds.ts";
export { isStalkerwareList, readStalkerwareList } from "./knowledge/stalkerware-list.ts";
export { renderEnglish } from "./messages/catalog.ts";
// The model
export type { AcquisitionInfo } from "./model/acquisition.ts";
export type { Assessment, Headline } from "./model/assessment.ts";
export { toCanonical } from "./model/canonical-path.ts";
export { type Finding, FindingsDocumentSchema } from "./model/finding.ts";
export type { Indicator, Pack } from "./model/indicator.ts";
export { compareText, toJson } from "./model/json.ts";
export { type Message, message } from "./model/message.ts";
export type { CoverageDocument } from "./model/outcome.ts";
export { namedZone } from "./model/time-zone.ts";
export type { TimelineRow } from "./model/timeline.ts";
export { SCHEMA_VERSION, TOOL_VERSION } from "./model/version.ts";
export { type CaseView, REDACTIONS, type Redaction } from "./report/case-view.ts";
export { createDeviceEventCounter } from "./report/device-events.ts";
export { visible } from "./report/escape.ts";
export { explainFinding } from "./report/explain.ts";
export { reportHtml } from "./report/html.ts";
export { redact } from "./report/redact.ts";
export { terminalSummary } from "./report/terminal.ts";
