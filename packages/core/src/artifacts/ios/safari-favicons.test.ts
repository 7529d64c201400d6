import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import favicons from "./safari-favicons.ts";

const PATH = "/private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/Image Cache/Favicons/Favicons.db";

// As WBSFaviconProviderDatabaseController of SafariShared makes them; width and what follows came with versions 2 and 3, rejected_resources with 4.
const PAGES = "CREATE TABLE page_url (url TEXT NOT NULL UNIQUE, uuid TEXT NOT NULL)";
const OLD_ICONS = "CREATE TABLE icon_info (uuid TEXT PRIMARY KEY NOT NULL, url TEXT NOT NULL, timestamp INTEGER)";
const ICONS = OLD_ICONS.replace(
  "timestamp INTEGER",
  "timestamp INTEGER, width INTEGER DEFAULT 0, height INTEGER DEFAULT 0, has_generated_representations INTEGER DEFAULT 0",
);
const REJECTED =
  "CREATE TABLE rejected_resources (page_url TEXT NOT NULL, icon_url TEXT NOT NULL, timestamp INTEGER, UNIQUE(page_url, icon_url))";

const phone = () =>
  buildDatabase([
    ...[PAGES, ICONS, REJECTED],
    "INSERT INTO page_url VALUES ('https://news.example/a', 'U1'), ('https://evil.example/x', 'U2'), ('https://bare.example/', 'U9')",
    "INSERT INTO icon_info (uuid, url, timestamp) VALUES ('U1', 'https://news.example/i.png', 700000000), ('U2', 'https://cdn.example/i.png', 700000001), ('U3', 'https://gone.example/i.png', 700000002)",
    "INSERT INTO rejected_resources VALUES ('https://no.example/', 'https://no.example/i.ico', 700000003)",
  ]);

test("reads pages with their icons, icons whose pages are gone, and those that were not got", async () => {
  const records = await recordsOf(favicons, PATH, await phone());
  expect(records.map(({ kind, url, iconUrl, noted }) => [kind, url, iconUrl, noted?.raw])).toEqual([
    ["icon", "https://news.example/a", "https://news.example/i.png", "700000000"],
    ["icon", "https://evil.example/x", "https://cdn.example/i.png", "700000001"],
    ["icon", "https://bare.example/", undefined, undefined],
    ["alone", undefined, "https://gone.example/i.png", "700000002"],
    ["rejected", "https://no.example/", "https://no.example/i.ico", "700000003"],
  ]);
});

test("tells the page as visited and the icon of another host as fetched", async () => {
  const records = await recordsOf(favicons, PATH, await phone());
  expect(records.map((record) => favicons.observables!(record).map(({ role, value }) => `${role} ${value}`))).toEqual([
    ["visited https://news.example/a"],
    ["visited https://evil.example/x", "resolved https://cdn.example/i.png"],
    ["visited https://bare.example/"],
    ["resolved https://gone.example/i.png"],
    ["visited https://no.example/"],
  ]);
  expect(records.map((record) => favicons.events!(record).map(({ kind }) => kind))).toEqual([
    ["visit"],
    ["visit"],
    [],
    ["visit"],
    ["visit"],
  ]);
});

test("names the rows of page and icon", async () => {
  const { located } = await read(favicons, { [PATH]: await phone() });
  expect(located[1]!.at).toEqual([
    { kind: "row", table: "page_url", row: "2" },
    { kind: "row", table: "icon_info", row: "2" },
  ]);
});

test("reads the first schema, which kept no rejected icons", async () => {
  const old = await buildDatabase([
    ...[PAGES, OLD_ICONS],
    "INSERT INTO page_url VALUES ('http://a.example/', 'U')",
    "INSERT INTO icon_info VALUES ('U', 'http://a.example/i', 500000000)",
  ]);
  expect(await recordsOf(favicons, PATH, old)).toHaveLength(1);
});

test("lets bad rows cost themselves alone", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE page_url (url, uuid)",
    ICONS.replaceAll(" NOT NULL", ""),
    "INSERT INTO page_url VALUES (7, 'U1'), (NULL, NULL), (x'68747470733a2f2f622e6578616d706c652f', 'U1')",
    "INSERT INTO icon_info (uuid, url, timestamp) VALUES ('U1', 'https://i.example/', 'noon'), ('U2', '', 0)",
  ]);
  const { records, problems, error } = await read(favicons, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ kind, url, iconUrl }) => [kind, url, iconUrl])).toEqual([
    ["icon", undefined, "https://i.example/"],
    ["icon", "https://b.example/", "https://i.example/"],
  ]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["timestamp", "timestamp"]);
});

test("says when the table of pages is not there, and nothing of an empty database", async () => {
  const { problems, records } = await read(favicons, {
    [PATH]: await buildDatabase([ICONS, "INSERT INTO icon_info (uuid, url) VALUES ('U', 'https://i.example/')"]),
  });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(records).toMatchObject([{ kind: "alone" }]);
  expect(await recordsOf(favicons, PATH, await buildDatabase([PAGES, ICONS, REJECTED]))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(favicons, PATH, await phone())).toEqual([]);
});
