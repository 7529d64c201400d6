import { buildDatabase, type DatabaseFiles } from "../database.ts";
import type { BrowsedPage, PageIcon } from "./browsed-page.ts";

const MILLISECONDS = 1000;

/** mozilla/application-services, components/places/sql/create_shared_schema.sql. */
export const buildPlaces = (pages: readonly BrowsedPage[], left: readonly BrowsedPage[]): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR, visit_count_local INTEGER NOT NULL DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, last_visit_date_local INTEGER NOT NULL DEFAULT 0, last_visit_date_remote INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE)",
      "CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, is_local INTEGER NOT NULL, from_visit INTEGER, place_id INTEGER NOT NULL, visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL)",
      "CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY, fk INTEGER DEFAULT NULL, type INTEGER NOT NULL, parent INTEGER, position INTEGER NOT NULL, title TEXT, dateAdded INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE)",
    ],
    tables: [
      {
        table: "moz_places",
        rows: [...pages, ...left].map(({ url, title, at }, index) => ({
          id: index + 1,
          url,
          title,
          last_visit_date_local: at * MILLISECONDS,
          guid: `DEMO${String(index).padStart(8, "0")}`,
        })),
      },
      {
        table: "moz_historyvisits",
        rows: pages.map(({ at }, index) => ({
          id: index + 1,
          is_local: 1,
          place_id: index + 1,
          visit_date: at * MILLISECONDS,
          visit_type: 1,
        })),
      },
    ],
  });

/** mozilla-mobile/firefox-ios, Storage/SQL/BrowserSchema.swift: what is left of it beside places.db. */
export const buildBrowserDatabase = ({ url, iconUrl, at }: PageIcon): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL, is_deleted TINYINT NOT NULL, should_upload TINYINT NOT NULL)",
      "CREATE TABLE visits (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, date REAL NOT NULL, type INTEGER NOT NULL, is_local TINYINT NOT NULL)",
      "CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER, type INTEGER NOT NULL, date REAL NOT NULL)",
      "CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, faviconID INTEGER NOT NULL)",
    ],
    tables: [
      { table: "history", rows: [{ id: 1, guid: "DEMO00000001", url, title: "", is_deleted: 0, should_upload: 0 }] },
      { table: "visits", rows: [{ siteID: 1, date: at * 1e6, type: 1, is_local: 1 }] },
      { table: "favicons", rows: [{ id: 1, url: iconUrl, type: 1, date: at }] },
      { table: "favicon_sites", rows: [{ siteID: 1, faviconID: 1 }] },
    ],
  });
