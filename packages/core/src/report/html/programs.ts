import { message } from "../../model/message.ts";
import type { Program, ProgramsDocument } from "../../model/program.ts";
import { artifactInWords, listInWords, spanInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { exact, folded, paragraphs, prose, sentences } from "./parts.ts";

/** Programs shown of those outside the folders for programs; the document holds all. */
const MAX_SHOWN = 50;

/** How many programs were seen by which source, and those that ran where none ought to; the inventory itself is a document of the case. */
export function programsMarkup(document: ProgramsDocument | undefined, say: Say): Markup | undefined {
  if (!document) return undefined;
  const { programs, sources } = document;
  const outside = programs.filter(({ place }) => place === "data");
  const unknown = programs.filter(({ place }) => place === "unknown");
  const told = [
    message("report/programs-summary", { programs: programs.length, sources: sources.length }),
    message("report/programs-outside", { count: outside.length, pathless: unknown.length }),
  ];
  const caption = say(message("report/programs-caption", { count: sources.length }));
  return html`<h3>${say(message("report/programs-heading"))}</h3>
${paragraphs(told.map(say))}${outsideTable(outside, say)}${folded(caption, sourcesTable(caption, sources, say))}`;
}

const sourcesTable = (caption: string, sources: ProgramsDocument["sources"], say: Say): Markup =>
  sentences(
    caption,
    [say(message("report/unread-source")), say(message("report/programs-column"))],
    sources.map(({ artifact, programs, first, last }) => [
      artifactInWords(artifact, say),
      prose(seen("report/programs-of-source", { count: programs }, { first, last }, say)),
    ]),
  );

function outsideTable(programs: readonly Program[], say: Say): Markup | undefined {
  if (programs.length === 0) return undefined;
  const left = programs.length - MAX_SHOWN;
  const rows = sentences(
    say(message("report/programs-outside-caption", { count: programs.length })),
    [say(message("report/programs-column-path")), say(message("report/programs-column"))],
    programs.slice(0, MAX_SHOWN).map((program) => [exact(program.path ?? program.name), prose(sourcesOf(program, say))]),
  );
  return left > 0 ? html`${rows}<p class="quiet">${say(message("report/programs-left", { count: left }))}</p>` : rows;
}

function sourcesOf({ sources, first, last }: Program, say: Say): string {
  const names = listInWords(
    sources.map(({ artifact }) => artifactInWords(artifact, say)),
    say,
  );
  return seen("report/programs-by", { names }, { first, last }, say);
}

/** With the days between which it was seen, where they are told. */
function seen(
  id: string,
  params: Readonly<Record<string, string | number>>,
  { first, last }: { readonly first: string | undefined; readonly last: string | undefined },
  say: Say,
): string {
  const span = spanInWords({ ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) }, say);
  return say(span === undefined ? message(id, params) : message(`${id}-span`, { ...params, span }));
}
