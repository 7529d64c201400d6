import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { parseUrl } from "../../formats/url/url.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";

/** The small picture of a page, and the page. */
export interface SafariFavicon {
  /** `rejected`: Safari did not get or could not use the picture · `alone`: the picture's pages are gone. */
  readonly kind: "icon" | "rejected" | "alone";
  /** Of the page. */
  readonly url?: string;
  readonly iconUrl?: string;
  readonly noted?: EvidenceTime;
}

export default defineArtifact<SafariFavicon>({
  id: "ios/safari-favicons",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Image Cache/Favicons/Favicons.db", // iOS 12 or 13
    "/private/var/mobile/Containers/Data/Application/*/Library/Image Cache/Favicons/Favicons.db", // since Safari has a container
  ],
  presence: { "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["visited", "resolved"] },
  provenOn: "synthetic-only",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<SafariFavicon>[]>(
      () => (hasTable(context, database, "page_url") ? icons(database, context) : []),
      () => (database.has("icon_info") ? iconsWithoutPage(database, context) : []),
      () => (database.has("rejected_resources") ? rejected(database, context) : []),
    );
  },

  observables: observablesOf,
  events: ({ noted, url, iconUrl }) =>
    noted ? [{ time: noted, kind: "visit", message: "artifacts/ios/safari-favicons/noted", params: { url: url ?? iconUrl ?? "" } }] : [],
});

type Batches = Generator<readonly Located<SafariFavicon>[]>;

const icons = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "page_url",
      select: ["rowid", "url", "icon.rowid", "icon.url", "icon.timestamp"],
      joins: [{ as: "icon", table: "icon_info", on: "uuid", equals: "uuid" }],
    }),
    locateIcon,
    ([row, url, icon, iconUrl, time]) =>
      readIcon(context, icon === null ? atRow("page_url", String(row)) : atRow("icon_info", String(icon)), "icon", [url, iconUrl, time]),
  );

const locateIcon = ([row, , icon]: SqlRow): readonly Locator[] =>
  icon === null ? [atRow("page_url", String(row))] : [atRow("page_url", String(row)), atRow("icon_info", String(icon))];

/** Pictures whose pages are gone: cleared from the history, and not from here. */
const iconsWithoutPage = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "icon_info",
      select: ["rowid", "url", "timestamp", "page.rowid"],
      joins: [{ as: "page", table: "page_url", on: "uuid", equals: "uuid" }],
    }),
    ([row]) => [atRow("icon_info", String(row))],
    ([row, iconUrl, time, page]) =>
      page === null ? readIcon(context, atRow("icon_info", String(row)), "alone", [null, iconUrl, time]) : undefined,
  );

const rejected = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({ from: "rejected_resources", select: ["rowid", "page_url", "icon_url", "timestamp"] }),
    ([row]) => [atRow("rejected_resources", String(row))],
    ([row, ...fields]) => readIcon(context, atRow("rejected_resources", String(row)), "rejected", fields),
  );

function readIcon(
  context: ParseContext,
  at: Locator,
  kind: SafariFavicon["kind"],
  fields: readonly (SqlValue | undefined)[],
): SafariFavicon | undefined {
  const [page, icon, time] = fields;
  const url = asText(page) || undefined;
  const iconUrl = asText(icon) || undefined;
  if (!url && !iconUrl) return undefined;
  return {
    kind,
    ...optional("url", url),
    ...optional("iconUrl", iconUrl),
    ...optional("noted", readAppleTime(context, at, "timestamp", time)),
  };
}

/** The page was visited; the picture, where it is another host's, was fetched by the browser. */
function observablesOf({ url, iconUrl }: SafariFavicon): readonly Observable[] {
  const observables: Observable[] = [];
  if (url) observables.push({ type: "url:value", role: "visited", value: url });
  const isOther = iconUrl !== undefined && (url === undefined || parseUrl(iconUrl)?.host !== parseUrl(url)?.host);
  if (isOther) observables.push({ type: "url:value", role: "resolved", value: iconUrl });
  return observables;
}
