import { message } from "../../model/message.ts";
import type { ArtifactCoverage } from "../../model/outcome.ts";
import { sourceInWords } from "../acquisitions.ts";
import type { CaseView } from "../case-view.ts";
import { artifactInWords, limitsInWords, listInWords, spanInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { type Sight, sightsOf } from "../sights.ts";
import { lackingInBrief, sourceGroups } from "../sources.ts";
import { sourceSays } from "./examined.ts";
import { html, type Markup } from "./markup.ts";
import { folded, list, prose, section, sentences } from "./parts.ts";
import { problemList } from "./problems.ts";

/** What was not seen, and what could not have been seen: the worst mistake of a report is to pass over it. */
export function unreadSection(view: CaseView, say: Say): Markup {
  const { coverage } = view;
  const { lacking, ordinary } = sourceGroups(view);
  const columns = [say(message("report/unread-source")), say(message("report/unread-status"))] as const;
  const rows = (caption: string, sources: readonly ArtifactCoverage[]): Markup =>
    sentences(
      caption,
      columns,
      sources.map((source) => [sourceInWords(view, source, say), sourceSays(source, say)]),
    );
  const ordinaryCaption = say(message("report/ordinary-caption", { count: ordinary.length }));
  return section(
    "unread",
    say(message("report/unread-heading")),
    limitsMarkup(view, say),
    html`<h3>${say(message("report/unread-missing"))}</h3>${list(lackingInBrief(view, say))}`,
    lacking.length > 0 ? rows(say(message("report/lacking-caption", { count: lacking.length })), lacking) : undefined,
    ordinary.length > 0 ? folded(ordinaryCaption, rows(ordinaryCaption, ordinary)) : undefined,
    sightsTable(view, say),
    coverage.acquisition.problemCount > 0
      ? html`<h3>${say(message("report/acquisition-problems"))}</h3>${problemList(coverage.acquisition.problems, coverage.acquisition.problemCount, say, view.case.acquisitions)}`
      : undefined,
  );
}

/** More limits by single sources than these fold: the table of sources names them all. */
const MAX_OPEN_LIMITS = 6;

function limitsMarkup(view: CaseView, say: Say): Markup | undefined {
  const { whole, sources } = limitsInWords(view, say);
  if (whole.length + sources.length === 0) return undefined;
  const isLong = sources.length > MAX_OPEN_LIMITS;
  const folds = isLong ? folded(say(message("report/limits-sources", { count: sources.length })), list(sources)) : undefined;
  return html`<h3>${say(message("report/unread-floor"))}</h3>${list([...whole, ...(isLong ? [] : sources)])}${folds}`;
}

/** For each thing that spyware may do on a phone: could it have been seen here, where, and how far back. */
function sightsTable({ coverage }: CaseView, say: Say): Markup | undefined {
  const sights = sightsOf(coverage);
  if (sights.length === 0) return undefined;
  return html`<h3>${say(message("report/sights-heading"))}</h3>
<p>${say(message("report/sights-note"))}</p>
${sentences(
  say(message("report/sights-caption")),
  [say(message("report/sights-what")), say(message("report/sights-seen"))],
  sights.map((sight) => [say(message(`report/sight-${sight.role}`)), sightSays(sight, say)]),
)}`;
}

function sightSays({ artifacts, span, families, allFamilies }: Sight, say: Say): Markup {
  if (families === 0) return html`<span class="status absent">${say(message("report/sight-none"))}</span>`;
  const sources = listInWords(
    artifacts.map((id) => artifactInWords(id, say)),
    say,
  );
  const reaches = spanInWords(span, say);
  const where =
    reaches === undefined ? message("report/sight-where", { sources }) : message("report/sight-where-span", { sources, span: reaches });
  return html`${prose(say(where))} <span class="quiet">${say(message("report/sight-families", { families, all: allFamilies }))}</span>`;
}
