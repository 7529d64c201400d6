import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asNumber, asNumeric, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { parseUrl } from "../../formats/url/url.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Circumstance, Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromAppleTime } from "../../model/time.ts";
import type { TimelineEvent } from "../../model/timeline.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { linksIn } from "../found-links.ts";
import { type Draft, optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";

/** The visit at the other end of a redirect; url and time are absent when its row is gone. */
export interface RedirectEnd {
  readonly visitKey: number;
  readonly url?: string;
  readonly visited?: EvidenceTime;
}

/** A row of history_visits with its page. */
export interface Visit {
  readonly kind: "visit";
  readonly visitKey: number;
  readonly itemKey?: number;
  /** Absent when the page's row is gone. */
  readonly url?: string;
  readonly title?: string;
  readonly visited?: EvidenceTime;
  /** Absent in old versions, which do not say. */
  readonly isLoaded?: boolean;
  /** Synced from another device of the account. */
  readonly isFromOtherDevice: boolean;
  readonly redirectSource?: RedirectEnd;
  readonly redirectDestination?: RedirectEnd;
  /** Another host sent the browser here. */
  readonly cameByRedirect: boolean;
  /** URLs in parameters of the URL. */
  readonly embeddedUrls?: readonly string[];
}

/** A page whose visits are gone. */
export interface UnvisitedPage {
  readonly kind: "page";
  readonly itemKey: number;
  readonly url: string;
  readonly visitCount?: number;
}

/** What Safari keeps of history that was deleted: a period, and the URL where a single page was deleted. */
export interface Tombstone {
  readonly kind: "tombstone";
  readonly url?: string;
  readonly from?: EvidenceTime;
  readonly to?: EvidenceTime;
}

export type SafariHistoryRecord = Visit | UnvisitedPage | Tombstone;

export default defineArtifact<SafariHistoryRecord>({
  id: "ios/safari-history",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Safari/History.db", // iOS 8 on
    "/private/var/mobile/Library/Safari/Profiles/*/History.db", // iOS 17 on
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/History.db", // where Safari is an app with a container
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/History.db",
  ],
  presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "communication",
  emits: { "url:value": ["visited", "listed"] },
  provenOn: "real-data",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/WebKit/WebKit/tree/main/Source/WebKit",
  ],

  *parse(file, context) {
    const database = context.database(file);
    const hasVisits = hasTable(context, database, "history_visits");
    let areVisitsRead = false;
    yield* eachTable<readonly Located<SafariHistoryRecord>[]>(
      function* () {
        if (hasVisits) yield* visits(database, context);
        areVisitsRead = hasVisits;
      },
      () => (hasTable(context, database, "history_items") ? pagesWithoutVisits(database, context, areVisitsRead) : []),
      () => (database.has("history_tombstones") ? tombstones(database, context) : []),
    );
  },

  observables: observablesOf,
  events: eventsOf,
});

const END_COLUMNS = (as: string): string[] => [`${as}.id`, `${as}.visit_time`, `${as}Item.url`];

function visits(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<SafariHistoryRecord>[]> {
  const rows = database.rows({
    from: "history_visits",
    select: [
      ...["id", "history_item", "item.id", "item.url", "title", "visit_time", "load_successful", "origin"],
      ...["redirect_source", ...END_COLUMNS("source"), "redirect_destination", ...END_COLUMNS("destination")],
    ],
    joins: [
      { as: "item", table: "history_items", on: "id", equals: "history_item" },
      { as: "source", table: "history_visits", on: "id", equals: "redirect_source" },
      { as: "sourceItem", table: "history_items", on: "id", equals: "source.history_item" },
      { as: "destination", table: "history_visits", on: "id", equals: "redirect_destination" },
      { as: "destinationItem", table: "history_items", on: "id", equals: "destination.history_item" },
    ],
    orderBy: ["id"],
  });
  return context.records(rows, locateVisit, (row) => readVisit(row, context));
}

const locateVisit = ([key, , item]: SqlRow): readonly Locator[] =>
  item === null ? [atRow("history_visits", String(key))] : [atRow("history_visits", String(key)), atRow("history_items", String(item))];

function readVisit(row: SqlRow, context: ParseContext): SafariHistoryRecord {
  const [key, itemKey, , url, title, time, loaded, origin, sourceKey, , sourceTime, sourceUrl, targetKey, , targetTime, targetUrl] = row;
  const visitKey = asNumber(key);
  if (visitKey === undefined) throw new TypeError("a visit without a key");
  const address = asText(url);
  const at = atRow("history_visits", String(key));
  const visited = readAppleTime(context, at, "visit_time", time);
  const source = endOf(sourceKey, sourceTime, sourceUrl);
  const destination = endOf(targetKey, targetTime, targetUrl);
  const embedded = address === undefined ? undefined : embeddedIn(address, at, context);
  const record: Draft<Visit> = {
    kind: "visit",
    visitKey,
    isFromOtherDevice: asNumber(origin) === 1,
    cameByRedirect: source?.url !== undefined && address !== undefined && !haveSameHost(source.url, address),
  };
  const item = asNumber(itemKey);
  const titleText = asText(title);
  if (item !== undefined) record.itemKey = item;
  if (address !== undefined) record.url = address;
  if (titleText !== undefined) record.title = titleText;
  if (visited) record.visited = visited;
  if (loaded !== null) record.isLoaded = asNumber(loaded) !== 0;
  if (source) record.redirectSource = source;
  if (destination) record.redirectDestination = destination;
  if (embedded) record.embeddedUrls = embedded;
  return record;
}

const endOf = (key: SqlValue | undefined, time: SqlValue | undefined, url: SqlValue | undefined): RedirectEnd | undefined => {
  const visitKey = asNumber(key);
  return visitKey === undefined ? undefined : { visitKey, ...optional("url", asText(url)), ...optional("visited", timeOf(time)) };
};

const haveSameHost = (a: string, b: string): boolean => parseUrl(a)?.host === parseUrl(b)?.host;

const SCHEME_END = 8; // "https://"

/** A colon, encoded once or more often. */
const ENCODED_COLON = /%(?:25)*3a/i;

/** URLs inside the URL; most have none, and are not searched. */
const embeddedIn = (url: string, at: Locator, context: ParseContext): readonly string[] | undefined => {
  if (url.indexOf("://", SCHEME_END) < 0 && !ENCODED_COLON.test(url)) return undefined;
  const embedded = linksIn(context, at, url).filter((found) => found.embedded);
  return embedded.length === 0 ? undefined : embedded.map((found) => found.url);
};

/** A page that has a visit was read with it; where visits could not be read to their end, every page is told. */
function pagesWithoutVisits(
  database: EvidenceDatabase,
  context: ParseContext,
  areVisitsRead: boolean,
): Generator<readonly Located<SafariHistoryRecord>[]> {
  const rows = database.rows({
    from: "history_items",
    select: ["id", "url", "visit_count", "visit.id"],
    joins: areVisitsRead ? [{ as: "visit", table: "history_visits", on: "history_item", equals: "id" }] : [],
    orderBy: ["id"],
  });
  return context.records(
    rows,
    ([key]) => [atRow("history_items", String(key))],
    ([key, url, visitCount, visit]): SafariHistoryRecord | undefined => {
      const itemKey = asNumber(key);
      const address = asText(url);
      if ((areVisitsRead && visit !== null) || itemKey === undefined || address === undefined) return undefined;
      return { kind: "page", itemKey, url: address, ...optional("visitCount", asNumber(visitCount)) };
    },
  );
}

function tombstones(database: EvidenceDatabase, context: ParseContext): Generator<readonly Located<SafariHistoryRecord>[]> {
  return context.records(
    database.rows({ from: "history_tombstones", select: ["rowid", "url", "start_time", "end_time"] }),
    ([row]) => [atRow("history_tombstones", String(row))],
    ([, url, start, end]): SafariHistoryRecord => ({
      kind: "tombstone",
      ...optional("url", asText(url)),
      ...optional("from", timeOf(start)),
      ...optional("to", timeOf(end)),
    }),
  );
}

const timeOf = (value: SqlValue | undefined): EvidenceTime | undefined => {
  const seconds = asNumeric(value);
  return seconds === undefined ? undefined : fromAppleTime(seconds);
};

const NOT_LOADED: readonly Circumstance[] = ["not-loaded"];
const REDIRECT: readonly Circumstance[] = ["redirect"];
const BOTH: readonly Circumstance[] = ["not-loaded", "redirect"];

function observablesOf(record: SafariHistoryRecord): readonly Observable[] {
  if (record.url === undefined) return [];
  if (record.kind === "page") return [{ type: "url:value", role: "listed", value: record.url }];
  if (record.kind === "tombstone") return [{ type: "url:value", role: "visited", value: record.url, circumstances: ["recovered"] }];
  const circumstances = circumstancesOf(record);
  const whole: Observable = { type: "url:value", role: "visited", value: record.url, ...(circumstances && { circumstances }) };
  if (!record.embeddedUrls) return [whole];
  const inner: readonly Circumstance[] = ["embedded", ...(circumstances ?? [])];
  return [whole, ...record.embeddedUrls.map((value): Observable => ({ type: "url:value", role: "visited", value, circumstances: inner }))];
}

const circumstancesOf = ({ isLoaded, cameByRedirect }: Visit): readonly Circumstance[] | undefined => {
  if (isLoaded === false) return cameByRedirect ? BOTH : NOT_LOADED;
  return cameByRedirect ? REDIRECT : undefined;
};

function eventsOf(record: SafariHistoryRecord): readonly TimelineEvent[] {
  if (record.kind === "visit" && record.visited) {
    const params = { url: record.url ?? "" };
    const what = record.isFromOtherDevice ? "visited-elsewhere" : "visited";
    return [{ time: record.visited, kind: "visit", message: `artifacts/ios/safari-history/${what}`, params }];
  }
  // A deletion begins at the distant past when all history up to a moment was deleted.
  const time = record.kind === "tombstone" ? record.to : undefined;
  return time ? [{ time, kind: "visit", message: "artifacts/ios/safari-history/deleted-until" }] : [];
}
