import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import chromeHistory from "./chrome-history.ts";

const PATH =
  "/private/var/mobile/Containers/Data/Application/com.google.chrome.ios/Library/Application Support/Google/Chrome/Default/History";

// As Chromium makes them (components/history/core/browser); the old ones as of version 30.
const URLS =
  "CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL)";
const OLD_VISITS =
  "CREATE TABLE visits(id INTEGER PRIMARY KEY,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,transition INTEGER DEFAULT 0 NOT NULL,segment_id INTEGER,visit_duration INTEGER DEFAULT 0 NOT NULL)";
const VISITS =
  "CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,external_referrer_url TEXT,transition INTEGER DEFAULT 0 NOT NULL,segment_id INTEGER,visit_duration INTEGER DEFAULT 0 NOT NULL,opener_visit INTEGER,originator_cache_guid TEXT,originator_visit_id INTEGER)";
const SOURCES = "CREATE TABLE visit_source(id INTEGER PRIMARY KEY,source INTEGER NOT NULL)";
const DOWNLOADS =
  "CREATE TABLE downloads (id INTEGER PRIMARY KEY,guid VARCHAR NOT NULL,target_path LONGVARCHAR NOT NULL,start_time INTEGER NOT NULL)";
const CHAINS =
  "CREATE TABLE downloads_url_chains (id INTEGER NOT NULL,chain_index INTEGER NOT NULL,url LONGVARCHAR NOT NULL,PRIMARY KEY (id, chain_index))";

const SERVER_REDIRECT = -2147483647; // as SQLite stores 0x80000001
const CLIENT_REDIRECT = 0x60000000;
const TYPED = 268435457;

const visit = (id: number, page: number, from: number, transition: number, originator = "''") =>
  `INSERT INTO visits (id, url, visit_time, from_visit, transition, originator_cache_guid) VALUES (${id}, ${page}, ${13_300_000_000_000_000n + BigInt(id)}, ${from}, ${transition}, ${originator})`;

const phone = () =>
  buildDatabase([
    ...[URLS, VISITS, SOURCES, DOWNLOADS, CHAINS],
    "INSERT INTO urls VALUES (1, 'http://news.example/', 'News', 1, 1, 13300000000000001, 0), (2, 'https://evil.example/a', '', 1, 0, 13300000000000002, 0), (3, 'https://evil.example/b', NULL, 1, 0, 0, 0), (4, 'https://left.example/', 'Left', 2, 0, 13300000000000009, 0)",
    ...[
      visit(1, 1, 0, TYPED),
      visit(2, 2, 1, SERVER_REDIRECT),
      visit(3, 3, 2, CLIENT_REDIRECT),
      visit(4, 9, 77, 0, "'remote'"),
      visit(5, 1, 0, TYPED),
    ],
    "INSERT INTO visit_source VALUES (5, 0)",
    "INSERT INTO downloads VALUES (1, 'G', '/var/mobile/Containers/Data/Application/X/Documents/a.ipa', 13300000000000010)",
    "INSERT INTO downloads_url_chains VALUES (1, 0, 'https://short.example/'), (1, 1, 'https://files.example/a.ipa')",
  ]);

test("reads visits with the page they came from, and which came by redirect from another host", async () => {
  const records = await recordsOf(chromeHistory, PATH, await phone());
  expect(records.slice(0, 3)).toEqual([
    {
      kind: "visit",
      visitKey: 1,
      url: "http://news.example/",
      title: "News",
      visited: expect.objectContaining({ earliest: "1655526400000001000", raw: "13300000000000001" }),
      cameByRedirect: false,
      isFromOtherDevice: false,
    },
    expect.objectContaining({ url: "https://evil.example/a", fromUrl: "http://news.example/", cameByRedirect: true }),
    expect.objectContaining({ url: "https://evil.example/b", fromUrl: "https://evil.example/a", cameByRedirect: false }),
  ]);
});

test("keeps visits whose page is gone, pages whose visits are gone, and what the account's devices visited", async () => {
  const records = await recordsOf(chromeHistory, PATH, await phone());
  expect(records[3]).toMatchObject({ visitKey: 4, isFromOtherDevice: true });
  expect(records[3]).not.toHaveProperty("url");
  expect(records[4]).toMatchObject({ visitKey: 5, isFromOtherDevice: true });
  expect(records[5]).toEqual({ kind: "page", url: "https://left.example/", title: "Left", visitCount: 2, visited: expect.anything() });
  expect(records.slice(6).map(({ kind, url }) => `${kind} ${url}`)).toEqual([
    "download https://short.example/",
    "download https://files.example/a.ipa",
  ]);
});

test("tells visits, redirects, pages and downloads by their roles", async () => {
  const records = await recordsOf(chromeHistory, PATH, await phone());
  const url = (role: string, value: string) => ({ type: "url:value", role, value });
  expect(records.map((record) => chromeHistory.observables!(record))).toEqual([
    [url("visited", "http://news.example/")],
    [{ ...url("visited", "https://evil.example/a"), circumstances: ["redirect"] }],
    [url("visited", "https://evil.example/b")],
    [],
    [url("visited", "http://news.example/")],
    [url("listed", "https://left.example/")],
    [url("visited", "https://short.example/"), expect.objectContaining({ type: "file:path", role: "written" })],
    [
      url("visited", "https://files.example/a.ipa"),
      { type: "file:path", role: "written", value: "/private/var/mobile/Containers/Data/Application/X/Documents/a.ipa" },
    ],
  ]);
});

test("dates what it can as communication, and says where it happened", async () => {
  const records = await recordsOf(chromeHistory, PATH, await phone());
  const events = records.flatMap((record) => chromeHistory.events!(record));
  expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(["visit"]));
  expect(events.map(({ message }) => message.split("/").at(-1))).toEqual([
    ...["visited", "visited", "visited", "visited-elsewhere", "visited-elsewhere", "visited", "downloaded", "downloaded"],
  ]);
});

test("names the rows of visit and page", async () => {
  const { located } = await read(chromeHistory, { [PATH]: await phone() });
  expect(located[1]!.at).toEqual([
    { kind: "row", table: "visits", row: "2" },
    { kind: "row", table: "urls", row: "2" },
  ]);
});

test("reads an old schema, without sources, synced visits or downloads", async () => {
  const old = await buildDatabase([
    ...[URLS, OLD_VISITS],
    "INSERT INTO urls VALUES (1, 'http://a.example/', 'A', 1, 0, 0, 0)",
    "INSERT INTO visits VALUES (1, 1, 13000000000000000, 0, 0, 0, 0)",
  ]);
  expect(await recordsOf(chromeHistory, PATH, old)).toMatchObject([{ url: "http://a.example/", isFromOtherDevice: false }]);
});

test("lets bad rows cost themselves alone", async () => {
  const bytes = await buildDatabase([
    URLS.replaceAll(" NOT NULL", ""),
    OLD_VISITS.replaceAll(" NOT NULL", ""),
    "INSERT INTO urls VALUES (1, x'68747470733a2f2f622e6578616d706c652f', 7, 'x', 0, NULL, 0), (2, NULL, NULL, 0, 0, 0, 0), (3, 'https://c.example/', NULL, 0, 0, 'noon', 0)",
    "INSERT INTO visits VALUES (1, 1, 'noon', 'a', 'b', 0, 0), (2, 'x', 1e300, 2, NULL, 0, 0)",
  ]);
  const { records, problems, error } = await read(chromeHistory, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ kind, url }) => [kind, url])).toEqual([
    ["visit", "https://b.example/"],
    ["visit", undefined],
    ["page", "https://c.example/"],
  ]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["visit_time", "last_visit_time"]);
});

test("says which table is not there, and tells every page where visits are missing", async () => {
  const { records, problems } = await read(chromeHistory, {
    [PATH]: await buildDatabase([URLS, "INSERT INTO urls VALUES (1, 'http://a.example/', 'A', 1, 0, 0, 0)"]),
  });
  expect(problems).toMatchObject([{ reason: "unreadable-form", problem: { problem: { params: { table: "visits" } } } }]);
  expect(records).toMatchObject([{ kind: "page", url: "http://a.example/" }]);
  expect(await recordsOf(chromeHistory, PATH, await buildDatabase([URLS, VISITS]))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(chromeHistory, PATH, await phone())).toEqual([]);
});
