import type { Artifact } from "../artifacts/artifact.ts";
import { type Detection, readsOf } from "../detections/detection.ts";
import { renderEnglish, toText } from "../messages/catalog.ts";
import type { Assessment, AxisAssessment, Headline } from "../model/assessment.ts";
import type { Finding } from "../model/finding.ts";
import type { PackClass } from "../model/indicator.ts";
import { compareText } from "../model/json.ts";
import { type Message, message } from "../model/message.ts";
import type { Role } from "../model/observable.ts";
import { compareSeverity } from "../model/severity.ts";
import { SCHEMA_VERSION } from "../model/version.ts";
import { coverageSentences } from "./coverage-sentences.ts";
import { type FloorSources, floorGaps } from "./floor.ts";
import { levelOf } from "./level-table.ts";
import { nextSteps, type StepFacts } from "./next-steps.ts";

/** What is judged. */
export interface AssessmentSources extends FloorSources {
  readonly findings: readonly Finding[];
  readonly artifacts: readonly Artifact[];
  /** Rules that were applied. */
  readonly detections: readonly Detection[];
}

const AXES_BY_GRAVITY = ["compromise", "attempt", "targeting"] as const;
type RealAxis = (typeof AXES_BY_GRAVITY)[number];

/** Counts towards the headline: medium or graver, and of a rule that is proven. */
const counts = (finding: Finding): boolean => !finding.isExperimental && compareSeverity(finding.severity, "medium") >= 0;

/** Headline, levels, floor and sentences from findings and coverage; no rule reads who the person is. */
export function assess(sources: AssessmentSources): Assessment {
  const floor = [...floorGaps(sources), ...untriedGaps(sources.findings)];
  const headline = headlineOf(sources.findings, floor);
  return {
    schemaVersion: SCHEMA_VERSION,
    headline,
    sentence: toText(message(`headline/${headline}`)),
    axes: {
      targeting: assessAxis(sources, "targeting"),
      attempt: assessAxis(sources, "attempt"),
      compromise: assessAxis(sources, "compromise"),
    },
    review: sources.findings.filter((finding) => finding.axis === "none" && counts(finding)).map(({ id }) => id),
    exposure: [],
    floor: floor.map(toText),
    coverage: coverageSentences(sources.acquisitions).map(toText),
    nextSteps: nextSteps(headline, classesOf(sources.findings), stepFacts(sources)).map(toText),
  };
}

/** What a rule on trial speaks of never makes a headline; grave enough, it is no day to say that nothing matched. */
function untriedGaps(findings: readonly Finding[]): Message[] {
  const grave = findings.filter(({ isExperimental, axis, severity }) => {
    return isExperimental && axis !== "none" && compareSeverity(severity, "high") >= 0;
  });
  return grave.length === 0 ? [] : [message("floor/experimental-finding", { count: grave.length })];
}

const stepFacts = ({ acquisitions, findings }: AssessmentSources): StepFacts => ({
  isDemo: acquisitions.some(({ info }) => info.isDemo),
  kinds: acquisitions.map(({ info }) => info.kind),
  concernsStalkerware: findings.some(
    ({ detection, severity }) => detection?.concerns === "stalkerware" && compareSeverity(severity, "medium") >= 0,
  ),
  isLocked: acquisitions.some(
    ({ info, results }) => info.kind === "ios-backup-encrypted" && results.some(({ status }) => status === "locked"),
  ),
});

export function headlineOf(findings: readonly Finding[], floor: readonly Message[]): Headline {
  for (const axis of AXES_BY_GRAVITY) if (findings.some((finding) => finding.axis === axis && counts(finding))) return `${axis}-indicated`;
  if (findings.some((finding) => finding.axis === "none" && counts(finding))) return "review-recommended";
  return floor.length === 0 ? "nothing-matched" : "inconclusive";
}

const classesOf = (findings: readonly Finding[]): readonly PackClass[] =>
  [...new Set(findings.filter(counts).flatMap((finding) => (finding.indicators ?? []).map((indicator) => indicator.class)))].sort(
    compareText,
  );

/** Roles whose observables can speak to an axis; without a reader that yields one, the axis cannot be assessed. */
const AXIS_ROLES: Readonly<Record<RealAxis, readonly Role[]>> = {
  targeting: ["received"],
  attempt: ["visited", "received"],
  compromise: ["ran", "contacted", "written", "installed"],
};

function assessAxis({ findings, acquisitions, artifacts, detections }: AssessmentSources, axis: RealAxis): AxisAssessment {
  const onAxis = findings.filter((finding) => finding.axis === axis);
  const counted = onAxis.filter(counts);
  const results = acquisitions.flatMap((acquisition) => acquisition.results);
  const read = [...new Set(results.flatMap(({ id, status }) => (status === "parsed" || status === "partial" ? id : [])))];
  const canSpeak = read.filter((id) => yields(artifacts, id, AXIS_ROLES[axis]));
  const level = levelOf(counted) ?? (canSpeak.length > 0 ? "none-found-in-what-was-read" : "not-assessable");
  const looked = { sources: canSpeak.length, byRules: read.filter((id) => isJudged(detections, id, axis)) };
  return {
    level,
    ...intervalOf(counted),
    findings: onAxis.map(({ id }) => id),
    reasons: axisReasons(counted.length, onAxis.length - counted.length, looked).map(toText),
  };
}

/** Whether a rule on this axis looks at the artifact first; what it holds beside it explains. */
const isJudged = (detections: readonly Detection[], id: string, axis: RealAxis): boolean =>
  detections.some((detection) => detection.axis === axis && readsOf(detection)[0]?.id === id);

const yields = (artifacts: readonly Artifact[], id: string, roles: readonly Role[]): boolean =>
  Object.values(artifacts.find((artifact) => artifact.id === id)?.emits ?? {}).some((emitted) =>
    emitted.some((role) => roles.includes(role)),
  );

/** What was looked at: sources that indicators of this axis can be met in, and those that rules alone look into. */
interface LookedAt {
  readonly sources: number;
  readonly byRules: readonly string[];
}

function axisReasons(counted: number, uncounted: number, { sources, byRules }: LookedAt): Message[] {
  const reasons: Message[] = [];
  if (counted > 0) reasons.push(message("assessment/axis-findings", { count: counted }));
  else if (sources > 0) reasons.push(message("assessment/axis-none", { count: sources }));
  else reasons.push(message("assessment/axis-not-assessable"));
  if (counted === 0 && sources === 0 && byRules.length > 0) {
    const names = byRules.map((id) => renderEnglish(message(`artifacts/${id}/title`))).join(", ");
    reasons.push(message("assessment/axis-rules-only", { count: byRules.length, names }));
  }
  if (uncounted > 0) reasons.push(message("assessment/axis-uncounted", { count: uncounted }));
  return reasons;
}

function intervalOf(findings: readonly Finding[]): Pick<AxisAssessment, "interval"> {
  const firsts = findings.flatMap(({ firstTime }) => firstTime ?? []).sort(compareText);
  const lasts = findings.flatMap(({ lastTime }) => lastTime ?? []).sort(compareText);
  return firsts.length === 0 ? {} : { interval: { from: firsts[0]!, to: lasts.at(-1)! } };
}
