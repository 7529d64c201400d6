import type { AcquisitionInfo, AcquisitionKind } from "../../model/acquisition.ts";
import type { PackDocument } from "../../model/indicator.ts";
import { compareText } from "../../model/json.ts";
import { message } from "../../model/message.ts";
import { ROLES, type Role } from "../../model/observable.ts";
import type { FamilyCoverage } from "../../model/outcome.ts";
import { acquisitionInWords } from "../acquisitions.ts";
import type { CaseView } from "../case-view.ts";
import { optionsInWords } from "../facts.ts";
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

function packsTable(packs: readonly PackDocument[], say: Say): Markup | undefined {
  if (packs.length === 0) return undefined;
  const caption = say(message("report/method-packs-caption", { count: packs.length }));
  const rows = table(
    caption,
    ["pack", "pack-class", "pack-date", "pack-count", "pack-origin"].map((column) => say(message(`report/method-${column}`))),
    packs.map((pack) => [
      html`${pack.title}<br><span class="quiet">${pack.publisher} · ${pack.licence}<br>${exact(pack.sha256)}</span>`,
      say(message(`report/class-${pack.class}`)),
      ageOf(pack, say),
      say(message("report/number", { value: pack.indicators })),
      say(message(`report/origin-${pack.origin}`)),
    ]),
  );
  return folded(caption, rows);
}

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

/** How many indicators of each family could have been met in each way: a row for a family, a column for a way. */
function familiesTable({ coverage: { families } }: CaseView, say: Say): Markup | undefined {
  if (families.length === 0) return undefined;
  const caption = say(message("report/method-families-caption"));
  const roles = ROLES.filter((role) => families.some((family) => family.role === role));
  const byName = new Map<string, Map<Role, FamilyCoverage>>();
  for (const family of families) byName.set(family.family, (byName.get(family.family) ?? new Map()).set(family.role, family));
  const rows = [...byName]
    .slice(0, MAX_FAMILIES)
    .map(([name, ofRole]) => [name, ...roles.map((role) => evaluableOf(ofRole.get(role), say))]);
  const left = byName.size - MAX_FAMILIES;
  return folded(
    caption,
    html`<p>${say(message("report/method-families-note"))}</p>`,
    table(caption, [say(message("report/method-family")), ...roles.map((role) => say(message(`report/family-role-${role}`)))], rows),
    left > 0 ? html`<p class="quiet">${say(message("report/method-families-left", { count: left }))}</p>` : undefined,
    ...elsewhereOf(families).map(
      ({ kind, count }) => html`<p>${say(message("report/method-elsewhere", { kind: say(message(`report/kind-${kind}`)), count }))}</p>`,
    ),
  );
}

/** Other acquisitions of such a phone, with how many families could be looked for by more indicators in them. */
function elsewhereOf(families: readonly FamilyCoverage[]): readonly { readonly kind: AcquisitionKind; readonly count: number }[] {
  const names = new Map<AcquisitionKind, Set<string>>();
  for (const { family, elsewhere = [] } of families)
    for (const { kind } of elsewhere) names.set(kind, (names.get(kind) ?? new Set()).add(family));
  return [...names]
    .map(([kind, ofKind]) => ({ kind, count: ofKind.size }))
    .sort((a, b) => b.count - a.count || compareText(a.kind, b.kind));
}

const evaluableOf = (family: FamilyCoverage | undefined, say: Say): string =>
  family === undefined ? "" : say(message("report/method-family-of", { evaluable: family.evaluable, indicators: family.indicators }));

function placeMarkup(acquisitions: readonly AcquisitionInfo[], id: string | undefined, say: Say): Markup | undefined {
  const words = acquisitionInWords(acquisitions, id, say);
  return words === undefined ? undefined : html`<br><span class="quiet">${words}</span>`;
}

function filesTable({ coverage, case: { acquisitions } }: CaseView, say: Say): Markup | undefined {
  const files = coverage.artifacts.flatMap((artifact) => artifact.files.map((file) => ({ ...file, acquisition: artifact.acquisition })));
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
        .map(({ path, rawPath, size, sha256, acquisition }) => [
          html`${exact(path)}<br>${exact(rawPath)}${placeMarkup(acquisitions, acquisition, say)}`,
          say(message("report/number", { value: size })),
          sha256 === "" ? say(message("report/method-unreadable-hash")) : exact(sha256),
        ]),
    ),
    left > 0 ? html`<p class="quiet">${say(message("report/method-files-left", { count: left }))}</p>` : undefined,
  );
}
