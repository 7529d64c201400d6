import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import safariHistory from "./safari-history.ts";

const PATH = "/private/var/mobile/Library/Safari/History.db";
const ITEMS =
  "CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT, visit_count INTEGER)";
const VISITS =
  "CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL, visit_time REAL, title TEXT, load_successful BOOLEAN DEFAULT 1, redirect_source INTEGER, redirect_destination INTEGER, origin INTEGER DEFAULT 0)";
const TOMBSTONES =
  "CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT, start_time REAL, end_time REAL, url TEXT, generation INTEGER)";

const phone = () =>
  buildDatabase([
    ITEMS,
    VISITS,
    TOMBSTONES,
    `INSERT INTO history_items VALUES (1, 'http://news.example/', 'news', 1), (2, 'https://evil.example/a', 'evil', 1), (3, 'https://left.example/', 'left', 2),
      (4, 'https://r.example/?u=https%3A%2F%2Finner.example%2Fx', NULL, 1)`,
    `INSERT INTO history_visits VALUES (11, 1, 700000000.25, 'News', 1, NULL, 12, 0), (12, 2, 700000000.5, NULL, 0, 11, NULL, 0),
      (13, 9, 700000001, NULL, 1, NULL, 77, 1), (14, 4, NULL, NULL, 1, NULL, NULL, 0)`,
    "INSERT INTO history_tombstones VALUES (1, -63114076800, 700000002, 'https://gone.example/', 0), (2, 700000000, 700000003, NULL, 0)",
  ]);

test("joins each visit with its page and with both ends of its redirect", async () => {
  const [news, evil] = await recordsOf(safariHistory, PATH, await phone());
  expect(news).toMatchObject({
    kind: "visit",
    url: "http://news.example/",
    isLoaded: true,
    cameByRedirect: false,
    redirectDestination: { visitKey: 12, url: "https://evil.example/a", visited: { earliest: "1678307200500000000" } },
  });
  expect(evil).toMatchObject({ redirectSource: { visitKey: 11, url: "http://news.example/" }, cameByRedirect: true, isLoaded: false });
});

test("keeps visits whose page is gone, pages whose visits are gone and what was deleted", async () => {
  const records = await recordsOf(safariHistory, PATH, await phone());
  expect(records[2]).toMatchObject({ kind: "visit", visitKey: 13, isFromOtherDevice: true, redirectDestination: { visitKey: 77 } });
  expect(records[2]).not.toHaveProperty("url");
  expect(records[4]).toEqual({ kind: "page", itemKey: 3, url: "https://left.example/", visitCount: 2 });
  expect(records[5]).toMatchObject({ kind: "tombstone", url: "https://gone.example/", to: { raw: "700000002" } });
  expect(records[5]).not.toHaveProperty("from");
  expect(records).toHaveLength(7);
});

test("tells a visit by redirect, one that never loaded, one that was deleted and one inside another", async () => {
  const observables = (await recordsOf(safariHistory, PATH, await phone())).flatMap((record) => safariHistory.observables!(record));
  expect(observables).toEqual([
    { type: "url:value", role: "visited", value: "http://news.example/" },
    { type: "url:value", role: "visited", value: "https://evil.example/a", circumstances: ["not-loaded", "redirect"] },
    { type: "url:value", role: "visited", value: "https://r.example/?u=https%3A%2F%2Finner.example%2Fx" },
    { type: "url:value", role: "visited", value: "https://inner.example/x", circumstances: ["embedded"] },
    { type: "url:value", role: "listed", value: "https://left.example/" },
    { type: "url:value", role: "visited", value: "https://gone.example/", circumstances: ["recovered"] },
  ]);
});

test("dates visits, and keeps one without a time", async () => {
  const records = await recordsOf(safariHistory, PATH, await phone());
  expect(records.map((record) => safariHistory.events!(record).map(({ message }) => message.slice(29)))).toEqual([
    ["visited"],
    ["visited"],
    ["visited-elsewhere"],
    [],
    [],
    ["deleted-until"],
    ["deleted-until"],
  ]);
});

test("names the rows of visit and page", async () => {
  const { located } = await read(safariHistory, { [PATH]: await phone() });
  expect(located[1]!.at).toEqual([
    { kind: "row", table: "history_visits", row: "12" },
    { kind: "row", table: "history_items", row: "2" },
  ]);
});

test("reads the first schema, which knows neither redirects nor whether a page loaded", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT)",
    "CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL)",
    "INSERT INTO history_items VALUES (1, 'http://a.example/')",
    "INSERT INTO history_visits VALUES (1, 1, 500000000)",
  ]);
  const [visit] = await recordsOf(safariHistory, PATH, bytes);
  expect(visit).toMatchObject({ kind: "visit", url: "http://a.example/", isFromOtherDevice: false, cameByRedirect: false });
  expect(visit).not.toHaveProperty("isLoaded");
});

test("survives rows with the wrong types", async () => {
  const bytes = await buildDatabase([
    ITEMS.replace(" NOT NULL UNIQUE", ""),
    VISITS,
    "INSERT INTO history_items VALUES (1, x'687474703a2f2f622e6578616d706c652f', NULL, 'x'), (2, 7, NULL, NULL)",
    "INSERT INTO history_visits VALUES (1, 1, 'noon', x'00', 'yes', 'a', 'b', 'c'), (2, 2, 1e300, NULL, 1, 2, 2, 0)",
  ]);
  const { records, problems, error } = await read(safariHistory, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(problems).toMatchObject([{ problem: { at: [{ row: "1" }], problem: { params: { field: "visit_time" } } } }]);
  expect(records).toMatchObject([{ url: "http://b.example/" }, { visitKey: 2, redirectSource: { visitKey: 2 } }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(safariHistory, PATH, await phone())).toEqual([]);
});
