import type { AcquisitionInfo } from "../model/acquisition.ts";
import type { Evidence, Finding } from "../model/finding.ts";
import type { IndicatorRef } from "../model/indicator.ts";
import { toJson } from "../model/json.ts";
import { message } from "../model/message.ts";
import { acquisitionInWords } from "./acquisitions.ts";
import { visible, visibleLines } from "./escape.ts";
import {
  artifactInWords,
  axisInWords,
  innocentInWords,
  metInWords,
  ratingInWords,
  reproduceHeading,
  sourcesInWords,
  typeInWords,
  whenInWords,
} from "./facts.ts";
import { locatorsInWords } from "./locators.ts";
import { createSay, type Say } from "./say.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";

/** A label with its text, or with several of which each gets a line. */
type Entry = readonly [label: string, text: string | undefined | readonly string[]];

export interface ExplainOptions {
  readonly say?: Say;
  /** Of the case: where there are several, each record says from which it is. */
  readonly acquisitions?: readonly AcquisitionInfo[];
}

/** The whole chain of one finding for a terminal: what, why, by which rule or indicator, and each record down to its bytes. */
export function explainFinding(finding: Finding, width: number, { say = createSay(), acquisitions = [] }: ExplainOptions = {}): string {
  const label = (id: string): string => say(message(`report/${id}`));
  const lines = [
    say(finding.title),
    "",
    ...wrap(visible(say(finding.summary)), width),
    "",
    ...block(
      [
        [label("finding-id"), finding.id],
        [label("finding-rating"), [axisInWords(finding, say), ...ratingInWords(finding, say)].join(", ")],
        [label("finding-when"), whenInWords(finding, say)],
        [label("finding-where"), sourcesInWords(finding, say)],
        [label("finding-why"), say(finding.rationale)],
        [label("finding-benign"), finding.benign.map(say)],
        [label("finding-innocent"), finding.detection ? undefined : innocentInWords(finding, say)],
      ],
      width,
    ),
    ...ruleLines(finding, width, say),
    ...(finding.indicators ?? []).flatMap((indicator) => ["", ...indicatorLines(indicator, width, say)]),
    ...finding.evidence.flatMap((evidence) => ["", ...evidenceLines(evidence, acquisitions, width, say)]),
  ];
  return `${lines.join("\n")}\n`;
}

function ruleLines({ detection }: Finding, width: number, say: Say): string[] {
  if (!detection) return [];
  const { id, version, status, falsePositives, references } = detection;
  return [
    "",
    ...block(
      [
        [say(message("report/rule-name")), say(message("report/rule-version", { id, version, status }))],
        [say(message("report/finding-false-positives")), falsePositives.map(say)],
        [say(message("report/rule-references")), references],
      ],
      width,
    ),
  ];
}

function indicatorLines(indicator: IndicatorRef, width: number, say: Say): string[] {
  const { value, pattern, publisher, families, pack, packHash, references, validFrom, validUntil, confidence, tlp } = indicator;
  const label = (id: string): string => say(message(`report/${id}`));
  return block(
    [
      [label("indicators-value"), value],
      [label("indicators-type"), typeInWords(indicator, say)],
      [label(indicator.isAlternative ? "indicators-alternative" : "indicators-pattern"), pattern],
      [label("indicators-publisher"), publisher],
      [label("indicators-families"), families.join(", ") || undefined],
      [label("indicators-confidence"), confidence === undefined ? undefined : String(confidence)],
      [label("indicators-tlp"), tlp === undefined ? undefined : `TLP:${tlp.toUpperCase()}`],
      [label("indicators-valid-from"), validFrom],
      [label("indicators-valid-until"), validUntil],
      [label("indicators-pack"), `${pack} ${packHash}`],
      [label("indicators-references"), references],
    ],
    width,
  );
}

function evidenceLines(evidence: Evidence, acquisitions: readonly AcquisitionInfo[], width: number, say: Say): string[] {
  const { artifact, artifactVersion, path, rawPath, sha256, at, record, reproduce } = evidence;
  const source = { title: artifactInWords(artifact, say), id: artifact, version: artifactVersion };
  return [
    ...block(
      [
        [say(message("report/evidence-source")), say(message("report/evidence-version", source))],
        [say(message("report/evidence-acquisition")), acquisitionInWords(acquisitions, evidence.acquisition, say)],
        [say(message("report/evidence-place")), locatorsInWords(at, say)],
        [say(message("report/evidence-path")), path],
        [say(message("report/evidence-raw-path")), rawPath],
        [say(message("report/evidence-sha256")), sha256 || undefined],
        [say(message("report/evidence-met")), metInWords(evidence, say)],
      ],
      width,
    ),
    `${say(message("report/evidence-record"))}:`,
    ...visibleLines(toJson(record, 2))
      .split("\n")
      .map((line) => INDENT + line),
    // Whole on one line: a command that is broken apart does not run.
    ...(reproduce === undefined ? [] : [`${say(message(reproduceHeading(reproduce)))}:`, INDENT + visible(reproduce)]),
  ];
}

const block = (entries: readonly Entry[], width: number): string[] =>
  entries.flatMap(([label, text]) => {
    if (text === undefined || text.length === 0) return [];
    if (typeof text === "string") return hanging(`${label}: ${text}`, width);
    if (text.length === 1) return hanging(`${label}: ${text[0]}`, width);
    return [`${visible(label)}:`, ...text.flatMap((item) => hanging(`- ${item}`, width - INDENT.length).map((line) => INDENT + line))];
  });

/** Lines after the first stand further in. */
const hanging = (text: string, width: number): string[] =>
  wrap(visible(text), width - INDENT.length).map((line, index) => (index === 0 ? line : INDENT + line));
