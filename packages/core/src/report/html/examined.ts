import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { message } from "../../model/message.ts";
import type { CaseView } from "../case-view.ts";
import { deviceInWords, kindInWords, knowledgeInWords, optionsInWords, spanInWords, systemInWords, timeInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { exact, facts, section } from "./parts.ts";

export const examinedSection = ({ case: about }: CaseView, say: Say): Markup =>
  section(
    "examined",
    say(message("report/examined-heading")),
    about.acquisitions.map((acquisition) => acquisitionFacts(acquisition, say)),
    facts([
      [say(message("report/examined-knowledge")), knowledgeInWords(about, say)],
      [say(message("report/note")), about.note],
    ]),
  );

const acquisitionFacts = (acquisition: AcquisitionInfo, say: Say): Markup => {
  const { device, made, files, span, zone, id, idOf, catalogueSha256 } = acquisition;
  return facts([
    [say(message("report/examined-kind")), kindInWords(acquisition, say)],
    [say(message("report/examined-device")), deviceInWords(device, say)],
    [say(message("report/examined-system")), systemInWords(device, say)],
    [say(message("report/examined-made")), made === undefined ? say(message("report/not-stated")) : timeInWords(made, say)],
    [say(message("report/examined-span")), spanInWords(span, say)],
    [say(message("report/examined-zone")), zone],
    [say(message("report/examined-files")), say(message("report/file-count", { count: files }))],
    [say(message("report/examined-id")), html`${exact(id)} <span class="quiet">${say(message(`report/id-of-${idOf}`))}</span>`],
    [say(message("report/examined-catalogue")), exact(catalogueSha256)],
  ]);
};

/** First on the page: that more than findings was opened, and on whose word. */
export function consentBox({ case: { consent, options } }: CaseView, say: Say): Markup | undefined {
  if (consent === undefined) return undefined;
  return html`<aside class="box" aria-labelledby="consent"><h2 id="consent">${say(message("report/consent-heading"))}</h2>
<p>${say(message("report/consent-body", { consent }))}</p>
<p>${say(message("report/consent-options", { options: optionsInWords(options) }))}</p></aside>
`;
}
