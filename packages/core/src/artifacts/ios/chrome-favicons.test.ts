import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import favicons from "./chrome-favicons.ts";

const PATH =
  "/private/var/mobile/Containers/Data/Application/com.google.chrome.ios/Library/Application Support/Google/Chrome/Default/Favicons";

// As Chromium makes them (components/favicon/core/favicon_database.cc, version 8; the old ones from its test data of version 5).
const MAPPING = "CREATE TABLE icon_mapping(id INTEGER PRIMARY KEY,page_url LONGVARCHAR NOT NULL,icon_id INTEGER)";
const ICONS = "CREATE TABLE favicons(id INTEGER PRIMARY KEY,url LONGVARCHAR NOT NULL,icon_type INTEGER DEFAULT 1)";
const BITMAPS =
  "CREATE TABLE favicon_bitmaps(id INTEGER PRIMARY KEY,icon_id INTEGER NOT NULL,last_updated INTEGER DEFAULT 0,image_data BLOB,width INTEGER DEFAULT 0,height INTEGER DEFAULT 0,last_requested INTEGER DEFAULT 0)";
const OLD_ICONS = "CREATE TABLE favicons(id INTEGER PRIMARY KEY,url LONGVARCHAR NOT NULL,last_updated INTEGER DEFAULT 0,image_data BLOB)";

const phone = () =>
  buildDatabase([
    ...[MAPPING, ICONS, BITMAPS],
    "INSERT INTO icon_mapping VALUES (1, 'https://news.example/a', 1), (2, 'https://evil.example/x', 2), (3, 'https://bare.example/', 9)",
    "INSERT INTO favicons (id, url) VALUES (1, 'https://news.example/i.png'), (2, 'https://cdn.example/i.png'), (3, 'https://gone.example/i.png')",
    "INSERT INTO favicon_bitmaps (icon_id, last_updated, width, last_requested) VALUES (1, 13300000000000001, 16, 0), (1, 13300000000000002, 32, 0), (2, 0, 16, 13300000000000003), (3, 0, 16, 0), (3, 0, 32, 0)",
  ]);

test("reads each page once with its icon, and icons whose pages are gone", async () => {
  const records = await recordsOf(favicons, PATH, await phone());
  expect(records.map(({ kind, url, iconUrl, noted }) => [kind, url, iconUrl, noted?.raw])).toEqual([
    ["icon", "https://news.example/a", "https://news.example/i.png", "13300000000000001"],
    ["icon", "https://evil.example/x", "https://cdn.example/i.png", "13300000000000003"],
    ["icon", "https://bare.example/", undefined, undefined],
    ["alone", undefined, "https://gone.example/i.png", undefined],
  ]);
});

test("tells the page as visited and the icon of another host as fetched, and dates them as communication", async () => {
  const records = await recordsOf(favicons, PATH, await phone());
  expect(records.map((record) => favicons.observables!(record).map(({ role, value }) => `${role} ${value}`))).toEqual([
    ["visited https://news.example/a"],
    ["visited https://evil.example/x", "resolved https://cdn.example/i.png"],
    ["visited https://bare.example/"],
    ["resolved https://gone.example/i.png"],
  ]);
  expect(records.map((record) => favicons.events!(record).map(({ kind }) => kind))).toEqual([["visit"], ["visit"], [], []]);
});

test("names the rows of mapping and icon", async () => {
  const { located } = await read(favicons, { [PATH]: await phone() });
  expect(located[1]!.at).toEqual([
    { kind: "row", table: "icon_mapping", row: "2" },
    { kind: "row", table: "favicons", row: "2" },
  ]);
});

test("reads the fifth version, where the time stood with the icon", async () => {
  const old = await buildDatabase([
    ...[MAPPING, OLD_ICONS],
    "INSERT INTO icon_mapping VALUES (1, 'http://a.example/', 1)",
    "INSERT INTO favicons VALUES (1, 'http://a.example/i', 13000000000000000, NULL)",
  ]);
  expect(await recordsOf(favicons, PATH, old)).toMatchObject([{ url: "http://a.example/", noted: { raw: "13000000000000000" } }]);
});

test("lets bad rows cost themselves alone", async () => {
  const bytes = await buildDatabase([
    MAPPING.replace(" NOT NULL", ""),
    ICONS.replace(" NOT NULL", ""),
    BITMAPS,
    "INSERT INTO icon_mapping VALUES (1, NULL, NULL), (2, x'68747470733a2f2f622e6578616d706c652f', 'x'), (3, '', 1)",
    "INSERT INTO favicons (id, url) VALUES (1, NULL)",
    "INSERT INTO favicon_bitmaps (icon_id, last_updated) VALUES (1, 'noon')",
  ]);
  const { records, error } = await read(favicons, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toEqual([{ kind: "icon", url: "https://b.example/" }]);
});

test("says when the table of pages is not there, and nothing of an empty database", async () => {
  expect((await read(favicons, { [PATH]: await buildDatabase(ICONS) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(favicons, PATH, await buildDatabase([MAPPING, ICONS, BITMAPS]))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(favicons, PATH, await phone())).toEqual([]);
});
