import type { Renderer } from "../messages/catalog.ts";
import { message } from "../model/message.ts";
import type { CaseView } from "./case-view.ts";
import { coverMarkup } from "./html/cover.ts";
import { examinedSection } from "./html/examined.ts";
import { foundSection } from "./html/found.ts";
import { asIs, html, type Markup, toDocument } from "./html/markup.ts";
import { meaningSection, nextSection } from "./html/meaning.ts";
import { methodSection } from "./html/method.ts";
import { policyFor } from "./html/policy.ts";
import { DEMO_STYLE, STYLE } from "./html/style.ts";
import { timesSection } from "./html/times.ts";
import { unreadSection } from "./html/unread.ts";
import { createSay, type Say } from "./say.ts";

export interface HtmlOptions {
  readonly render?: Renderer;
}

/** Languages whose pages run from right to left. */
const RIGHT_TO_LEFT: readonly string[] = ["ar", "fa", "he", "ur"];

/** The report: one file, no program, nothing from elsewhere; first a page that holds all in short, then the parts in the same order. */
export function reportHtml(view: CaseView, { render }: HtmlOptions = {}): string {
  const say = createSay(render);
  const language = render?.language ?? "en";
  const isRightToLeft = RIGHT_TO_LEFT.includes(language);
  const title = say(message(view.isDemo ? "report/title-demo" : "report/title"));
  const style = view.isDemo ? STYLE + DEMO_STYLE : STYLE;
  const page = html`<!doctype html>
<html lang="${language}" dir="${isRightToLeft ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${asIs(policyFor(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${asIs(style)}</style>
</head>
<body>
${demoBanner(view, say)}<main>
${coverMarkup(view, title, say)}${contentsMarkup(view, say)}${partsOf(view, isRightToLeft, say)}</main>
</body>
</html>
`;
  return toDocument(page);
}

const partsOf = (view: CaseView, isRightToLeft: boolean, say: Say): (Markup | undefined)[] => [
  examinedSection(view, say),
  unreadSection(view, say),
  foundSection(view, say),
  meaningSection(view, say),
  nextSection(view, say),
  timesSection(view, isRightToLeft, say),
  methodSection(view, say),
];

/** The parts by name; one that is left out of a case without findings or steps is left out here. */
function contentsMarkup({ findings, assessment }: CaseView, say: Say): Markup {
  const parts = ["examined", "unread", "found", "meaning", "next", "times", "method"].filter(
    (part) => !(part === "times" && findings.length === 0) && !(part === "next" && assessment.nextSteps.length === 0),
  );
  return html`<nav aria-label="${say(message("report/contents"))}"><ul>${parts.map((part) => html`<li><a href="#${part}">${say(message(`report/${part}-heading`))}</a></li>`)}</ul>
<p class="all"><input type="checkbox" id="all"><label for="all">${say(message("report/show-all"))}</label></p></nav>
`;
}

/** Stays in sight while the page scrolls; DEMO_STYLE repeats it on paper. */
const demoBanner = ({ isDemo }: CaseView, say: Say): Markup | undefined =>
  isDemo
    ? html`<header class="demo"><p>${say(message("report/demo-banner"))}</p></header>
`
    : undefined;
