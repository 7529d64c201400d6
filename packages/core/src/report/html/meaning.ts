import { message } from "../../model/message.ts";
import type { CaseView } from "../case-view.ts";
import { meaningOf, stepsAndContacts } from "../facts.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { facts, folded, list, paragraphs, section } from "./parts.ts";

const WORDS = ["trace", "indicator", "finding", "source", "targeting", "severity", "process", "backup", "hash", "utc"] as const;

/** What the headline means and what it does not, where the system was open, and the words that a report cannot do without. */
export const meaningSection = (view: CaseView, say: Say): Markup =>
  section(
    "meaning",
    say(message("report/meaning-heading")),
    paragraphs(meaningOf(view).map(say)),
    exposureMarkup(view, say),
    folded(say(message("words/heading")), facts(WORDS.map((word) => [say(message(`words/${word}`)), say(message(`words/${word}-is`))]))),
  );

function exposureMarkup({ assessment: { exposure } }: CaseView, say: Say): Markup | undefined {
  if (exposure.length === 0) return undefined;
  const entries = exposure.map(({ chain, note }) => html`<strong>${chain}</strong>: ${say(note)}`);
  return html`<h3>${say(message("report/exposure-heading"))}</h3>
<p>${say(message("report/exposure-note"))}</p>
${list(entries)}`;
}

export function nextSection({ assessment: { nextSteps } }: CaseView, say: Say): Markup | undefined {
  if (nextSteps.length === 0) return undefined;
  const { demo, steps, contacts } = stepsAndContacts(nextSteps);
  return section(
    "next",
    say(message("report/next-heading")),
    demo ? html`<p>${say(demo)}</p>` : undefined,
    html`<ol class="steps">${steps.map((step) => html`<li>${say(step)}</li>`)}</ol>
`,
    contacts.length > 0 ? html`<h3>${say(message("report/contacts-heading"))}</h3>${list(contacts.map(say))}` : undefined,
  );
}
