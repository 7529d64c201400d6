import type { Renderer } from "../messages/catalog.ts";
import { message } from "../model/message.ts";
import type { CaseView } from "./case-view.ts";
import { isAboutStalkerware, meaningOf, stepsAndContacts } from "./facts.ts";
import { consentBox, examinedSection } from "./html/examined.ts";
import { foundSection } from "./html/found.ts";
import { asIs, html, type Markup, toDocument } from "./html/markup.ts";
import { methodSection } from "./html/method.ts";
import { list, section } from "./html/parts.ts";
import { DEMO_STYLE, STYLE } from "./html/style.ts";
import { unreadSection } from "./html/unread.ts";
import { createSay, type Say } from "./say.ts";

export interface HtmlOptions {
  readonly render?: Renderer;
}

/** Languages whose pages run from right to left. */
const RIGHT_TO_LEFT: readonly string[] = ["ar", "fa", "he", "ur"];

/** Nothing may load, run, be sent or be framed; only the page's own style applies. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report: one file, no program, nothing from elsewhere, in the order of the summary on a terminal. */
export function reportHtml(view: CaseView, { render }: HtmlOptions = {}): string {
  const say = createSay(render);
  const language = render?.language ?? "en";
  const title = say(message(view.isDemo ? "report/title-demo" : "report/title"));
  const page = html`<!doctype html>
<html lang="${language}" dir="${RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${asIs(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${asIs(view.isDemo ? STYLE + DEMO_STYLE : STYLE)}</style>
</head>
<body>
${demoBanner(view, say)}<main>
<header><p class="kicker">${title}</p>
<h1>${say(view.assessment.sentence)}</h1></header>
${stalkerwareBox(view, say)}${consentBox(view, say)}${examinedSection(view, say)}${foundSection(view, say)}${exposureSection(view, say)}${unreadSection(view, say)}${meaningSection(view, say)}${nextSection(view, say)}${methodSection(view, say)}</main>
</body>
</html>
`;
  return toDocument(page);
}

/** Stays in sight while the page scrolls; DEMO_STYLE repeats it on paper. */
const demoBanner = ({ isDemo }: CaseView, say: Say): Markup | undefined =>
  isDemo ? html`<p class="demo" role="note">${say(message("report/demo-banner"))}</p>` : undefined;

const stalkerwareBox = ({ findings }: CaseView, say: Say): Markup | undefined =>
  isAboutStalkerware(findings)
    ? html`<aside class="box urgent" role="note"><p>${say(message("report/stalkerware-first"))}</p></aside>`
    : undefined;

function exposureSection({ assessment: { exposure } }: CaseView, say: Say): Markup | undefined {
  if (exposure.length === 0) return undefined;
  const entries = exposure.map(({ chain, note }) => html`<strong>${chain}</strong>: ${say(note)}`);
  return section("exposure", say(message("report/exposure-heading")), html`<p>${say(message("report/exposure-note"))}</p>`, list(entries));
}

const meaningSection = (view: CaseView, say: Say): Markup =>
  section(
    "meaning",
    say(message("report/meaning-heading")),
    meaningOf(view).map((sentence) => html`<p>${say(sentence)}</p>`),
  );

function nextSection({ assessment: { nextSteps } }: CaseView, say: Say): Markup | undefined {
  if (nextSteps.length === 0) return undefined;
  const { steps, contacts } = stepsAndContacts(nextSteps);
  return section(
    "next",
    say(message("report/next-heading")),
    html`<ol class="steps">${steps.map((step) => html`<li>${say(step)}</li>`)}</ol>
`,
    contacts.length > 0 ? html`<h3>${say(message("report/contacts-heading"))}</h3>${list(contacts.map(say))}` : undefined,
  );
}
