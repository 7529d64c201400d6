import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import firefox from "./firefox.ts";

const GROUP = "/private/var/mobile/Containers/Shared/AppGroup/group.org.mozilla.ios.Firefox/profile.profile";
const PLACES = `${GROUP}/places.db`;
const BROWSER = `${GROUP}/browser.db`;

// mozilla/application-services, components/places/sql/create_shared_schema.sql; columns that nothing here reads are left out.
const MOZ_PLACES =
  "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR, visit_count_local INTEGER NOT NULL DEFAULT 0, visit_count_remote INTEGER NOT NULL DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, last_visit_date_local INTEGER NOT NULL DEFAULT 0, last_visit_date_remote INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE)";
const MOZ_VISITS =
  "CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, is_local INTEGER NOT NULL, from_visit INTEGER, place_id INTEGER NOT NULL, visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL)";
const MOZ_BOOKMARKS =
  "CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY, fk INTEGER DEFAULT NULL, type INTEGER NOT NULL, parent INTEGER, position INTEGER NOT NULL, title TEXT, dateAdded INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE)";
// mozilla-mobile/firefox-ios, Storage/SQL/BrowserSchema.swift
const HISTORY =
  "CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL, server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL, should_upload TINYINT NOT NULL)";
const VISITS =
  "CREATE TABLE visits (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL REFERENCES history(id) ON DELETE CASCADE, date REAL NOT NULL, type INTEGER NOT NULL, is_local TINYINT NOT NULL, UNIQUE (siteID, date, type))";
const FAVICONS =
  "CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER, type INTEGER NOT NULL, date REAL NOT NULL)";
const SITES =
  "CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, faviconID INTEGER NOT NULL, UNIQUE (siteID, faviconID))";
const TABS =
  "CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT, client_guid TEXT, url TEXT NOT NULL, title TEXT, history TEXT, last_used INTEGER)";

const places = () =>
  buildDatabase([
    ...[MOZ_PLACES, MOZ_VISITS, MOZ_BOOKMARKS],
    "INSERT INTO moz_places (id, url, title, last_visit_date_local, guid) VALUES (1, 'http://news.example/', 'News', 0, 'a'), (2, 'https://evil.example/x', NULL, 0, 'b'), (3, 'https://left.example/', NULL, 1600000003000, 'c'), (4, 'https://kept.example/', NULL, 0, 'd')",
    "INSERT INTO moz_historyvisits VALUES (1, 1, NULL, 1, 1600000000123, 2), (2, 1, 1, 2, 1600000001000, 6), (3, 0, NULL, 1, 1600000002000, 1), (4, 1, 2, 2, 1600000002500, 5), (5, 1, NULL, 99, 0, 1)",
    "INSERT INTO moz_bookmarks VALUES (1, NULL, 2, NULL, 0, 'root', 0, 'root________'), (2, 4, 1, 1, 0, 'Kept', 1500000000000, 'mark________')",
  ]);

const browser = () =>
  buildDatabase([
    ...[HISTORY, VISITS, FAVICONS, SITES, TABS],
    "INSERT INTO history VALUES (1, 'a', 'http://old.example/', 'Old', 0, 0, 0, 0), (2, 'b', NULL, '', 0, 0, 1, 0), (3, 'c', 'https://left.example/', '', 0, 0, 0, 0)",
    "INSERT INTO visits (siteID, date, type, is_local) VALUES (1, 1450000000123456, 1, 1), (1, 1450000001000000, 1, 0)",
    "INSERT INTO favicons VALUES (1, 'https://cdn.example/i.png', 1, 1, 1, 1450000000), (2, 'http://old.example/i', 1, 1, 1, 1450000000), (3, 'https://alone.example/i', 1, 1, 1, 0)",
    "INSERT INTO favicon_sites (siteID, faviconID) VALUES (1, 1), (1, 2)",
    "INSERT INTO tabs (url, title, last_used) VALUES ('https://tab.example/', 'Tab', 1450000002000)",
  ]);

test("reads visits with the page they came from, and which came by redirect from another host", async () => {
  const records = await recordsOf(firefox, PLACES, await places());
  expect(records.slice(0, 5)).toEqual([
    {
      kind: "visit",
      url: "http://news.example/",
      title: "News",
      visited: expect.objectContaining({ earliest: "1600000000123000000", precision: "millisecond" }),
      cameByRedirect: false,
      isFromOtherDevice: false,
    },
    expect.objectContaining({ url: "https://evil.example/x", fromUrl: "http://news.example/", cameByRedirect: true }),
    expect.objectContaining({ url: "http://news.example/", isFromOtherDevice: true }),
    expect.objectContaining({ url: "https://evil.example/x", fromUrl: "https://evil.example/x", cameByRedirect: false }),
    { kind: "visit", cameByRedirect: false, isFromOtherDevice: false },
  ]);
});

const rowsOf = async (path: string, bytes: Uint8Array<ArrayBuffer>) =>
  (await read(firefox, { [path]: bytes })).located.map(({ at }) =>
    at.map((one) => (one.kind === "row" ? `${one.table} ${one.row}` : "")).join(),
  );

test("names the row of the page beside that of the visit, since the address stands there alone", async () => {
  const rows = await rowsOf(PLACES, await places());
  expect(rows.slice(0, 2)).toEqual(["moz_historyvisits 1,moz_places 1", "moz_historyvisits 2,moz_places 2"]);
  expect(rows).toContain("moz_historyvisits 5"); // its page is gone
  expect(rows).toContain("moz_places 3");
  expect(rows).toContain("moz_bookmarks 2,moz_places 4");
  expect((await rowsOf(BROWSER, await browser())).slice(0, 1)).toEqual(["visits 1,history 1"]);
});

test("keeps pages whose visits are gone, and bookmarks", async () => {
  const records = await recordsOf(firefox, PLACES, await places());
  expect(records.slice(5)).toEqual([
    { kind: "page", url: "https://left.example/", visited: expect.objectContaining({ raw: "1600000003000" }) },
    { kind: "bookmark", url: "https://kept.example/", title: "Kept", added: expect.objectContaining({ earliest: "1500000000000000000" }) },
  ]);
});

test("reads the older database, whose visits are dated in microseconds", async () => {
  const records = await recordsOf(firefox, BROWSER, await browser());
  expect(records).toEqual([
    {
      kind: "visit",
      url: "http://old.example/",
      title: "Old",
      visited: expect.objectContaining({ earliest: "1450000000123456000", precision: "microsecond" }),
      cameByRedirect: false,
      isFromOtherDevice: false,
    },
    expect.objectContaining({ isFromOtherDevice: true }),
    { kind: "page", url: "https://left.example/" },
    { kind: "icon", url: "http://old.example/", iconUrl: "https://cdn.example/i.png" },
    { kind: "icon", url: "http://old.example/", iconUrl: "http://old.example/i" },
    { kind: "icon", iconUrl: "https://alone.example/i" },
    { kind: "tab", url: "https://tab.example/", title: "Tab", visited: expect.objectContaining({ earliest: "1450000002000000000" }) },
  ]);
});

test("tells visits, lists and icons of other hosts by their roles", async () => {
  const told = async (path: string, bytes: Uint8Array) =>
    (await recordsOf(firefox, path, bytes)).map((record) =>
      firefox.observables!(record).map(({ role, value, circumstances = [] }) => [role, value, ...circumstances].join(" ")),
    );
  expect(await told(PLACES, await places())).toEqual([
    ["visited http://news.example/"],
    ["visited https://evil.example/x redirect"],
    ["visited http://news.example/"],
    ["visited https://evil.example/x"],
    [],
    ["listed https://left.example/"],
    ["listed https://kept.example/"],
  ]);
  expect((await told(BROWSER, await browser())).slice(3)).toEqual([
    ["visited http://old.example/", "resolved https://cdn.example/i.png"],
    ["visited http://old.example/"],
    ["resolved https://alone.example/i"],
    ["listed https://tab.example/"],
  ]);
});

test("dates visits as communication, and says which were elsewhere", async () => {
  const records = await recordsOf(firefox, PLACES, await places());
  expect(records.map((record) => firefox.events!(record).map(({ kind, message }) => `${kind} ${message.split("/").at(-1)}`))).toEqual([
    ...[["visit visited"], ["visit visited"], ["visit visited-elsewhere"], ["visit visited"], [], ["visit visited"], []],
  ]);
});

test("lets bad rows cost themselves alone", async () => {
  const bytes = await buildDatabase([
    MOZ_PLACES.replaceAll(" NOT NULL", ""),
    MOZ_VISITS.replaceAll(" NOT NULL", ""),
    "INSERT INTO moz_places (id, url, last_visit_date_local) VALUES (1, x'68747470733a2f2f622e6578616d706c652f', 0), (2, NULL, 0), (3, 'https://c.example/', 1e300)",
    "INSERT INTO moz_historyvisits VALUES (1, 'x', 'y', 1, 'noon', 'z'), (2, NULL, 2, 2, NULL, NULL)",
  ]);
  const { records, problems, error } = await read(firefox, { [PLACES]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ kind, url }) => [kind, url])).toEqual([
    ["visit", "https://b.example/"],
    ["visit", undefined],
    ["page", "https://c.example/"],
  ]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["visit_date"]);
});

test("says when no table of either form is there, and nothing of empty ones", async () => {
  const { problems } = await read(firefox, { [PLACES]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(firefox, PLACES, await buildDatabase([MOZ_PLACES, MOZ_VISITS]))).toEqual([]);
  expect(await recordsOf(firefox, BROWSER, await buildDatabase(TABS))).toEqual([]);
});

test("tells every page where the table of visits is missing", async () => {
  const bytes = await buildDatabase([HISTORY, "INSERT INTO history VALUES (1, 'a', 'http://old.example/', 'Old', 0, 0, 0, 0)"]);
  expect(await recordsOf(firefox, BROWSER, bytes)).toEqual([{ kind: "page", url: "http://old.example/", title: "Old" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(firefox, PLACES, await places())).toEqual([]);
  expect(await faultsOf(firefox, BROWSER, await browser())).toEqual([]);
});
