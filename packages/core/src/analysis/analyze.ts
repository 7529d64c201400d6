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
import type { ArtifactResult } from "./artifact-result.ts";
import { assess } from "./assessment.ts";
import { correlate } from "./correlate.ts";
import { familyCoverage } from "./families.ts";
import { buildFindings } from "./findings.ts";
import { inOrder } from "./in-order.ts";
import { buildInventory } from "./inventory.ts";
import { join } from "./join.ts";
import { judgePrograms } from "./judge-programs.ts";
import { MAX_ARTIFACT_ROWS, MAX_INVENTORY } from "./limits.ts";
import { emptyResult } from "./outcome.ts";
import { programsDocument } from "./programs-document.ts";
import type { OpenedAcquisition, Reader } from "./reader.ts";
import { wholeSpan } from "./span.ts";
import { correlatedRows, createTimeline, nearbyCommunication, type Timeline, type TimelineBuilder } from "./timeline.ts";

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
  readonly info: AcquisitionInfo;
  readonly findings: readonly Finding[];
  readonly assessment: Assessment;
  readonly coverage: CoverageDocument;
  readonly timeline: Timeline;
  /** What was seen to run; absent where nothing that tells of programs was read. */
  readonly programs?: ProgramsDocument;
}

/** Examines an opened acquisition: reads every artifact, then judges what was read. */
export async function analyze(
  reader: Reader,
  { info, problems }: OpenedAcquisition,
  knowledge: Knowledge,
  options: AnalysisOptions,
  hooks: AnalysisHooks = {},
): Promise<Analysis> {
  const rows = createTimeline(hooks.spool ?? createMemorySpool());
  const { results, leftOut } = await readAll(reader, knowledge.artifacts, info, options, hooks, rows);
  const inventory = buildInventory(results);
  const programs = programsDocument(inventory, results);
  const correlated = [
    ...correlate(knowledge.detections, results, (indicators) => familiesOf(knowledge.index, indicators)),
    ...join(knowledge.detections, results),
    ...judgePrograms(knowledge.detections, inventory, results),
  ];
  const findings = buildFindings({ acquisition: info.id, results, correlated, index: knowledge.index, detections: knowledge.detections });
  for (const row of correlatedRows(correlated, knowledge.artifacts)) rows.add(row);
  for (const row of nearbyRows(options, results, findings)) rows.add(row);
  const timeline = rows.timeline();
  const span = wholeSpan(results);
  const spanned = span ? { ...info, span } : info;
  return {
    info: spanned,
    findings,
    assessment: assess({
      info,
      results,
      findings,
      artifacts: knowledge.artifacts,
      detections: knowledge.detections,
      packs: knowledge.index.packs,
      asOf: options.asOf,
      isNarrowed: isNarrowed(options),
      unreadableIndicators: knowledge.indicatorReport.unreadable,
    }),
    coverage: coverageOf(info, problems, results, knowledge, [
      { problem: message("problem/too-many-artifact-rows", { limit: MAX_ARTIFACT_ROWS }), count: leftOut },
      { problem: message("problem/too-many-inventory-programs", { limit: MAX_INVENTORY }), count: inventory.leftOut },
      { problem: message("problem/too-many-timeline-rows", { limit: timeline.kept }), count: timeline.leftOut },
    ]),
    timeline,
    ...(programs && { programs }),
  };
}

export const isNarrowed = ({ only, scope }: AnalysisOptions): boolean => only.length > 0 || scope !== "all";

async function readAll(
  reader: Reader,
  artifacts: readonly Artifact[],
  info: AcquisitionInfo,
  options: AnalysisOptions,
  hooks: AnalysisHooks,
  rows: TimelineBuilder,
): Promise<{ results: ArtifactResult[]; leftOut: number }> {
  const ofPlatform = artifacts.filter(({ id }) => id.startsWith(`${info.device.platform}/`)).sort((a, b) => compareText(a.id, b.id));
  let leftOut = 0;
  const results = await inOrder(ofPlatform, reader.width, async (artifact, index) => {
    if (!isAskedFor(artifact, options)) return emptyResult(artifact, "not-run", "excluded-by-user");
    const report = (records: number): void => hooks.progress?.({ artifact: artifact.id, index, total: ofPlatform.length, records });
    report(0);
    let kept = 0;
    return reader.run(artifact.id, {
      record: (lines) => hooks.record?.(artifact.id, lines),
      timeline: (row) => {
        if (kept++ < MAX_ARTIFACT_ROWS) rows.add(row);
        else leftOut++;
      },
      progress: report,
    });
  });
  return { results, leftOut };
}

/** Whether these choices leave an artifact in. Hosts ask it, too: what is left out needs not be brought into reach. */
export const isAskedFor = ({ id, scope }: Artifact, options: Pick<AnalysisOptions, "only" | "scope">): boolean =>
  (options.only.length === 0 || options.only.includes(id)) && (options.scope === "all" || scope === "device");

const familiesOf = (index: IndicatorIndex, indicators: readonly number[]): string[] =>
  [...new Set(indicators.flatMap((number) => index.entry(number).published.flatMap(({ families }) => families)))].sort(compareText);

const nearbyRows = (options: AnalysisOptions, results: readonly ArtifactResult[], findings: readonly Finding[]): Iterable<TimelineRow> =>
  options.timeline === "all"
    ? []
    : nearbyCommunication(
        results,
        findings.flatMap(({ time }) => time ?? []),
      );

function coverageOf(
  { kind }: AcquisitionInfo,
  problems: readonly Problem[],
  results: readonly ArtifactResult[],
  { index, artifacts, indicatorReport }: Knowledge,
  ofTimeline: readonly Problem[],
): CoverageDocument {
  const ofAcquisition = [...problems, ...ofTimeline.filter(({ count }) => count !== 0)];
  return {
    schemaVersion: SCHEMA_VERSION,
    acquisition: {
      problems: ofAcquisition.map(problemDocument),
      problemCount: ofAcquisition.reduce((sum, { count }) => sum + (count ?? 1), 0),
    },
    artifacts: results.map(artifactCoverage),
    families: familyCoverage(index, artifacts, results, kind),
    indicators: indicatorReport,
  };
}

const artifactCoverage = ({
  id,
  version,
  status,
  reason,
  files,
  records,
  span,
  gaps,
  problems,
  problemCount,
}: ArtifactResult): ArtifactCoverage => ({
  id,
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

const problemDocument = ({ file, at, problem, count }: Problem): ProblemDocument => ({
  ...(file !== undefined && { file }),
  ...(at && { at: [...at] }),
  problem: toText(problem),
  count: count ?? 1,
});
