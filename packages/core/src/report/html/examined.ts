import type { AcquisitionInfo } from "../../model/acquisition.ts";
import { message } from "../../model/message.ts";
import type { ArtifactCoverage } from "../../model/outcome.ts";
import { acquisitionInWords, relationInWords, sourceInWords } from "../acquisitions.ts";
import type { CaseView } from "../case-view.ts";
import { deviceInWords, kindInWords, knowledgeInWords, listInWords, spanInWords, systemInWords, timeInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { readInBrief, sourceGroups } from "../sources.ts";
import { html, type Markup } from "./markup.ts";
import { exact, facts, folded, paragraphs, prose, section, sentences } from "./parts.ts";
import { problemsMarkup } from "./problems.ts";
import { programsMarkup } from "./programs.ts";

/** Sources that stand open; with more of them the list folds. */
const MAX_OPEN = 12;

export const examinedSection = (view: CaseView, say: Say): Markup =>
  section(
    "examined",
    say(message("report/examined-heading")),
    view.case.acquisitions.map((acquisition) => acquisitionFacts(acquisition, view, say)),
    facts([
      [say(message("report/examined-relation")), relationInWords(view.case, say)],
      [say(message("report/examined-knowledge")), knowledgeInWords(view.case, say)],
      [say(message("report/note")), view.case.note],
    ]),
    paragraphs(readInBrief(view, say)),
    readSources(view, say),
    programsMarkup(view.programs, say),
  );

const acquisitionFacts = (acquisition: AcquisitionInfo, view: CaseView, say: Say): Markup => {
  const { device, made, files, span, zone, zoneSource, id, idOf, catalogueSha256 } = acquisition;
  return facts([
    [
      say(message("report/examined-kind")),
      acquisitionInWords(view.case.acquisitions, acquisition.id, say) ?? kindInWords(acquisition, say),
    ],
    [say(message("report/examined-device")), deviceInWords(device, say)],
    [say(message("report/examined-system")), systemInWords(device, say)],
    [say(message("report/examined-made")), made === undefined ? say(message("report/not-stated")) : timeInWords(made, say)],
    [say(message("report/examined-span")), spanInWords(span, say)],
    [
      say(message("report/examined-zone")),
      zone === undefined || zoneSource === undefined ? zone : say(message("report/zone-given", { zone })),
    ],
    [say(message("report/examined-files")), say(message("report/file-count", { count: files }))],
    [say(message("report/examined-id")), html`${exact(id)} <span class="quiet">${say(message(`report/id-of-${idOf}`))}</span>`],
    [say(message("report/examined-catalogue")), exact(catalogueSha256)],
  ]);
};

/** A row for each source, which reads as a sentence: "Messages … were read whole: 1,204 records, from … to …". */
function readSources(view: CaseView, say: Say): Markup | undefined {
  const sources = sourceGroups(view).read;
  if (sources.length === 0) return undefined;
  const caption = say(message("report/read-caption", { count: sources.length }));
  const rows = sentences(
    caption,
    [say(message("report/unread-source")), say(message("report/unread-status"))],
    sources.map((source) => [sourceInWords(view, source, say), sourceSays(source, say)]),
  );
  return sources.length > MAX_OPEN ? folded(caption, rows) : rows;
}

/** What became of a source, as the end of a sentence that begins with its name. */
export function sourceSays(source: ArtifactCoverage, say: Say): Markup {
  const { status, reason, records, span, problems, problemCount } = source;
  const became = say(message(`report/status-${status}`));
  const why =
    reason === undefined
      ? became
      : say(message("report/status-because", { status: became, reason: say(message(`report/reason-${reason}`)) }));
  const reaches = spanInWords(span, say);
  const params = { became: why, count: records };
  const text =
    reaches === undefined
      ? say(message(records > 0 ? "report/source-records" : "report/source-became", params))
      : say(message("report/source-reaches", { ...params, span: reaches }));
  const silent = gapsInWords(source, say);
  return html`<span class="status ${status}">${prose(text)}</span>${silent === undefined ? undefined : html` <span class="quiet">${silent}</span>`}${problemCount > 0 ? problemsMarkup(problems, problemCount, say) : undefined}`;
}

/** Sources into which a phone that is on writes every day: of others, days without a word say nothing. */
const WRITTEN_DAILY: ReadonlySet<string> = new Set(["ios/unified-log-processes", "ios/power-log", "ios/logdata-statistics"]);

function gapsInWords({ id, gaps = [] }: ArtifactCoverage, say: Say): string | undefined {
  if (!WRITTEN_DAILY.has(id) || gaps.length === 0) return undefined;
  const stretches = gaps.flatMap((gap) => spanInWords(gap, say) ?? []);
  return say(message("report/source-gaps", { gaps: listInWords(stretches, say) }));
}
