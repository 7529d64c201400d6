import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asNumeric, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { parseUrl } from "../../formats/url/url.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromWebKitMicroseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable } from "../partial-record.ts";

/** The small picture of a page, and the page. */
export interface ChromeFavicon {
  /** `alone`: the picture's pages are gone. */
  readonly kind: "icon" | "alone";
  /** Of the page. */
  readonly url?: string;
  readonly iconUrl?: string;
  /** When the picture was fetched, or asked for, last. */
  readonly noted?: EvidenceTime;
}

export default defineArtifact<ChromeFavicon>({
  id: "ios/chrome-favicons",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/Google/Chrome/*/Favicons", // Chrome, each of its profiles
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/*/Default*/Favicons", // Edge (Default, Default-AAD) and others of a maker
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/*/Profile */Favicons",
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/Default*/Favicons", // Brave and others: Chromium/Default
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/Profile */Favicons",
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "url:value": ["visited", "resolved"] },
  provenOn: "synthetic-only",
  references: [
    "https://chromium.googlesource.com/chromium/src/+/refs/heads/main/components/favicon/core/favicon_database.cc",
    "https://www.sans.org/blog/google-chrome-forensics/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<ChromeFavicon>[]>(
      () => (hasTable(context, database, "icon_mapping") ? icons(database, context) : []),
      () => (database.has("favicons") ? iconsWithoutPage(database, context) : []),
    );
  },

  observables: observablesOf,
  events: ({ noted, url, iconUrl }) =>
    noted ? [{ time: noted, kind: "visit", message: "artifacts/ios/chrome-favicons/noted", params: { url: url ?? iconUrl ?? "" } }] : [],
});

type Batches = Generator<readonly Located<ChromeFavicon>[]>;

/** Up to the fifth version of the form the time stood with the icon itself. */
const TIMES = ["bitmap.last_updated", "bitmap.last_requested"];

/** An icon has a bitmap for each size: a page comes once for each, and the first stands for it. */
function* icons(database: EvidenceDatabase, context: ParseContext): Batches {
  let last: SqlValue | undefined;
  yield* context.records(
    database.rows({
      from: "icon_mapping",
      select: ["id", "page_url", "icon.id", "icon.url", ...TIMES, "icon.last_updated"],
      joins: [
        { as: "icon", table: "favicons", on: "id", equals: "icon_id" },
        { as: "bitmap", table: "favicon_bitmaps", on: "icon_id", equals: "icon_id" },
      ],
      orderBy: ["id"],
    }),
    locateIcon,
    ([id, url, , iconUrl, ...times]) => {
      if (id === last) return undefined;
      last = id;
      return readIcon("icon", url, iconUrl, times);
    },
  );
}

const locateIcon = ([mapping, , icon]: SqlRow): readonly Locator[] =>
  icon === null ? [atRow("icon_mapping", String(mapping))] : [atRow("icon_mapping", String(mapping)), atRow("favicons", String(icon))];

function* iconsWithoutPage(database: EvidenceDatabase, context: ParseContext): Batches {
  let last: SqlValue | undefined;
  yield* context.records(
    database.rows({
      from: "favicons",
      select: ["id", "url", "mapping.id", ...TIMES, "last_updated"],
      joins: [
        { as: "mapping", table: "icon_mapping", on: "icon_id", equals: "id" },
        { as: "bitmap", table: "favicon_bitmaps", on: "icon_id", equals: "id" },
      ],
      orderBy: ["id"],
    }),
    ([id]) => [atRow("favicons", String(id))],
    ([id, iconUrl, mapping, ...times]) => {
      if (id === last || mapping !== null) return undefined;
      last = id;
      return readIcon("alone", null, iconUrl, times);
    },
  );
}

function readIcon(
  kind: ChromeFavicon["kind"],
  page: SqlValue | undefined,
  icon: SqlValue | undefined,
  times: readonly (SqlValue | undefined)[],
): ChromeFavicon | undefined {
  const url = asText(page) || undefined;
  const iconUrl = asText(icon) || undefined;
  if (!url && !iconUrl) return undefined;
  return { kind, ...optional("url", url), ...optional("iconUrl", iconUrl), ...optional("noted", firstTime(times)) };
}

/** Zero is not yet. */
function firstTime(values: readonly (SqlValue | undefined)[]): EvidenceTime | undefined {
  for (const value of values) {
    const microseconds = asNumeric(value);
    const time = microseconds === undefined ? undefined : fromWebKitMicroseconds(microseconds);
    if (time) return time;
  }
  return undefined;
}

/** The page was visited; the picture, where it is another host's, was fetched by the browser. */
function observablesOf({ url, iconUrl }: ChromeFavicon): readonly Observable[] {
  const observables: Observable[] = [];
  if (url) observables.push({ type: "url:value", role: "visited", value: url });
  const isOther = iconUrl !== undefined && (url === undefined || parseUrl(iconUrl)?.host !== parseUrl(url)?.host);
  if (isOther) observables.push({ type: "url:value", role: "resolved", value: iconUrl });
  return observables;
}
