import type { Finding } from "../../model/finding.ts";
import { message } from "../../model/message.ts";
import type { CaseView } from "../case-view.ts";
import { answerInWords, grouped, isCounted, shortIds, shownFindings } from "../facts.ts";
import type { Say } from "../say.ts";
import { findingMarkup } from "./finding.ts";
import { html, type Markup } from "./markup.ts";
import { folded, section, sentences } from "./parts.ts";

/** Records shown of each finding: of the first many, of the rest few. findings.json holds all. */
const MANY_RECORDS = 25;
const FEW_RECORDS = 2;
const WITH_MANY_RECORDS = 40;

export const QUESTIONS = ["targeting", "attempt", "compromise"] as const;

export function foundSection(view: CaseView, say: Say): Markup {
  const counted = view.findings.filter(isCounted).length;
  return section(
    "found",
    say(message("report/found-heading")),
    answersTable(view, say),
    html`<p class="count">${say(message("report/found-count", { counted, noted: view.findings.length - counted }))}</p>
`,
    findingsMarkup(view, say),
  );
}

const answersTable = ({ assessment: { axes } }: CaseView, say: Say): Markup =>
  sentences(
    say(message("report/axes-caption")),
    [say(message("report/axes-question")), say(message("report/axes-level"))],
    QUESTIONS.map((axis) => [
      say(message(`report/axis-question-${axis}`)),
      html`<strong class="${axes[axis].level}">${answerInWords(axes[axis], say)}</strong> <span class="quiet">${axes[axis].reasons.map(say).join(" ")}</span>`,
    ]),
  );

/**
 * One kind after the other; of findings that differ only in what they are about the first is open, the others fold. What is not
 * counted stands behind a fold of its own, so that its number frightens nobody.
 */
function findingsMarkup({ findings, case: { acquisitions } }: CaseView, say: Say): (Markup | undefined)[] {
  const shown = shownFindings(findings);
  const draw = drawing(findings, shown, acquisitions, say);
  const noted = shown.filter((finding) => !isCounted(finding));
  const left = findings.length - shown.length;
  return [
    html`${grouped(shown.filter(isCounted)).map(draw)}`,
    noted.length > 0
      ? html`<div class="noted">${folded(say(message("report/noted-heading", { count: noted.length })), html`<p>${say(message("report/noted-note"))}</p>`, grouped(noted).map(draw))}</div>
`
      : undefined,
    left > 0 ? html`<p>${say(message("report/findings-left-file", { count: left }))}</p>` : undefined,
  ];
}

function drawing(
  all: readonly Finding[],
  shown: readonly Finding[],
  acquisitions: CaseView["case"]["acquisitions"],
  say: Say,
): (group: readonly Finding[]) => Markup {
  const shortId = shortIds(all);
  const place = new Map(shown.map((finding, index) => [finding, index]));
  const one = (finding: Finding): Markup =>
    findingMarkup(
      finding,
      { maxRecords: place.get(finding)! < WITH_MANY_RECORDS ? MANY_RECORDS : FEW_RECORDS, shortId, acquisitions },
      say,
    );
  return ([first, ...alike]) =>
    html`${one(first!)}${
      alike.length > 0
        ? html`<div class="alike">${folded(say(message("report/findings-alike", { count: alike.length })), alike.map(one))}</div>`
        : undefined
    }`;
}
