import { expect, test } from "vitest";
import { binaryPlist, buildDatabase, faultsOf, type PlistInput, plistDate, read, recordsOf } from "../../testing/index.ts";
import safariTabs from "./safari-tabs.ts";

const PATH = "/private/var/mobile/Library/Safari/SafariTabs.db";
const CLOUD = "/private/var/mobile/Library/Safari/CloudTabs.db";

// Tables and attributes as public readers of both databases describe them; columns that nothing here reads are left out.
const BOOKMARKS =
  "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY AUTOINCREMENT,special_id INTEGER DEFAULT 0,parent INTEGER,type INTEGER,title TEXT,url TEXT COLLATE NOCASE,num_children INTEGER DEFAULT 0,order_index INTEGER NOT NULL,external_uuid TEXT UNIQUE,last_modified REAL DEFAULT NULL,deleted INTEGER DEFAULT 0,extra_attributes BLOB DEFAULT NULL,local_attributes BLOB DEFAULT NULL,date_closed REAL DEFAULT NULL)";
const WINDOWS = "CREATE TABLE windows (id INTEGER PRIMARY KEY,local_tab_group_id INTEGER,private_tab_group_id INTEGER,uuid TEXT NOT NULL)";
const DEVICES =
  "CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_name TEXT,has_duplicate_device_name BOOLEAN DEFAULT 0,is_ephemeral_device BOOLEAN DEFAULT 0,last_modified REAL NOT NULL)";
const CLOUD_TABS =
  "CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL,system_fields BLOB NOT NULL,device_uuid TEXT NOT NULL,position BLOB NOT NULL,title TEXT,url TEXT NOT NULL,is_showing_reader BOOLEAN DEFAULT 0,is_pinned BOOLEAN DEFAULT 0,reader_scroll_position_page_index INTEGER,scene_id TEXT,last_viewed_time REAL DEFAULT 0)";

const hex = (bytes: Uint8Array): string => `x'${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
const blob = (value: PlistInput): string => hex(binaryPlist(value));
const session = (...urls: readonly string[]): Uint8Array =>
  Uint8Array.from([
    ...[0, 0, 0, 2],
    ...binaryPlist({ SessionHistory: { SessionHistoryEntries: urls.map((url) => ({ SessionHistoryEntryURL: url })) } }),
  ]);

const folder = (id: number, parent: number, title: string) =>
  `INSERT INTO bookmarks (id, parent, type, title, url, order_index) VALUES (${id}, ${parent}, 1, '${title}', '', 0)`;
const tab = (id: number, parent: number, url: string, rest = "0, NULL, NULL, NULL") =>
  `INSERT INTO bookmarks (id, parent, type, title, url, order_index, deleted, extra_attributes, local_attributes, date_closed) VALUES (${id}, ${parent}, 0, 'Page ${id}', '${url}', 0, ${rest})`;

const phone = () =>
  buildDatabase([
    ...[BOOKMARKS, WINDOWS],
    ...[folder(1, 0, "Root"), folder(2, 1, "Local"), folder(3, 1, "Private"), folder(4, 3, "inner"), folder(5, 1, "Gruppe")],
    "INSERT INTO windows VALUES (1, 2, 5, 'W')",
    tab(
      10,
      2,
      "https://news.example/",
      `0, ${blob({ LocalURL: "https://local.example/" })}, ${blob({ LastVisitTime: 700000000.5, OpenedFromLink: true, SessionState: session("https://before.example/", "https://news.example/") })}, NULL`,
    ),
    tab(11, 4, "https://hidden.example/", `1, ${blob({ DateLastViewed: plistDate("2024-02-03T04:05:06Z") })}, NULL, 700000009`),
    tab(12, 5, "https://window.example/"),
  ]);

const cloud = () =>
  buildDatabase([
    ...[DEVICES, CLOUD_TABS],
    "INSERT INTO cloud_tab_devices VALUES ('D1', x'00', 'A tablet', 0, 0, 700000000)",
    "INSERT INTO cloud_tabs (tab_uuid, system_fields, device_uuid, position, title, url, last_viewed_time) VALUES ('T1', x'00', 'D1', x'00', 'Away', 'https://away.example/', 700000000), ('T2', x'00', 'D2', x'00', NULL, 'https://lost.example/', 0)",
  ]);

test("reads tabs with what this device knows of them, and not the folders", async () => {
  const records = await recordsOf(safariTabs, PATH, await phone());
  expect(records).toEqual([
    {
      kind: "tab",
      url: "https://news.example/",
      shownUrl: "https://local.example/",
      title: "Page 10",
      viewed: expect.objectContaining({ earliest: "1678307200500000000" }),
      isPrivate: false,
      isOpenedByLink: true,
      isDeleted: false,
      pages: [{ url: "https://before.example/" }, { url: "https://news.example/" }],
    },
    expect.objectContaining({
      url: "https://hidden.example/",
      isDeleted: true,
      viewed: expect.objectContaining({ earliest: "1706933106000000000" }),
      closed: expect.objectContaining({ raw: "700000009" }),
    }),
    expect.objectContaining({ url: "https://window.example/" }),
  ]);
});

test("tells private tabs by the name of a folder around them, or because a window says so", async () => {
  const records = await recordsOf(safariTabs, PATH, await phone());
  expect(records.map((record) => record.kind === "tab" && record.isPrivate)).toEqual([false, true, true]);
});

test("reads tabs of the account's devices as a list, with the device where it is known", async () => {
  const records = await recordsOf(safariTabs, CLOUD, await cloud());
  expect(records).toEqual([
    { kind: "cloud-tab", url: "https://away.example/", title: "Away", deviceName: "A tablet", viewed: expect.anything() },
    { kind: "cloud-tab", url: "https://lost.example/" },
  ]);
  expect(records.map((record) => safariTabs.observables!(record))).toEqual([
    [{ type: "url:value", role: "listed", value: "https://away.example/" }],
    [{ type: "url:value", role: "listed", value: "https://lost.example/" }],
  ]);
});

test("tells each address of a tab once, and dates tabs as communication", async () => {
  const [news] = await recordsOf(safariTabs, PATH, await phone());
  expect(safariTabs.observables!(news!).map(({ role, value }) => `${role} ${value}`)).toEqual([
    "visited https://before.example/",
    "visited https://news.example/",
    "visited https://local.example/",
  ]);
  expect(safariTabs.events!(news!)).toMatchObject([{ kind: "visit", message: "artifacts/ios/safari-tabs/viewed-tab" }]);
});

test("reads the first schemas, which know neither windows nor when a tab was viewed", async () => {
  const old = await buildDatabase([
    "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, parent INTEGER, type INTEGER, title TEXT, url TEXT)",
    "INSERT INTO bookmarks VALUES (1, 0, 1, 'Private', NULL), (2, 1, 0, 'x', 'https://a.example/')",
  ]);
  expect(await recordsOf(safariTabs, PATH, old)).toEqual([
    { kind: "tab", url: "https://a.example/", title: "x", isPrivate: true, isDeleted: false },
  ]);
  const oldCloud = await buildDatabase(["CREATE TABLE cloud_tabs (url TEXT)", "INSERT INTO cloud_tabs VALUES ('https://b.example/')"]);
  expect(await recordsOf(safariTabs, CLOUD, oldCloud)).toEqual([{ kind: "cloud-tab", url: "https://b.example/" }]);
});

test("lets damaged attributes and wrong types cost themselves alone, and ends in folders that hold each other", async () => {
  const bytes = await buildDatabase([
    BOOKMARKS.replace(" NOT NULL", ""),
    "INSERT INTO bookmarks (id, parent, type, url, local_attributes, extra_attributes, date_closed) VALUES (1, 2, 1, NULL, NULL, NULL, NULL), (2, 1, 1, NULL, NULL, NULL, NULL), (3, 1, 0, 'https://a.example/', x'62706c6973743030ff', 'text', 'noon'), (4, NULL, 'x', x'68747470733a2f2f622e6578616d706c652f', NULL, NULL, NULL), (5, 1, 0, NULL, NULL, NULL, NULL)",
  ]);
  const { records, problems, error } = await read(safariTabs, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ url }) => url)).toEqual(["https://a.example/", "https://b.example/"]);
  expect(problems.map(({ problem }) => problem.problem.params?.["field"])).toEqual(["local_attributes", "date_closed"]);
});

test("says when neither table is there, and nothing of an empty one", async () => {
  const { problems } = await read(safariTabs, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(safariTabs, PATH, await buildDatabase([BOOKMARKS, WINDOWS]))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(safariTabs, PATH, await phone())).toEqual([]);
  expect(await faultsOf(safariTabs, CLOUD, await cloud())).toEqual([]);
});
