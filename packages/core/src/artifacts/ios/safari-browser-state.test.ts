import { expect, test } from "vitest";
import { binaryPlist, buildDatabase, faultsOf, type PlistInput, read, recordsOf } from "../../testing/index.ts";
import browserState from "./safari-browser-state.ts";

const PATH = "/private/var/mobile/Library/Safari/BrowserState.db";

// As MobileSafari's own statements write them (SFBrowserStateSQLiteStore, iOS 17): https://github.com/blacktop/ipsw-diffs
const TABS =
  "CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL UNIQUE,title TEXT,url TEXT COLLATE NOCASE,user_visible_url TEXT COLLATE NOCASE,order_index INTEGER NOT NULL,last_viewed_time REAL DEFAULT NULL,readinglist_bookmark_id INTEGER DEFAULT 0,opened_from_link BOOL DEFAULT 0,showing_reader BOOL DEFAULT 0,reader_view_top_scroll_offset INTEGER DEFAULT 0,private_browsing BOOL DEFAULT 0,displaying_standalone_image BOOL DEFAULT 0,browser_window_uuid TEXT NOT NULL,browser_window_id INTEGER NOT NULL,tab_group_uuid TEXT NOT NULL DEFAULT '',profile_uuid TEXT NOT NULL DEFAULT '')";
const SESSIONS =
  "CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT,tab_uuid TEXT NOT NULL UNIQUE,session_data BLOB DEFAULT NULL,uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0)";

const hex = (bytes: Uint8Array): string => `x'${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
const session = (...pages: readonly PlistInput[]): string =>
  hex(Uint8Array.from([0, 0, 0, 2, ...binaryPlist({ SessionHistory: { SessionHistoryCurrentIndex: 0, SessionHistoryEntries: pages } })]));
const page = (url: string, askedFor = url) => ({
  SessionHistoryEntryURL: url,
  SessionHistoryEntryOriginalURL: askedFor,
  SessionHistoryEntryData: new Uint8Array(3),
});

const tab = (id: number, url: string, viewed: string, more = "") =>
  `INSERT INTO tabs (id, uuid, url, order_index, last_viewed_time, browser_window_uuid, browser_window_id${more && ", user_visible_url, title, private_browsing, opened_from_link"}) VALUES (${id}, 'U${id}', '${url}', 0, ${viewed}, 'W', 1${more})`;

const phone = () =>
  buildDatabase([
    ...[TABS, SESSIONS],
    tab(1, "https://news.example/a", "700000000.5"),
    tab(2, "https://evil.example/x", "0", ", 'https://shown.example/', 'A title', 1, 1"),
    `INSERT INTO tab_sessions (tab_uuid, session_data) VALUES ('U1', ${session(page("https://start.example/"), page("https://evil.example/x", "https://link.example/1"))}), ('GONE', ${session(page("https://lost.example/"))})`,
  ]);

test("reads tabs with the pages they showed, and pages of tabs that are gone", async () => {
  const records = await recordsOf(browserState, PATH, await phone());
  expect(records).toEqual([
    {
      kind: "tab",
      url: "https://news.example/a",
      viewed: expect.objectContaining({ earliest: "1678307200500000000" }),
      isPrivate: false,
      isOpenedByLink: false,
      pages: [{ url: "https://start.example/" }, { url: "https://evil.example/x", askedFor: "https://link.example/1" }],
    },
    {
      kind: "tab",
      url: "https://evil.example/x",
      shownUrl: "https://shown.example/",
      title: "A title",
      isPrivate: true,
      isOpenedByLink: true,
    },
    { kind: "session", pages: [{ url: "https://lost.example/" }] },
  ]);
});

test("tells each address once, and which came by redirect from another host", async () => {
  const [news, evil, lost] = await recordsOf(browserState, PATH, await phone());
  const visited = (value: string) => ({ type: "url:value", role: "visited", value });
  expect(browserState.observables!(news!)).toEqual([
    visited("https://start.example/"),
    visited("https://link.example/1"),
    { ...visited("https://evil.example/x"), circumstances: ["redirect"] },
    visited("https://news.example/a"),
  ]);
  expect(browserState.observables!(evil!)).toEqual([visited("https://evil.example/x"), visited("https://shown.example/")]);
  expect(browserState.observables!(lost!)).toEqual([visited("https://lost.example/")]);
});

test("dates a tab that was viewed, as communication, and names the rows of tab and session", async () => {
  const { located } = await read(browserState, { [PATH]: await phone() });
  expect(located.map(({ data }) => browserState.events!(data).map(({ kind, params }) => [kind, params]))).toEqual([
    [["visit", { url: "https://news.example/a" }]],
    [],
    [],
  ]);
  expect(located[0]!.at).toEqual([
    { kind: "row", table: "tabs", row: "1" },
    { kind: "row", table: "tab_sessions", row: "1" },
  ]);
});

test("reads the first form, where the session stood in the tab's row", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE tabs (id INTEGER PRIMARY KEY, uuid TEXT, title TEXT, url TEXT, user_visible_url TEXT, last_viewed_time REAL, session_data BLOB)",
    `INSERT INTO tabs VALUES (1, 'U', NULL, 'https://a.example/', NULL, 500000000, ${session(page("https://b.example/"))})`,
  ]);
  const [first] = await recordsOf(browserState, PATH, bytes);
  expect(first).toMatchObject({ url: "https://a.example/", pages: [{ url: "https://b.example/" }] });
});

test("keeps a tab whose session is damaged or of another form, and says so", async () => {
  const bytes = await buildDatabase([
    ...[TABS, SESSIONS],
    ...[1, 2, 3].map((id) => tab(id, `https://t${id}.example/`, id === 3 ? "'noon'" : "1")),
    `INSERT INTO tab_sessions (tab_uuid, session_data) VALUES ('U1', x'00000000000102030405'), ('U2', ${hex(Uint8Array.from([0, 0, 0, 2, ...binaryPlist({ SessionHistory: [1] }).subarray(0, 20)]))}), ('U3', ${session("x", {}, { SessionHistoryEntryOriginalURL: "https://only.example/" })})`,
  ]);
  const { records, problems, error } = await read(browserState, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ url, pages }) => [url, pages])).toEqual([
    ["https://t1.example/", undefined],
    ["https://t2.example/", undefined],
    ["https://t3.example/", [{ url: "https://only.example/" }]],
  ]);
  expect(problems.map(({ problem }) => problem.problem.params)).toMatchObject([
    { field: "session_data", code: "unsupported" },
    { field: "session_data" },
    { field: "last_viewed_time", code: "malformed" },
  ]);
});

test("unpacks a session that Safari packed, and says where that cannot be done", async () => {
  const list = Uint8Array.from([0, 0, 0, 2, ...binaryPlist({ SessionHistory: { SessionHistoryEntries: [page("https://big.example/")] } })]);
  const length = [list.length & 255, list.length >> 8, 0, 0];
  const mark = (end: string) => [...`bv4${end}`].map((letter) => letter.charCodeAt(0));
  const whole = Uint8Array.from([...mark("-"), ...length, ...list, ...mark("$")]);
  const bytes = await buildDatabase([
    ...[TABS, SESSIONS],
    ...[1, 2].map((id) => tab(id, `https://t${id}.example/`, "1")),
    `INSERT INTO tab_sessions (tab_uuid, session_data) VALUES ('U1', ${hex(whole)}), ('U2', ${hex(whole.subarray(0, 40))})`,
  ]);
  const { records, problems } = await read(browserState, { [PATH]: bytes });
  expect(records.map(({ pages }) => pages)).toEqual([[{ url: "https://big.example/" }], undefined]);
  expect(problems).toMatchObject([{ problem: { problem: { params: { field: "session_data", code: "truncated" } } } }]);
});

test("says when the table is not there, and nothing of an empty one", async () => {
  const { problems } = await read(browserState, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(browserState, PATH, await buildDatabase([TABS, SESSIONS]))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(browserState, PATH, await phone())).toEqual([]);
});
