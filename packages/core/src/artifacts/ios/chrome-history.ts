import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asInteger, asNumber, asText, type SqlRow, type SqlValue } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromWebKitMicroseconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { readBrowserVisit } from "../browser-visit.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readNumeric } from "../partial-record.ts";

/** A visit of a browser made from Chromium. */
export interface ChromeVisit {
  readonly kind: "visit";
  readonly visitKey: number;
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

/** A page whose visits are gone. */
export interface ChromePage {
  readonly kind: "page";
  readonly url: string;
  readonly title?: string;
  readonly visitCount?: number;
  readonly visited?: EvidenceTime;
}

/** An address that a download came from, or was handed on through. */
export interface ChromeDownload {
  readonly kind: "download";
  readonly url: string;
  readonly started?: EvidenceTime;
  /** Canonical path of the file. */
  readonly path?: string;
}

export type ChromeHistoryRecord = ChromeVisit | ChromePage | ChromeDownload;

export default defineArtifact<ChromeHistoryRecord>({
  id: "ios/chrome-history",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/Google/Chrome/*/History", // Chrome, each of its profiles
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/*/Default*/History", // Edge (Default, Default-AAD) and others of a maker
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/*/Profile */History",
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/Default*/History", // Brave and others: Chromium/Default
    "/private/var/mobile/Containers/Data/Application/*/Library/Application Support/*/Profile */History",
  ],
  presence: { "ios-backup": "with-app", "ios-backup-encrypted": "with-app", "ios-file-system": "with-app" },
  scope: "communication",
  emits: { "url:value": ["visited", "listed"], "file:path": ["written"] },
  provenOn: "synthetic-only",
  references: [
    "https://chromium.googlesource.com/chromium/src/+/refs/heads/main/components/history/core/browser/visit_database.cc",
    "https://www.sans.org/blog/google-chrome-forensics/",
  ],

  *parse(file, context) {
    const database = context.database(file);
    const hasVisits = hasTable(context, database, "visits");
    let areVisitsRead = false;
    yield* eachTable<readonly Located<ChromeHistoryRecord>[]>(
      function* () {
        if (hasVisits) yield* visits(database, context);
        areVisitsRead = hasVisits;
      },
      () => (hasTable(context, database, "urls") ? pages(database, context, areVisitsRead) : []),
      () => (database.has("downloads_url_chains") ? downloads(database, context) : []),
    );
  },

  observables: observablesOf,
  events: (record) => {
    const time = record.kind === "download" ? record.started : record.visited;
    if (!time) return [];
    return [{ time, kind: "visit", message: `artifacts/ios/chrome-history/${whatHappened(record)}`, params: { url: record.url ?? "" } }];
  },
});

type Batches = Generator<readonly Located<ChromeHistoryRecord>[]>;

const VISIT_COLUMNS = [
  ...["id", "page.id", "page.url", "page.title", "visit_time", "transition", "originator_cache_guid"],
  ...["sourcePage.url", "origin.source"],
];

const visits = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "visits",
      select: VISIT_COLUMNS,
      joins: [
        { as: "page", table: "urls", on: "id", equals: "url" },
        { as: "source", table: "visits", on: "id", equals: "from_visit" },
        { as: "sourcePage", table: "urls", on: "id", equals: "source.url" },
        { as: "origin", table: "visit_source", on: "id", equals: "id" },
      ],
      orderBy: ["id"],
    }),
    locateVisit,
    (row) => readVisit(row, context),
  );

const locateVisit = ([key, page]: SqlRow): readonly Locator[] =>
  page === null ? [atRow("visits", String(key))] : [atRow("visits", String(key)), atRow("urls", String(page))];

/** Bits of a transition: the page sent the browser on, or its server did (ui/base/page_transition_types.h). */
const REDIRECTS = 0xc0000000n;
/** Source of a visit that came with the account; 1 is this device (history_types.h). */
const SYNCED = 0;

function readVisit([key, , url, title, time, transition, originator, fromUrl, origin]: SqlRow, context: ParseContext): ChromeVisit {
  const visitKey = asNumber(key);
  if (visitKey === undefined) throw new TypeError("a visit without a key");
  const visited = readTime(context, atRow("visits", String(key)), "visit_time", time);
  const isRedirect = (BigInt.asUintN(32, asInteger(transition) ?? 0n) & REDIRECTS) !== 0n;
  const isFromOtherDevice = Boolean(asText(originator)) || asNumber(origin) === SYNCED;
  return { visitKey, ...readBrowserVisit({ url, title, fromUrl, visited, isRedirect, isFromOtherDevice }) };
}

/** A page that has a visit was read with it; where visits could not be read to their end, every page is told. */
const pages = (database: EvidenceDatabase, context: ParseContext, areVisitsRead: boolean): Batches =>
  context.records(
    database.rows({
      from: "urls",
      select: ["id", "url", "title", "visit_count", "last_visit_time", "visit.id"],
      joins: areVisitsRead ? [{ as: "visit", table: "visits", on: "url", equals: "id" }] : [],
      orderBy: ["id"],
    }),
    ([key]) => [atRow("urls", String(key))],
    ([key, url, title, count, time, visit]): ChromePage | undefined => {
      const address = asText(url);
      if (!address || (areVisitsRead && visit !== null)) return undefined;
      return {
        kind: "page",
        url: address,
        ...optional("title", asText(title) || undefined),
        ...optional("visitCount", asNumber(count)),
        ...optional("visited", readTime(context, atRow("urls", String(key)), "last_visit_time", time)),
      };
    },
  );

const downloads = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "downloads_url_chains",
      select: ["rowid", "url", "download.start_time", "download.target_path"],
      joins: [{ as: "download", table: "downloads", on: "id", equals: "id" }],
    }),
    ([row]) => [atRow("downloads_url_chains", String(row))],
    ([row, url, time, target]): ChromeDownload | undefined => {
      const address = asText(url);
      const path = asText(target);
      if (!address) return undefined;
      return {
        kind: "download",
        url: address,
        ...optional("started", readTime(context, atRow("downloads_url_chains", String(row)), "start_time", time)),
        ...optional("path", path ? context.canonical(path) : undefined),
      };
    },
  );

function readTime(context: ParseContext, at: Locator, field: string, value: SqlValue | undefined): EvidenceTime | undefined {
  const microseconds = readNumeric(context, at, field, value);
  return microseconds === undefined ? undefined : fromWebKitMicroseconds(microseconds);
}

const whatHappened = (record: ChromeHistoryRecord): string => {
  if (record.kind === "download") return "downloaded";
  return record.kind === "visit" && record.isFromOtherDevice ? "visited-elsewhere" : "visited";
};

function observablesOf(record: ChromeHistoryRecord): readonly Observable[] {
  const { kind, url } = record;
  if (url === undefined) return [];
  if (kind === "page") return [{ type: "url:value", role: "listed", value: url }];
  if (kind === "visit")
    return [{ type: "url:value", role: "visited", value: url, ...(record.cameByRedirect && { circumstances: ["redirect"] }) }];
  const observables: Observable[] = [{ type: "url:value", role: "visited", value: url }];
  if (record.path?.startsWith("/")) observables.push({ type: "file:path", role: "written", value: record.path });
  return observables;
}
