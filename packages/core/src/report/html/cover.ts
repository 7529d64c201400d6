import type { Finding } from "../../model/finding.ts";
import { message } from "../../model/message.ts";
import { relationInWords } from "../acquisitions.ts";
import type { CaseView } from "../case-view.ts";
import {
  answerInWords,
  deviceInWords,
  grouped,
  isAboutStalkerware,
  isCounted,
  kindInWords,
  knowledgeInWords,
  limitsInWords,
  meaningOf,
  optionsInWords,
  type ShortId,
  shortIds,
  stepsAndContacts,
  systemInWords,
  timeInWords,
  whenInWords,
} from "../facts.ts";
import type { Say } from "../say.ts";
import { lackingInBrief, readInBrief } from "../sources.ts";
import { QUESTIONS } from "./found.ts";
import { html, type Markup } from "./markup.ts";
import { list, prose } from "./parts.ts";
import { cutWithMark } from "./value.ts";

/** What the first page has room for; the parts behind it hold all. */
const MAX_KINDS = 3;
const MAX_STEPS = 3;
const MAX_ACQUISITIONS = 3;
/** A line that says which rule holds at once for whoever may be watched is longer than others, and the page must not turn. */
const MAX_STEPS_WITH_BOX = 2;
/** Characters of a finding's summary, which may hold a long address. */
const MAX_SUMMARY = 180;

/** The first page: all of the report in a minute, in the order of the report, on one sheet of paper. */
export const coverMarkup = (view: CaseView, title: string, say: Say): Markup =>
  html`<div class="cover">
<header><p class="kicker">${title}</p>
<h1>${say(view.assessment.sentence)}</h1></header>
${stalkerwareBox(view, say)}${consentBox(view, say)}${redactionNote(view, say)}<dl class="brief">${[
    brief(say(message("report/brief-examined")), examinedBrief(view, say)),
    brief(say(message("report/brief-unread")), unreadBrief(view, say)),
    brief(say(message("report/brief-found")), foundBrief(view, say)),
    brief(say(message("report/brief-meaning")), html`${meaningOf(view).map((sentence) => html`<p>${prose(say(sentence))}</p>`)}`),
    brief(say(message("report/brief-next")), nextBrief(view, say)),
  ]}</dl>
</div>
`;

const brief = (term: string, value: Markup | undefined): Markup | undefined =>
  value === undefined
    ? undefined
    : html`<div><dt>${term}</dt><dd>${value}</dd></div>
`;

function examinedBrief(view: CaseView, say: Say): Markup {
  const { acquisitions } = view.case;
  const phones = acquisitions.slice(0, MAX_ACQUISITIONS).map((acquisition) => {
    const { device, made } = acquisition;
    return message("report/brief-phone", {
      device: deviceInWords(device, say),
      system: systemInWords(device, say),
      kind: kindInWords(acquisition, say),
      made: made === undefined ? say(message("report/not-stated")) : timeInWords(made, say),
    });
  });
  const relation = relationInWords(view.case, say);
  return html`${phones.map((phone) => html`<p>${prose(say(phone))}</p>`)}${relation === undefined ? undefined : html`<p>${relation}</p>`}<p>${prose([...readInBrief(view, say, MAX_ACQUISITIONS), ...acquisitionsLeft(view, say)].join(" "))}</p>
<p>${say(message("report/brief-compared"))}: ${prose(knowledgeInWords(view.case, say))}.</p>`;
}

/** How many the page has no room for. */
function acquisitionsLeft({ case: { acquisitions } }: CaseView, say: Say): string[] {
  const left = acquisitions.length - MAX_ACQUISITIONS;
  return left > 0 ? [say(message("report/brief-acquisitions-left", { count: left }))] : [];
}

const unreadBrief = (view: CaseView, say: Say): Markup => {
  const isOpen = view.assessment.headline === "inconclusive";
  return list([...(isOpen ? limitsInWords(view, say).whole : []), ...lackingInBrief(view, say)]);
};

function foundBrief(view: CaseView, say: Say): Markup {
  const { axes } = view.assessment;
  const kinds = grouped(view.findings.filter(isCounted));
  const shortId = shortIds(view.findings);
  const left = kinds.length - MAX_KINDS;
  return html`${list(
    QUESTIONS.map((axis) => html`${say(message(`report/axis-question-${axis}`))} <strong>${answerInWords(axes[axis], say)}</strong>`),
  )}${
    kinds.length > 0
      ? html`<p>${say(message("report/brief-strongest"))}</p>${list([
          ...kinds.slice(0, MAX_KINDS).map((kind) => kindMarkup(kind, shortId, say)),
          ...(left > 0 ? [html`<a href="#found">${say(message("report/brief-kinds-left", { count: left }))}</a>`] : []),
        ])}`
      : undefined
  }`;
}

const kindMarkup = ([first, ...alike]: readonly Finding[], shortId: ShortId, say: Say): Markup =>
  html`<a href="#f-${shortId(first!)}">${say(first!.title)}</a>: ${prose(whenInWords(first!, say))}${
    alike.length > 0 ? ` ${say(message("report/brief-alike", { count: alike.length }))}` : ""
  }. <span class="quiet" dir="auto">${cutWithMark(say(first!.summary), MAX_SUMMARY)}</span>`;

function nextBrief(view: CaseView, say: Say): Markup | undefined {
  const { demo, steps } = stepsAndContacts(view.assessment.nextSteps);
  if (steps.length === 0) return undefined;
  const shown = steps.slice(0, isAboutStalkerware(view.findings) ? MAX_STEPS_WITH_BOX : MAX_STEPS);
  return html`${demo ? html`<p>${say(demo)}</p>` : undefined}<ol>${shown.map((step) => html`<li>${prose(say(step))}</li>`)}</ol>
<p><a href="#next">${say(message("report/brief-all-steps"))}</a></p>`;
}

const stalkerwareBox = ({ findings }: CaseView, say: Say): Markup | undefined =>
  isAboutStalkerware(findings)
    ? html`<div class="box urgent" role="note"><p>${say(message("report/stalkerware-first"))}</p></div>
`
    : undefined;

/** First on the page: that more than findings was opened, and on whose word. */
function consentBox({ case: { consent, options } }: CaseView, say: Say): Markup | undefined {
  if (consent === undefined) return undefined;
  return html`<div class="box" role="note" aria-labelledby="consent"><h2 id="consent">${say(message("report/consent-heading"))}</h2>
<p>${say(message("report/consent-body", { consent }))}</p>
<p>${say(message("report/consent-options", { options: optionsInWords(options) }))}</p></div>
`;
}

const redactionNote = ({ redacted }: CaseView, say: Say): Markup | undefined =>
  redacted === undefined
    ? undefined
    : html`<div class="box" role="note"><p>${say(message(`report/redacted-${redacted}`))}</p></div>
`;
