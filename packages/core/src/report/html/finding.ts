import type { AcquisitionInfo } from "../../model/acquisition.ts";
import type { Evidence, Finding } from "../../model/finding.ts";
import type { IndicatorRef } from "../../model/indicator.ts";
import { message } from "../../model/message.ts";
import { acquisitionInWords } from "../acquisitions.ts";
import {
  axisInWords,
  innocentInWords,
  reproduceHeading,
  type ShortId,
  sourcesInWords,
  sureInWords,
  typeInWords,
  whenInWords,
} from "../facts.ts";
import { locatorsInWords } from "../locators.ts";
import type { Say } from "../say.ts";
import { evidenceMarkup } from "./evidence.ts";
import { html, type Markup } from "./markup.ts";
import { command, exact, facts, folded, list } from "./parts.ts";

export interface FindingOptions {
  readonly maxRecords: number;
  readonly shortId: ShortId;
  /** Of the case. */
  readonly acquisitions: readonly AcquisitionInfo[];
}

/** One finding: what, when, where from, how sure, what else it may be, how to see it by hand; then, folded, everything behind it. */
export function findingMarkup(finding: Finding, { maxRecords, shortId, acquisitions }: FindingOptions, say: Say): Markup {
  const { title, summary, severity } = finding;
  const anchor = `f-${shortId(finding)}`;
  return html`<article class="finding ${severity}" aria-labelledby="${anchor}">
<p class="axis">${axisInWords(finding, say)}</p>
<h3 id="${anchor}">${say(title)}</h3>
<p class="summary" dir="auto">${say(summary)}</p>
${answers(finding, acquisitions, say)}${behind(finding, maxRecords, acquisitions, say)}</article>
`;
}

const answers = (finding: Finding, acquisitions: readonly AcquisitionInfo[], say: Say): Markup =>
  facts([
    [say(message("report/finding-when")), whenInWords(finding, say)],
    [say(message("report/finding-where")), whereMarkup(finding, say)],
    [say(message("report/finding-sure")), html`<p>${sureInWords(finding, say)}</p><p>${say(finding.rationale)}</p>`],
    [say(message("report/finding-innocent")), innocentMarkup(finding, say)],
    [say(message("report/finding-by-hand")), byHandMarkup(finding.evidence[0], acquisitions, say)],
    [say(message("report/finding-id")), html`<span class="id">${exact(finding.id)}</span>`],
  ]);

const whereMarkup = (finding: Finding, say: Say): Markup => {
  const [first] = finding.evidence;
  const more = finding.count - 1;
  return html`${sourcesInWords(finding, say)}${
    first
      ? html`<br><span class="quiet">${locatorsInWords(first.at, say)}, ${exact(first.path)}${more > 0 ? ` ${say(message("report/finding-more-places", { count: more }))}` : ""}</span>`
      : undefined
  }`;
};

/** Found for this very trace, and apart from it what leaves such traces elsewhere. */
function innocentMarkup(finding: Finding, say: Say): Markup | undefined {
  const { benign } = finding;
  const usual = innocentInWords(finding, say);
  if (benign.length === 0 && usual.length === 0) return undefined;
  return html`${benign.length > 0 ? html`<p><strong>${say(message("report/finding-benign"))}</strong></p>${list(benign.map(say))}` : undefined}${
    usual.length > 1 ? list(usual) : html`<p>${usual[0]}</p>`
  }`;
}

const byHandMarkup = (first: Evidence | undefined, acquisitions: readonly AcquisitionInfo[], say: Say): Markup | undefined => {
  if (first === undefined) return undefined;
  const { reproduce, acquisition } = first;
  const place = acquisitionInWords(acquisitions, acquisition, say);
  return reproduce === undefined
    ? html`${say(message("report/evidence-manual"))}`
    : html`<p>${say(message(reproduceHeading(reproduce)))}${place === undefined ? "" : ` · ${place}`}</p>${command(reproduce)}`;
};

const behind = (finding: Finding, maxRecords: number, acquisitions: readonly AcquisitionInfo[], say: Say): Markup =>
  html`<div class="behind">${ruleMarkup(finding, say)}${indicatorsMarkup(finding, say)}${evidenceMarkup(finding, maxRecords, acquisitions, say)}</div>
`;

function ruleMarkup({ detection }: Finding, say: Say): Markup | undefined {
  if (detection === undefined) return undefined;
  const { id, version, status, references } = detection;
  return folded(
    say(message("report/behind-rule")),
    facts([
      [say(message("report/rule-name")), say(message("report/rule-version", { id, version, status }))],
      [say(message("report/rule-references")), references.length > 0 ? list(references.map(exact)) : undefined],
    ]),
  );
}

/** Addresses of references are text, not links: whoever follows one leaves traces, and should know it. */
function indicatorsMarkup({ indicators = [] }: Finding, say: Say): Markup | undefined {
  if (indicators.length === 0) return undefined;
  return folded(
    say(message("report/indicators-count", { count: indicators.length })),
    indicators.map((indicator) => html`<div class="evidence">${indicatorFacts(indicator, say)}</div>`),
  );
}

const indicatorFacts = (indicator: IndicatorRef, say: Say): Markup => {
  const { value, pattern, publisher, families, pack, packHash, references } = indicator;
  const { validFrom, validUntil, confidence, tlp } = indicator;
  return facts([
    [say(message("report/indicators-value")), exact(value)],
    [say(message("report/indicators-type")), typeInWords(indicator, say)],
    [
      say(message(indicator.isAlternative ? "report/indicators-alternative" : "report/indicators-pattern")),
      pattern === undefined ? undefined : exact(pattern),
    ],
    [say(message("report/indicators-publisher")), publisher],
    [say(message("report/indicators-families")), families.length > 0 ? families.join(", ") : undefined],
    [say(message("report/indicators-confidence")), confidence === undefined ? undefined : String(confidence)],
    [say(message("report/indicators-tlp")), tlp === undefined ? undefined : `TLP:${tlp.toUpperCase()}`],
    [say(message("report/indicators-valid-from")), validFrom],
    [say(message("report/indicators-valid-until")), validUntil],
    [say(message("report/indicators-pack")), html`${pack}<br>${exact(packHash)}`],
    [say(message("report/indicators-references")), references.length > 0 ? list(references.map(exact)) : undefined],
  ]);
};
