import { buildDatabase } from "../../packages/corpus/src/database.ts";
import { binaryPlist } from "../../packages/corpus/src/plist.ts";
import { toAppleSeconds, type UnixSeconds } from "../../packages/corpus/src/time.ts";

/** Databases of the comparison's phone that the corpus does not write: few rows, in the shapes of public schemas. */

/** Microseconds since 1601, as Chromium counts. */
const chromeTime = (at: UnixSeconds): bigint => (BigInt(Math.round(at)) + 11_644_473_600n) * 1_000_000n;
const database = (schema: readonly string[], statements: readonly string[]): Uint8Array => buildDatabase({ schema, statements }).main;
const hex = (bytes: Uint8Array): string => `x'${Buffer.from(bytes).toString("hex")}'`;

export const chromeHistory = (at: UnixSeconds, url: string): Uint8Array =>
  database(
    [
      "CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL)",
      "CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,transition INTEGER DEFAULT 0 NOT NULL,segment_id INTEGER,visit_duration INTEGER DEFAULT 0 NOT NULL)",
    ],
    [
      `INSERT INTO urls (id, url, title, last_visit_time) VALUES (1, '${url}', 'Demo', ${chromeTime(at)}), (2, 'https://www.example.org/', 'Example', ${chromeTime(at)})`,
      `INSERT INTO visits (url, visit_time, from_visit) VALUES (1, ${chromeTime(at)}, 0), (2, ${chromeTime(at + 60)}, 1)`,
    ],
  );

export const chromeFavicons = (at: UnixSeconds, url: string): Uint8Array =>
  database(
    [
      "CREATE TABLE icon_mapping(id INTEGER PRIMARY KEY,page_url LONGVARCHAR NOT NULL,icon_id INTEGER)",
      "CREATE TABLE favicons(id INTEGER PRIMARY KEY,url LONGVARCHAR NOT NULL,icon_type INTEGER DEFAULT 1)",
      "CREATE TABLE favicon_bitmaps(id INTEGER PRIMARY KEY,icon_id INTEGER NOT NULL,last_updated INTEGER DEFAULT 0,image_data BLOB,width INTEGER DEFAULT 0,height INTEGER DEFAULT 0,last_requested INTEGER DEFAULT 0)",
    ],
    [
      `INSERT INTO favicons VALUES (1, '${url}favicon.ico', 1)`,
      `INSERT INTO icon_mapping VALUES (1, '${url}', 1)`,
      `INSERT INTO favicon_bitmaps (icon_id, last_updated) VALUES (1, ${chromeTime(at)})`,
    ],
  );

export const firefoxBrowser = (at: UnixSeconds, url: string, iconUrl: string): Uint8Array =>
  database(
    [
      "CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL, server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL, should_upload TINYINT NOT NULL)",
      "CREATE TABLE visits (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL REFERENCES history(id) ON DELETE CASCADE, date REAL NOT NULL, type INTEGER NOT NULL, is_local TINYINT NOT NULL, UNIQUE (siteID, date, type))",
      "CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER, type INTEGER NOT NULL, date REAL NOT NULL)",
      "CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, faviconID INTEGER NOT NULL, UNIQUE (siteID, faviconID))",
    ],
    [
      `INSERT INTO history (id, guid, url, title, is_deleted, should_upload) VALUES (1, 'demo00000001', '${url}', 'Demo', 0, 0), (2, 'demo00000002', 'https://www.example.org/', 'Example', 0, 0)`,
      `INSERT INTO visits (siteID, date, type, is_local) VALUES (1, ${Math.round(at) * 1e6}, 1, 1), (2, ${Math.round(at + 60) * 1e6}, 1, 1)`,
      `INSERT INTO favicons (id, url, type, date) VALUES (1, '${iconUrl}', 1, ${Math.round(at)})`,
      "INSERT INTO favicon_sites (siteID, faviconID) VALUES (2, 1)",
    ],
  );

export const firefoxPlaces = (at: UnixSeconds, url: string): Uint8Array =>
  database(
    [
      "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR, visit_count_local INTEGER NOT NULL DEFAULT 0, visit_count_remote INTEGER NOT NULL DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, last_visit_date_local INTEGER NOT NULL DEFAULT 0, last_visit_date_remote INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE)",
      "CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, is_local INTEGER NOT NULL, from_visit INTEGER, place_id INTEGER NOT NULL, visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL)",
      "CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY, fk INTEGER DEFAULT NULL, type INTEGER NOT NULL, parent INTEGER, position INTEGER NOT NULL, title TEXT, dateAdded INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE)",
    ],
    [
      `INSERT INTO moz_places (id, url, title, guid) VALUES (1, '${url}', 'Demo', 'demo00000001')`,
      `INSERT INTO moz_historyvisits VALUES (1, 1, NULL, 1, ${Math.round(at) * 1000}, 1)`,
    ],
  );

export const browserState = (at: UnixSeconds, url: string): Uint8Array =>
  database(
    [
      "CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL UNIQUE,title TEXT,url TEXT COLLATE NOCASE,user_visible_url TEXT COLLATE NOCASE,order_index INTEGER NOT NULL,last_viewed_time REAL DEFAULT NULL)",
      "CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT,tab_uuid TEXT NOT NULL UNIQUE,session_data BLOB DEFAULT NULL,uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0)",
    ],
    [
      `INSERT INTO tabs (uuid, title, url, user_visible_url, order_index, last_viewed_time) VALUES ('DEMO-1', 'Demo', '${url}', '${url}', 0, ${toAppleSeconds(at)})`,
      `INSERT INTO tab_sessions (tab_uuid, session_data) VALUES ('DEMO-1', ${hex(session(url))})`,
    ],
  );

/** Four bytes of version, then a binary property list. */
const session = (url: string): Uint8Array =>
  Buffer.concat([
    Uint8Array.of(0, 0, 0, 2),
    binaryPlist({ SessionHistory: { SessionHistoryEntries: [{ SessionHistoryEntryURL: url, SessionHistoryEntryOriginalURL: url }] } }),
  ]);

export const safariTabs = (url: string): Uint8Array =>
  database(
    [
      "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY AUTOINCREMENT,special_id INTEGER DEFAULT 0,parent INTEGER,type INTEGER,title TEXT,url TEXT COLLATE NOCASE,num_children INTEGER DEFAULT 0,order_index INTEGER NOT NULL,external_uuid TEXT UNIQUE,last_modified REAL DEFAULT NULL,deleted INTEGER DEFAULT 0,extra_attributes BLOB DEFAULT NULL,local_attributes BLOB DEFAULT NULL,date_closed REAL DEFAULT NULL)",
      "CREATE TABLE windows (id INTEGER PRIMARY KEY,local_tab_group_id INTEGER,private_tab_group_id INTEGER,uuid TEXT NOT NULL)",
    ],
    [
      "INSERT INTO bookmarks (id, parent, type, title, url, order_index) VALUES (1, 0, 1, 'Local', '', 0)",
      `INSERT INTO bookmarks (id, parent, type, title, url, order_index) VALUES (2, 1, 0, 'Demo', '${url}', 0)`,
    ],
  );

export const resourceLoadStatistics = (at: UnixSeconds, host: string): Uint8Array =>
  database(
    [
      "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL, mostRecentUserInteractionTime REAL NOT NULL, mostRecentWebPushInteractionTime REAL NOT NULL DEFAULT 0)",
      "CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL)",
    ],
    [`INSERT INTO ObservedDomains VALUES (1, '${host}', ${at}, 1, ${at}, -1), (2, 'example.org', ${at}, 1, ${at}, -1)`],
  );

export const shortcuts = (at: UnixSeconds, url: string): Uint8Array =>
  database(
    [
      "CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIONS INTEGER, ZACTIONCOUNT INTEGER, ZCREATIONDATE TIMESTAMP, ZMODIFICATIONDATE TIMESTAMP, ZNAME VARCHAR, ZACTIONSDESCRIPTION VARCHAR, ZWORKFLOWID VARCHAR)",
      "CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB)",
    ],
    [
      `INSERT INTO ZSHORTCUT (Z_PK, ZACTIONS, ZACTIONCOUNT, ZCREATIONDATE, ZMODIFICATIONDATE, ZNAME, ZACTIONSDESCRIPTION) VALUES (1, 1, 1, ${toAppleSeconds(at)}, ${toAppleSeconds(at)}, 'Demo', 'URL')`,
      `INSERT INTO ZSHORTCUTACTIONS (Z_PK, ZSHORTCUT, ZDATA) VALUES (1, 1, ${hex(
        binaryPlist([
          {
            WFWorkflowActionIdentifier: "is.workflow.actions.url",
            WFWorkflowActionParameters: { WFURLActionURL: url },
          },
        ]),
      )})`,
    ],
  );

export const contacts = (address: string): Uint8Array =>
  database(
    [
      "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Middle TEXT, Last TEXT, Organization TEXT, CreationDate INTEGER, ModificationDate INTEGER)",
      "CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER, value TEXT)",
    ],
    [
      "INSERT INTO ABPerson (ROWID, First, Last) VALUES (1, 'Demo', 'Contact')",
      `INSERT INTO ABMultiValue VALUES (1, 1, 4, 0, NULL, '${address}'), (2, 1, 3, 0, NULL, '+12025550122')`,
    ],
  );
