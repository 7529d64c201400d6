import type { AcquisitionErrorCode } from "../acquisition/file-system.ts";
import type { Problem } from "../acquisition/loader.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import { createMemorySpool, type Spool } from "../bytes/spool.ts";
import type { Detection } from "../detections/detection.ts";
import type { IndicatorIndex } from "../indicators/indicator-index.ts";
import { toText } from "../messages/catalog.ts";
import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { Assessment } from "../model/assessment.ts";
import type { Finding } from "../model/finding.ts";
import { compareText } from "../model/json.ts";
import { message } from "../model/message.ts";
import type { ArtifactCoverage, CoverageDocument, ProblemDocument } from "../model/outcome.ts";
import type { ProgramsDocument } from "../model/program.ts";
import { toIso } from "../model/time.ts";
import type { TimelineRow } from "../model/timeline.ts";
import { SCHEMA_VERSION } from "../model/version.ts";
import type { PlacedResult } from "./artifact-result.ts";
import { assess } from "./assessment.ts";
import { correlate } from "./correlate.ts";
import { familyCoverage } from "./families.ts";
import { buildFindings } from "./findings.ts";
import { inOrder } from "./in-order.ts";
import { buildInventory } from "./inventory.ts";
import { join } from "./join.ts";
import { judgePrograms } from "./judge-programs.ts";
import { MAX_ARTIFACT_ROWS, MAX_INVENTORY } from "./limits.ts";
import { byAcquisition } from "./merge-hits.ts";
import { emptyResult } from "./outcome.ts";
import { programsDocument } from "./programs-document.ts";
import type { ReadAcquisition } from "./read-acquisition.ts";
import type { OpenedPart, Reader } from "./reader.ts";
import { countOf, rowsOf } from "./row-pack.ts";
import { wholeSpan } from "./span.ts";
import { correlatedRows, createTimeline, nearbyCommunication, type Timeline, type TimelineBuilder } from "./timeline.ts";
import { numbered } from "./told-once.ts";

/** What is known before the evidence is opened. */
export interface Knowledge {
  readonly index: IndicatorIndex;
  readonly artifacts: readonly Artifact[];
  readonly detections: readonly Detection[];
  readonly indicatorReport: CoverageDocument["indicators"];
}

/** Choices that change the result; each is written into case.json. */
export interface AnalysisOptions {
  readonly only: readonly string[];
  readonly scope: "all" | "device";
  readonly records: "matched" | "all" | "none";
  readonly timeline: "near" | "all";
  /** Day the age of knowledge is reckoned against, ISO 8601. */
  readonly asOf: string;
  /** The phone's zone as it was given, for acquisitions that tell none. */
  readonly timezone?: string;
  /** Nothing is unlocked: what is encrypted stays unread. */
  readonly withoutPassword?: boolean;
}

export interface Progress {
  readonly artifact: string;
  readonly index: number;
  readonly total: number;
  readonly records: number;
}

export interface AnalysisHooks {
  /** Where the timeline's rows are laid aside to be sorted; else memory, with what room it has. */
  readonly spool?: Spool;
  /** Lines of records/<artifact>.jsonl, in order within the artifact. */
  record?(artifact: string, lines: string): void;
  progress?(progress: Progress): void;
}

export interface Analysis {
  /** In the order in which the case numbers them. */
  readonly acquisitions: readonly AcquisitionInfo[];
  readonly findings: readonly Finding[];
  readonly assessment: Assessment;
  readonly coverage: CoverageDocument;
  readonly timeline: Timeline;
  /** What was seen to run; absent where nothing that tells of programs was read. */
  readonly programs?: ProgramsDocument;
}

/** What is known of the acquisitions of one phone beside what they hold. */
export interface PhoneFacts {
  /** Whether they are tied to one phone by what they say of themselves. */
  readonly relation: "confirmed" | "unconfirmed";
  /** Why others that were handed over could not be opened. */
  readonly unopened: readonly AcquisitionErrorCode[];
}

const ONE_ACQUISITION: PhoneFacts = { relation: "confirmed", unopened: [] };

/**
 * Examines the opened acquisitions of one phone: reads every artifact of each, one after another, then judges all that was read
 * together. Mostly there is one.
 */
export async function analyze(
  parts: readonly OpenedPart[],
  knowledge: Knowledge,
  options: AnalysisOptions,
  hooks: AnalysisHooks = {},
  phone: PhoneFacts = ONE_ACQUISITION,
): Promise<Analysis> {
  const isOfSeveral = parts.length > 1;
  const rows = createTimeline(hooks.spool ?? createMemorySpool(), isOfSeveral);
  const { read, leftOut } = await readParts(parts, knowledge.artifacts, options, hooks, rows);
  const results = read.flatMap((acquisition) => acquisition.results);
  const inventories = byAcquisition(results).map((own) => ({ inventory: buildInventory(own), results: own }));
  const inventory = inventories.length === 1 ? inventories[0]!.inventory : buildInventory(results);
  const programs = programsDocument(inventory, results);
  const correlated = [
    ...correlate(knowledge.detections, results, (indicators) => familiesOf(knowledge.index, indicators)),
    ...join(knowledge.detections, results),
    ...judgePrograms(knowledge.detections, inventories),
  ];
  const findings = buildFindings({ results, correlated, index: knowledge.index, detections: knowledge.detections });
  const numberOf = (id: string): number | undefined => (isOfSeveral ? read.findIndex(({ info }) => info.id === id) + 1 : undefined);
  for (const row of correlatedRows(correlated, knowledge.artifacts, numberOf)) rows.add(row);
  for (const row of nearbyRows(options, results, findings)) rows.add(row);
  const timeline = rows.timeline();
  return {
    acquisitions: read.map(spanned),
    findings,
    assessment: assess({
      acquisitions: read,
      findings,
      artifacts: knowledge.artifacts,
      detections: knowledge.detections,
      packs: knowledge.index.packs,
      asOf: options.asOf,
      isNarrowed: isNarrowed(options),
      unreadableIndicators: knowledge.indicatorReport.unreadable,
      unopened: phone.unopened.length,
    }),
    coverage: coverageOf(read, [...phoneProblems(phone), ...problemsOf(parts)], knowledge, [
      { problem: message("problem/too-many-artifact-rows", { limit: MAX_ARTIFACT_ROWS }), count: leftOut },
      { problem: message("problem/too-many-inventory-programs", { limit: MAX_INVENTORY }), count: inventory.leftOut },
      { problem: message("problem/too-many-timeline-rows", { limit: timeline.kept }), count: timeline.leftOut },
    ]),
    timeline,
    ...(programs && { programs }),
  };
}

/** One after another: what one of them needs of memory and processors another does not take away. */
async function readParts(
  parts: readonly OpenedPart[],
  artifacts: readonly Artifact[],
  options: AnalysisOptions,
  hooks: AnalysisHooks,
  rows: TimelineBuilder,
): Promise<{ readonly read: readonly ReadAcquisition[]; readonly leftOut: number }> {
  const read: ReadAcquisition[] = [];
  let leftOut = 0;
  for (const [index, { reader, opened }] of parts.entries()) {
    const own = parts.length > 1 ? severalHooks(hooks, rows, opened.info, index + 1) : { hooks, addRow: rows.add, addPack: rows.addPack };
    const outcome = await readAll(reader, artifacts, opened.info, options, own);
    read.push({ info: opened.info, results: outcome.results });
    leftOut += outcome.leftOut;
  }
  return { read, leftOut };
}

function spanned({ info, results }: ReadAcquisition): AcquisitionInfo {
  const span = wholeSpan(results);
  return span ? { ...info, span } : info;
}

export const isNarrowed = ({ only, scope }: AnalysisOptions): boolean => only.length > 0 || scope !== "all";

interface PartHooks {
  readonly hooks: AnalysisHooks;
  readonly addRow: TimelineBuilder["add"];
  /** Absent where each row is changed on its way. */
  readonly addPack?: TimelineBuilder["addPack"];
}

/** Lines and rows of one acquisition among several say which. */
const severalHooks = (hooks: AnalysisHooks, rows: TimelineBuilder, { id }: AcquisitionInfo, number: number): PartHooks => ({
  hooks: { ...hooks, record: (artifact, lines) => hooks.record?.(artifact, linesOf(id, lines)) },
  addRow: (row) => rows.add({ ...row, evidence: numbered(number, row.evidence) }),
});

/** Each line is an object of JSON, whose first member this becomes. */
const linesOf = (id: string, lines: string): string => `\n${lines}`.replaceAll("\n{", `\n{"acquisition":"${id}",`).slice(1);

async function readAll(
  reader: Reader,
  artifacts: readonly Artifact[],
  info: AcquisitionInfo,
  options: AnalysisOptions,
  { hooks, addRow, addPack }: PartHooks,
): Promise<{ results: PlacedResult[]; leftOut: number }> {
  const ofPlatform = artifacts.filter(({ id }) => id.startsWith(`${info.device.platform}/`)).sort((a, b) => compareText(a.id, b.id));
  let leftOut = 0;
  const results = await inOrder(ofPlatform, reader.width, async (artifact, index) => {
    if (!isAskedFor(artifact, options)) return emptyResult(artifact, "not-run", "excluded-by-user");
    const report = (records: number): void => hooks.progress?.({ artifact: artifact.id, index, total: ofPlatform.length, records });
    report(0);
    let kept = 0;
    const timeline = (row: TimelineRow): void => {
      if (kept++ < MAX_ARTIFACT_ROWS) addRow(row);
      else leftOut++;
    };
    return reader.run(artifact.id, {
      record: (lines) => hooks.record?.(artifact.id, lines),
      timeline,
      timelinePack(pack) {
        if (addPack !== undefined && kept + countOf(pack) <= MAX_ARTIFACT_ROWS) {
          kept += countOf(pack);
          addPack(pack);
        } else for (const row of rowsOf(pack)) timeline(row);
      },
      progress: report,
    });
  });
  return { results: results.map((result) => ({ ...result, acquisition: info.id })), leftOut };
}

/** Whether these choices leave an artifact in. Hosts ask it, too: what is left out needs not be brought into reach. */
export const isAskedFor = ({ id, scope }: Artifact, options: Pick<AnalysisOptions, "only" | "scope">): boolean =>
  (options.only.length === 0 || options.only.includes(id)) && (options.scope === "all" || scope === "device");

const familiesOf = (index: IndicatorIndex, indicators: readonly number[]): string[] =>
  [...new Set(indicators.flatMap((number) => index.entry(number).published.flatMap(({ families }) => families)))].sort(compareText);

const nearbyRows = (options: AnalysisOptions, results: readonly PlacedResult[], findings: readonly Finding[]): Iterable<TimelineRow> =>
  options.timeline === "all"
    ? []
    : nearbyCommunication(
        results,
        findings.flatMap(({ time }) => time ?? []),
      );

/** What concerns the acquisitions as a whole; of several each problem names its own. */
const problemsOf = (parts: readonly OpenedPart[]): readonly AcquisitionProblem[] =>
  parts.flatMap(({ opened: { info, problems } }) =>
    problems.map((problem) => (parts.length > 1 ? { ...problem, acquisition: info.id } : problem)),
  );

const phoneProblems = ({ relation, unopened }: PhoneFacts): readonly AcquisitionProblem[] => [
  ...[...unopened].sort(compareText).map((code) => ({ problem: message("same-phone/unopened", { code: code.replaceAll("-", "_") }) })),
  ...(relation === "unconfirmed" ? [{ problem: message("same-phone/unconfirmed") }] : []),
];

interface AcquisitionProblem extends Problem {
  readonly acquisition?: string;
}

function coverageOf(
  acquisitions: readonly ReadAcquisition[],
  problems: readonly AcquisitionProblem[],
  { index, artifacts, indicatorReport }: Knowledge,
  ofTimeline: readonly Problem[],
): CoverageDocument {
  const ofAcquisition = [...problems, ...ofTimeline.filter(({ count }) => count !== 0)];
  const results = acquisitions.flatMap((acquisition) => acquisition.results);
  return {
    schemaVersion: SCHEMA_VERSION,
    acquisition: {
      problems: ofAcquisition.map(problemDocument),
      problemCount: ofAcquisition.reduce((sum, { count }) => sum + (count ?? 1), 0),
    },
    artifacts: results.map((result) => artifactCoverage(result, acquisitions.length > 1)),
    families: familyCoverage(
      index,
      artifacts,
      results,
      acquisitions.map(({ info }) => info.kind),
    ),
    indicators: indicatorReport,
  };
}

const artifactCoverage = (
  { id, acquisition, version, status, reason, files, records, span, gaps, problems, problemCount }: PlacedResult,
  isOfSeveral: boolean,
): ArtifactCoverage => ({
  id,
  ...(isOfSeveral && { acquisition }),
  version,
  status,
  ...(reason && { reason }),
  files: [...files],
  records,
  ...(span && { span: { from: toIso(span.from), to: toIso(span.to) } }),
  ...(gaps && { gaps: [...gaps] }),
  problems: problems.map(problemDocument),
  problemCount,
});

const problemDocument = ({ file, at, acquisition, problem, count }: AcquisitionProblem): ProblemDocument => ({
  ...(file !== undefined && { file }),
  ...(at && { at: [...at] }),
  ...(acquisition !== undefined && { acquisition }),
  problem: toText(problem),
  count: count ?? 1,
});
