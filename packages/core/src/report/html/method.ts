import type { PackDocument } from "../../model/indicator.ts";
import { message } from "../../model/message.ts";
import type { CaseView } from "../case-view.ts";
import { optionsInWords, spanInWords } from "../facts.ts";
import type { Say } from "../say.ts";
import { html, type Markup } from "./markup.ts";
import { exact, folded, section, table } from "./parts.ts";

const MAX_FILES = 500;
const MAX_FAMILIES = 500;

/** What a second examiner needs to do the same again. */
export function methodSection(view: CaseView, say: Say): Markup {
  const { toolVersion, asOf, options } = view.case;
  return section(
    "method",
    say(message("report/method-heading")),
    html`<p>${say(message("report/method-version", { version: toolVersion, asOf }))}</p>
<p>${say(message("report/method-options", { options: optionsInWords(options) }))}</p>
<p>${say(message("report/method-print"))}</p>
`,
    packsTable(view.case.packs, say),
    notEvaluable(view, say),
    familiesTable(view, say),
    filesTable(view, say),
  );
}

const packsTable = (packs: readonly PackDocument[], say: Say): Markup =>
  table(
    say(message("report/method-packs-caption")),
    ["pack", "pack-class", "pack-date", "pack-count", "pack-origin"].map((column) => say(message(`report/method-${column}`))),
    packs.map((pack) => [
      html`${pack.title}<br><span class="quiet">${pack.publisher} · ${pack.licence}<br>${exact(pack.sha256)}</span>`,
      say(message(`report/class-${pack.class}`)),
      ageOf(pack, say),
      say(message("report/number", { value: pack.indicators })),
      say(message(`report/origin-${pack.origin}`)),
    ]),
  );

function ageOf({ date, ageDays }: PackDocument, say: Say): string {
  if (date === undefined) return say(message("report/not-stated"));
  return ageDays === undefined ? date : say(message("report/method-pack-age", { date, days: ageDays }));
}

function notEvaluable({ coverage: { indicators } }: CaseView, say: Say): Markup {
  const { revoked, notEvaluable: patterns } = indicators;
  const columns = ["pack", "not-evaluable-reason", "not-evaluable-count"].map((column) => say(message(`report/method-${column}`)));
  return html`${revoked > 0 ? html`<p>${say(message("report/method-revoked", { count: revoked }))}</p>` : undefined}
${
  patterns.length > 0
    ? table(
        say(message("report/method-not-evaluable-caption")),
        columns,
        patterns.map(({ pack, reason, count }) => [pack, reason, count]),
      )
    : undefined
}`;
}

function familiesTable({ coverage: { families } }: CaseView, say: Say): Markup | undefined {
  if (families.length === 0) return undefined;
  const caption = say(message("report/method-families-caption"));
  const columns = ["report/method-family", "report/method-family-role", "report/method-family-count", "report/unread-reaches"].map((id) =>
    say(message(id)),
  );
  const rows = families
    .slice(0, MAX_FAMILIES)
    .map(({ family, role, evaluable, indicators, span }) => [
      family,
      say(message(`report/family-role-${role}`)),
      say(message("report/method-family-of", { evaluable, indicators })),
      spanInWords(span, say),
    ]);
  return folded(caption, table(caption, columns, rows));
}

function filesTable({ coverage }: CaseView, say: Say): Markup | undefined {
  const files = coverage.artifacts.flatMap((artifact) => artifact.files);
  if (files.length === 0) return undefined;
  const caption = say(message("report/method-files-caption"));
  const left = files.length - MAX_FILES;
  return folded(
    caption,
    table(
      caption,
      ["path", "size", "hash"].map((column) => say(message(`report/method-file-${column}`))),
      files
        .slice(0, MAX_FILES)
        .map(({ path, rawPath, size, sha256 }) => [
          html`${exact(path)}<br>${exact(rawPath)}`,
          say(message("report/number", { value: size })),
          sha256 === "" ? say(message("report/method-unreadable-hash")) : exact(sha256),
        ]),
    ),
    left > 0 ? html`<p class="quiet">${say(message("report/method-files-left", { count: left }))}</p>` : undefined,
  );
}
