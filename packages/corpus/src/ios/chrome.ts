import { buildDatabase, type DatabaseFiles } from "../database.ts";
import type { UnixSeconds } from "../time.ts";
import type { BrowsedPage, PageIcon } from "./browsed-page.ts";

/** Seconds from 1601 to 1970, the epoch of Chromium. */
const CHROMIUM_EPOCH = 11_644_473_600;
const MICROSECONDS = 1_000_000n;
const toChromium = (at: UnixSeconds): bigint => BigInt(at + CHROMIUM_EPOCH) * MICROSECONDS;

/** components/history/core/browser, visit_database.cc and url_database.cc. */
const CHROME_SCHEMA = [
  "CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL)",
  "CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,external_referrer_url TEXT,transition INTEGER DEFAULT 0 NOT NULL,segment_id INTEGER,visit_duration INTEGER DEFAULT 0 NOT NULL,incremented_omnibox_typed_score BOOLEAN DEFAULT FALSE NOT NULL,opener_visit INTEGER,originator_cache_guid TEXT,originator_visit_id INTEGER)",
  "CREATE TABLE visit_source(id INTEGER PRIMARY KEY,source INTEGER NOT NULL)",
  "CREATE TABLE downloads (id INTEGER PRIMARY KEY,guid VARCHAR NOT NULL,current_path LONGVARCHAR NOT NULL,target_path LONGVARCHAR NOT NULL,start_time INTEGER NOT NULL)",
  "CREATE TABLE downloads_url_chains (id INTEGER NOT NULL,chain_index INTEGER NOT NULL,url LONGVARCHAR NOT NULL,PRIMARY KEY (id, chain_index))",
];
/** ui/base/page_transition_types.h: a link, the end of a chain; a server's redirect. */
const LINKED = 0x30000000;
const REDIRECTED = -0x60000000; // 0xa0000000 in 32 bits

/** Pages by number; `left` are those whose visits are gone. */
export function buildChromeHistory(
  pages: readonly BrowsedPage[],
  left: readonly BrowsedPage[],
  download: BrowsedPage & { readonly path: string },
): DatabaseFiles {
  const all = [...pages, ...left];
  return buildDatabase({
    schema: CHROME_SCHEMA,
    tables: [
      {
        table: "urls",
        rows: all.map(({ url, title, at }, index) => ({
          id: index + 1,
          url,
          title: title ?? "",
          visit_count: 1,
          last_visit_time: toChromium(at),
        })),
      },
      {
        table: "visits",
        rows: pages.map(({ at, from, isRedirected }, index) => ({
          id: index + 1,
          url: index + 1,
          visit_time: toChromium(at),
          from_visit: from === undefined ? 0 : pages.findIndex(({ url }) => url === from) + 1,
          transition: isRedirected ? REDIRECTED : LINKED,
          originator_cache_guid: "",
        })),
      },
      {
        table: "downloads",
        rows: [{ id: 1, guid: "DEM0", current_path: download.path, target_path: download.path, start_time: toChromium(download.at) }],
      },
      { table: "downloads_url_chains", rows: [{ id: 1, chain_index: 0, url: download.url }] },
    ],
  });
}

/** components/favicon/core/favicon_database.cc, version 8. */
export const buildChromeFavicons = (icons: readonly PageIcon[]): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE icon_mapping(id INTEGER PRIMARY KEY,page_url LONGVARCHAR NOT NULL,icon_id INTEGER)",
      "CREATE TABLE favicons(id INTEGER PRIMARY KEY,url LONGVARCHAR NOT NULL,icon_type INTEGER DEFAULT 1)",
      "CREATE TABLE favicon_bitmaps(id INTEGER PRIMARY KEY,icon_id INTEGER NOT NULL,last_updated INTEGER DEFAULT 0,image_data BLOB,width INTEGER DEFAULT 0,height INTEGER DEFAULT 0,last_requested INTEGER DEFAULT 0)",
    ],
    tables: [
      { table: "icon_mapping", rows: icons.map(({ url }, index) => ({ id: index + 1, page_url: url, icon_id: index + 1 })) },
      { table: "favicons", rows: icons.map(({ iconUrl }, index) => ({ id: index + 1, url: iconUrl })) },
      { table: "favicon_bitmaps", rows: icons.map(({ at }, index) => ({ icon_id: index + 1, last_updated: toChromium(at), width: 16 })) },
    ],
  });
