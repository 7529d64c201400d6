import type { EvidenceDatabase, TableQuery } from "../../formats/sqlite/database.ts";
import { asNumber, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { parseUrl } from "../../formats/url/url.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromUnixMilliseconds, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { readBrowserVisit } from "../browser-visit.ts";
import { optional } from "../optional-field.ts";
import { eachTable, readNumeric } from "../partial-record.ts";

/** A visit of Firefox. */
export interface FirefoxVisit {
  readonly kind: "visit";
  /** Absent when the page's row is gone. */
  readonly url?: string;
  readonly title?: string;
  readonly visited?: EvidenceTime;
  /** The page from which it was reached. */
  readonly fromUrl?: string;
  /** Another host sent the browser here. */
  readonly cameByRedirect: boolean;
  /** Synced from another device of the account. */
  readonly isFromOtherDevice: boolean;
}

/** `page`: its visits are gone · `icon`: the picture of a page · `bookmark` · `tab`: open on a device of the account. */
export interface FirefoxPage {
  readonly kind: "page" | "bookmark" | "tab" | "icon";
  readonly url?: string;
  readonly title?: string;
  readonly iconUrl?: string;
  readonly visited?: EvidenceTime;
  readonly added?: EvidenceTime;
}

export type FirefoxRecord = FirefoxVisit | FirefoxPage;

export default defineArtifact<FirefoxRecord>({
  id: "ios/firefox",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Shared/AppGroup/*/profile.profile/places.db", // about 2019 on
    "/private/var/mobile/Containers/Shared/AppGroup/*/profile.profile/browser.db", // before, and what is left of it
    "/private/var/mobile/profile.profile/browser.db",
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "url:value": ["visited", "listed", "resolved"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/mozilla/application-services/tree/main/components/places",
    "https://github.com/mozilla-mobile/firefox-ios/tree/main/firefox-ios/Storage",
  ],

  *parse(file, context) {
    const database = context.database(file);
    const hasPlaces = database.has("moz_places");
    if (!hasPlaces && !database.has("history") && !database.has("tabs")) {
      context.skip(message("artifacts/shared/table-missing", { table: "moz_places" }), undefined, "unreadable-form");
      return;
    }
    const [visits, ...others] = hasPlaces ? PLACES : BROWSER;
    let areVisitsRead = false;
    yield* eachTable<readonly Located<FirefoxRecord>[]>(
      function* () {
        yield* rowsOf(database, context, visits);
        areVisitsRead = true;
      },
      // Pages are told apart by their visits; where those could not be read to their end, every page is told.
      ...others.map((table) => () => rowsOf(database, context, areVisitsRead ? table : withoutJoins(table))),
    );
  },

  observables: observablesOf,
  events: ({ visited, url, ...record }) => {
    if (!visited) return [];
    const isElsewhere = record.kind === "visit" && record.isFromOtherDevice;
    const what = isElsewhere ? "visited-elsewhere" : "visited";
    return [{ time: visited, kind: "visit", message: `artifacts/ios/firefox/${what}`, params: { url: url ?? "" } }];
  },
});

/** A table, what is asked of it, and how a row becomes a record; `undefined` leaves a row out. */
interface Table {
  readonly query: TableQuery;
  /** Table of the page that a row is joined with; its number is the last column. */
  readonly page?: string;
  readonly read: (row: SqlRow, timeOf: ReadTime) => FirefoxRecord | undefined;
}
type ReadTime = (field: string, value: SqlValue | undefined) => EvidenceTime | undefined;

const PAGES = ["moz_places", "history"];
const withoutJoins = (table: Table): Table =>
  PAGES.includes(table.query.from) ? { ...table, query: { ...table.query, joins: [] } } : table;

function* rowsOf(
  database: EvidenceDatabase,
  context: ParseContext,
  { query, page, read }: Table,
): Generator<readonly Located<FirefoxRecord>[]> {
  if (!database.has(query.from)) return;
  yield* context.records(
    database.rows(query),
    (row) => locatorsOf(row, query.from, page),
    (row) => {
      const at = atRow(query.from, String(row[0]));
      return read(row, (field, value) => readTime(context, at, field, value));
    },
  );
}

/** The row itself and, where the address stands in another, that one. */
function locatorsOf(row: SqlRow, table: string, page: string | undefined): readonly Locator[] {
  const own = atRow(table, String(row[0]));
  const key = row.at(-1);
  return page !== undefined && typeof key === "bigint" ? [own, atRow(page, key)] : [own];
}

/** places.db, of the library that Mozilla's browsers on phones share; times are milliseconds. */
const PLACES: readonly [Table, ...Table[]] = [
  {
    query: {
      from: "moz_historyvisits",
      select: ["id", "place.url", "place.title", "visit_date", "visit_type", "is_local", "sourcePlace.url", "place.id"],
      joins: [
        { as: "place", table: "moz_places", on: "id", equals: "place_id" },
        { as: "source", table: "moz_historyvisits", on: "id", equals: "from_visit" },
        { as: "sourcePlace", table: "moz_places", on: "id", equals: "source.place_id" },
      ],
    },
    page: "moz_places",
    read: readVisit,
  },
  {
    query: {
      from: "moz_places",
      select: ["id", "url", "title", "last_visit_date_local", "last_visit_date", "visit.id", "bookmark.id"],
      joins: [
        { as: "visit", table: "moz_historyvisits", on: "place_id", equals: "id" },
        { as: "bookmark", table: "moz_bookmarks", on: "fk", equals: "id" },
      ],
    },
    read: ([, url, title, local, last, visit, bookmark], timeOf) =>
      visit === null && bookmark === null ? pageOf("page", url, title, { visited: timeOf("last_visit_date", local ?? last) }) : undefined,
  },
  {
    query: {
      from: "moz_bookmarks",
      select: ["id", "place.url", "title", "dateAdded", "place.id"],
      joins: [{ as: "place", table: "moz_places", on: "id", equals: "fk" }],
    },
    page: "moz_places",
    read: ([, url, title, added], timeOf) => pageOf("bookmark", url, title, { added: timeOf("dateAdded", added) }),
  },
];

/** browser.db, of Firefox for iOS itself; visits are dated in microseconds, all else in milliseconds or seconds. */
const BROWSER: readonly [Table, ...Table[]] = [
  {
    query: {
      from: "visits",
      select: ["id", "page.url", "page.title", "date", "type", "is_local", "page.id"],
      joins: [{ as: "page", table: "history", on: "id", equals: "siteID" }],
    },
    page: "history",
    read: (row, timeOf) => readVisit(row.slice(0, -1), timeOf), // it does not tell where a visit came from
  },
  {
    query: {
      from: "history",
      select: ["id", "url", "title", "visit.id"],
      joins: [{ as: "visit", table: "visits", on: "siteID", equals: "id" }],
    },
    read: ([, url, title, visit]) => (visit === null ? pageOf("page", url, title) : undefined),
  },
  {
    query: {
      from: "favicons",
      select: ["id", "url", "page.url", "page.id"],
      joins: [
        { as: "site", table: "favicon_sites", on: "faviconID", equals: "id" },
        { as: "page", table: "history", on: "id", equals: "site.siteID" },
      ],
    },
    page: "history",
    read: ([, iconUrl, url]) => pageOf("icon", url, null, { iconUrl: asText(iconUrl) || undefined }),
  },
  {
    query: { from: "tabs", select: ["id", "url", "title", "last_used"] },
    read: ([, url, title, used], timeOf) => pageOf("tab", url, title, { visited: timeOf("last_used", used) }),
  },
];

/** Types of visit that another page sent the browser on to: for good, for now (nsINavHistoryService). */
const REDIRECTS: readonly (number | undefined)[] = [5, 6];

function readVisit([, url, title, date, type, isLocal, fromUrl]: SqlRow, timeOf: ReadTime): FirefoxVisit {
  const visited = timeOf("visit_date", date);
  const isRedirect = REDIRECTS.includes(asNumber(type));
  return readBrowserVisit({ url, title, fromUrl, visited, isRedirect, isFromOtherDevice: asNumber(isLocal) === 0 });
}

interface PageFields {
  readonly iconUrl?: string | undefined;
  readonly visited?: EvidenceTime | undefined;
  readonly added?: EvidenceTime | undefined;
}

/** A row that names no address says nothing. */
function pageOf(
  kind: FirefoxPage["kind"],
  url: SqlValue | undefined,
  title: SqlValue | undefined,
  { iconUrl, visited, added }: PageFields = {},
): FirefoxPage | undefined {
  const address = asText(url) || undefined;
  if (!address && !iconUrl) return undefined;
  return {
    kind,
    ...optional("url", address),
    ...optional("title", asText(title) || undefined),
    ...optional("iconUrl", iconUrl),
    ...optional("visited", visited),
    ...optional("added", added),
  };
}

/** From 1970. No time of a phone in milliseconds has as many digits as one in microseconds has, nor one in seconds as one in milliseconds. */
const MICROSECONDS_BEGIN = 1e14;
const MILLISECONDS_BEGIN = 1e11;

function readTime(context: ParseContext, at: Locator, field: string, value: SqlValue | undefined): EvidenceTime | undefined {
  const number = readNumeric(context, at, field, value);
  if (number === undefined || Number(number) < MILLISECONDS_BEGIN) return number === undefined ? undefined : fromUnixSeconds(number);
  if (Number(number) < MICROSECONDS_BEGIN) return fromUnixMilliseconds(number);
  const time = fromUnixSeconds(Number(number) / 1e6);
  return time && { ...time, raw: String(number) };
}

function observablesOf(record: FirefoxRecord): readonly Observable[] {
  const observables: Observable[] = [];
  const role = record.kind === "visit" || record.kind === "icon" ? "visited" : "listed";
  const isRedirect = record.kind === "visit" && record.cameByRedirect;
  if (record.url) observables.push({ type: "url:value", role, value: record.url, ...(isRedirect && { circumstances: ["redirect"] }) });
  if (record.kind === "icon" && record.iconUrl && parseUrl(record.iconUrl)?.host !== (record.url && parseUrl(record.url)?.host)) {
    observables.push({ type: "url:value", role: "resolved", value: record.iconUrl });
  }
  return observables;
}
