import type { AxisAssessment } from "../../model/assessment.ts";
import type { Finding } from "../../model/finding.ts";
import type { IndicatorRef } from "../../model/indicator.ts";
import { message } from "../../model/message.ts";
import type { CaseView } from "../case-view.ts";
import { axisInWords, grouped, ratingInWords, type ShortId, shortIds, sourcesInWords, strongestFirst, whenInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { evidenceMarkup } from "./evidence.ts";
import { html, type Markup } from "./markup.ts";
import { exact, facts, folded, list, section, table } from "./parts.ts";

/** Findings on the page, and records shown of each: of the first many, of the rest few. findings.json holds all. */
const MAX_FINDINGS = 400;
const MANY_RECORDS = 25;
const FEW_RECORDS = 2;
const WITH_MANY_RECORDS = 40;

const AXES = ["targeting", "attempt", "compromise"] as const;

export function foundSection(view: CaseView, say: Say): Markup {
  const count = view.findings.length;
  return section(
    "found",
    say(message("report/found-heading")),
    axesTable(view, say),
    html`<p>${say(count === 0 ? message("report/found-nothing") : message("report/found-count", { count }))}</p>
`,
    findingsMarkup(view, say),
  );
}

const axesTable = ({ assessment }: CaseView, say: Say): Markup => {
  const row = (axis: (typeof AXES)[number], { level, reasons }: AxisAssessment) => [
    say(message(`report/axis-question-${axis}`)),
    html`<strong>${say(message(`report/level-${level}`))}</strong>`,
    reasons.map((reason) => html`<p>${say(reason)}</p>`),
  ];
  return table(
    say(message("report/axes-caption")),
    [say(message("report/axes-question")), say(message("report/axes-level")), say(message("report/axes-reasons"))],
    AXES.map((axis) => row(axis, assessment.axes[axis])),
  );
};

/** One kind after the other; of findings that differ only in what they are about the first is open, the others fold. */
function findingsMarkup({ findings }: CaseView, say: Say): Markup[] {
  const shortId = shortIds(findings);
  const shown = strongestFirst(findings).slice(0, MAX_FINDINGS);
  const place = new Map(shown.map((finding, index) => [finding, index]));
  const one = (finding: Finding): Markup =>
    findingMarkup(finding, place.get(finding)! < WITH_MANY_RECORDS ? MANY_RECORDS : FEW_RECORDS, shortId, say);
  const groups = grouped(shown).map(([first, ...alike]) => [
    one(first!),
    alike.length > 0
      ? html`<div class="alike">${folded(say(message("report/findings-alike", { count: alike.length })), alike.map(one))}</div>`
      : undefined,
  ]);
  const left = findings.length - shown.length;
  return [html`${groups}`, ...(left > 0 ? [html`<p>${say(message("report/findings-left-file", { count: left }))}</p>`] : [])];
}

function findingMarkup(finding: Finding, maxRecords: number, shortId: ShortId, say: Say): Markup {
  const { id, title, summary, severity, benign } = finding;
  const anchor = `f-${shortId(finding)}`;
  return html`<article class="finding ${severity}" aria-labelledby="${anchor}">
<p class="rating"><span class="axis">${axisInWords(finding, say)}</span>${ratingInWords(finding, say).map((word) => html` <span>${word}</span>`)}</p>
<h3 id="${anchor}">${say(title)}</h3>
<p class="summary" dir="auto">${say(summary)}</p>
${benign.length > 0 ? html`<div class="benign"><h4>${say(message("report/finding-benign"))}</h4>${list(benign.map(say))}</div>` : undefined}
${facts([
  [say(message("report/finding-when")), whenInWords(finding, say)],
  [say(message("report/finding-where")), sourcesInWords(finding, say)],
  [say(message("report/finding-why")), say(finding.rationale)],
  [say(message("report/finding-families")), finding.families.length > 0 ? finding.families.join(", ") : undefined],
  [say(message("report/finding-id")), exact(id)],
])}
${ruleMarkup(finding, say)}${indicatorsMarkup(finding, say)}${evidenceMarkup(finding, maxRecords, say)}</article>
`;
}

function ruleMarkup({ detection }: Finding, say: Say): Markup | undefined {
  if (detection === undefined) return undefined;
  const { id, version, status, falsePositives, references } = detection;
  return facts([
    [say(message("report/rule-name")), say(message("report/rule-version", { id, version, status }))],
    [say(message("report/finding-false-positives")), list(falsePositives.map(say))],
    [say(message("report/rule-references")), references.length > 0 ? list(references.map(exact)) : undefined],
  ]);
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
  const { type, value, pattern, publisher, families, pack, packHash, references, domainRole } = indicator;
  const { validFrom, validUntil, confidence, tlp } = indicator;
  return facts([
    [say(message("report/indicators-value")), exact(value)],
    [
      say(message("report/indicators-type")),
      domainRole === undefined ? type : `${type}, ${say(message(`report/host-role-${domainRole}`))}`,
    ],
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
