import { concat, utf8 } from "../bytes.ts";
import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { binaryPlist } from "../plist.ts";
import { toAppleSeconds } from "../time.ts";
import type { BrowsedPage } from "./browsed-page.ts";

/** What Safari keeps of the pages that a tab showed; each with what had been asked for. */
export const tabSession = (pages: readonly { readonly url: string; readonly askedFor?: string }[]): Uint8Array =>
  concat(
    Uint8Array.of(0, 0, 0, 2),
    binaryPlist({
      SessionHistory: {
        SessionHistoryCurrentIndex: pages.length - 1,
        SessionHistoryEntries: pages.map(({ url, askedFor = url }) => ({
          SessionHistoryEntryURL: url,
          SessionHistoryEntryOriginalURL: askedFor,
        })),
      },
    }),
  );

/** SFBrowserStateSQLiteStore of iOS 17; one tab with its session. */
export const buildBrowserState = (tab: BrowsedPage, session: Uint8Array): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL UNIQUE,title TEXT,url TEXT COLLATE NOCASE,user_visible_url TEXT COLLATE NOCASE,order_index INTEGER NOT NULL,last_viewed_time REAL DEFAULT NULL,readinglist_bookmark_id INTEGER DEFAULT 0,opened_from_link BOOL DEFAULT 0,showing_reader BOOL DEFAULT 0,private_browsing BOOL DEFAULT 0,browser_window_uuid TEXT NOT NULL,browser_window_id INTEGER NOT NULL)",
      "CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT,tab_uuid TEXT NOT NULL UNIQUE,session_data BLOB DEFAULT NULL,uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0)",
    ],
    tables: [
      {
        table: "tabs",
        rows: [
          {
            uuid: "DEM0-1",
            title: tab.title,
            url: tab.url,
            user_visible_url: tab.url,
            order_index: 0,
            last_viewed_time: toAppleSeconds(tab.at),
            opened_from_link: 1,
            browser_window_uuid: "DEM0-W",
            browser_window_id: 1,
          },
        ],
      },
      { table: "tab_sessions", rows: [{ tab_uuid: "DEM0-1", session_data: session }] },
    ],
  });

/** The table of Safari's bookmarks, whose rows the tabs of newer versions are too. */
const BOOKMARKS =
  "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY AUTOINCREMENT,special_id INTEGER DEFAULT 0,parent INTEGER,type INTEGER,title TEXT,url TEXT COLLATE NOCASE,num_children INTEGER DEFAULT 0,order_index INTEGER NOT NULL,external_uuid TEXT UNIQUE,last_modified REAL DEFAULT NULL,deleted INTEGER DEFAULT 0,extra_attributes BLOB DEFAULT NULL,local_attributes BLOB DEFAULT NULL,date_closed REAL DEFAULT NULL)";

export const buildSafariTabs = (tabs: readonly BrowsedPage[]): DatabaseFiles =>
  buildDatabase({
    schema: [BOOKMARKS],
    tables: [
      { table: "bookmarks", rows: [{ id: 1, parent: 0, type: 1, title: "Local", url: "", order_index: 0 }] },
      {
        table: "bookmarks",
        rows: tabs.map(({ url, title, at }) => ({
          parent: 1,
          type: 0,
          title,
          url,
          order_index: 0,
          local_attributes: binaryPlist({ LastVisitTime: toAppleSeconds(at) + 0.5, SessionState: tabSession([{ url }]) }),
        })),
      },
    ],
  });

export const buildBookmarks = (pages: readonly BrowsedPage[]): DatabaseFiles =>
  buildDatabase({
    schema: [BOOKMARKS],
    tables: [{ table: "bookmarks", rows: pages.map(({ url, title }) => ({ parent: 0, type: 0, title, url, order_index: 0 })) }],
  });

export const buildCloudTabs = ({ url, title, at }: BrowsedPage): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_name TEXT,last_modified REAL NOT NULL)",
      "CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_uuid TEXT NOT NULL,position BLOB NOT NULL,title TEXT,url TEXT NOT NULL,last_viewed_time REAL DEFAULT 0)",
    ],
    tables: [
      {
        table: "cloud_tab_devices",
        rows: [{ device_uuid: "DEM0-D", system_fields: utf8("x"), device_name: "DEMO tablet", last_modified: toAppleSeconds(at) }],
      },
      {
        table: "cloud_tabs",
        rows: [
          {
            tab_uuid: "DEM0-T",
            system_fields: utf8("x"),
            device_uuid: "DEM0-D",
            position: utf8("x"),
            title,
            url,
            last_viewed_time: toAppleSeconds(at),
          },
        ],
      },
    ],
  });
