import { expect, test } from "vitest";
import { binaryPlist, buildDatabase, faultsOf, type PlistInput, plistDate, read, recordsOf } from "../../testing/index.ts";
import bookmarks from "./safari-bookmarks.ts";

const PATH = "/private/var/mobile/Library/Safari/Bookmarks.db";

// The table that Safari's bookmark code (WebBookmarkCollection) makes, of which the tabs of newer versions are rows too.
const TABLE =
  "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY AUTOINCREMENT,special_id INTEGER DEFAULT 0,parent INTEGER,type INTEGER,title TEXT,url TEXT COLLATE NOCASE,num_children INTEGER DEFAULT 0,editable INTEGER DEFAULT 1,deletable INTEGER DEFAULT 1,hidden INTEGER DEFAULT 0,order_index INTEGER NOT NULL,external_uuid TEXT UNIQUE,read INTEGER DEFAULT NULL,last_modified REAL DEFAULT NULL,deleted INTEGER DEFAULT 0,extra_attributes BLOB DEFAULT NULL,local_attributes BLOB DEFAULT NULL)";

const blob = (value: PlistInput): string => `x'${[...binaryPlist(value)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
const row = (id: number, url: string, attributes = "NULL", deleted = 0) =>
  `INSERT INTO bookmarks (id, parent, type, title, url, order_index, deleted, extra_attributes) VALUES (${id}, 0, ${url === "NULL" ? 1 : 0}, 'T${id}', ${url}, 0, ${deleted}, ${attributes})`;

const phone = () =>
  buildDatabase([
    TABLE,
    row(1, "NULL"),
    row(2, "'https://kept.example/'", blob({ "com.apple.Bookmark": { DateAdded: plistDate("2024-01-02T03:04:05Z") } })),
    row(
      3,
      "'https://read.example/'",
      blob({
        "com.apple.ReadingList": {
          DateAdded: plistDate("2024-01-03T00:00:00Z"),
          DateLastViewed: plistDate("2024-01-04T00:00:00Z"),
          PreviewText: "x",
        },
        imageURL: "https://picture.example/i.png",
        LocalURL: "https://read.example/",
      }),
      1,
    ),
  ]);

test("reads bookmarks and the reading list, and not the folders", async () => {
  expect(await recordsOf(bookmarks, PATH, await phone())).toEqual([
    {
      url: "https://kept.example/",
      title: "T2",
      isReadingList: false,
      isDeleted: false,
      added: expect.objectContaining({ earliest: "1704164645000000000" }),
    },
    {
      url: "https://read.example/",
      title: "T3",
      isReadingList: true,
      isDeleted: true,
      added: expect.objectContaining({ earliest: "1704240000000000000" }),
      viewed: expect.objectContaining({ earliest: "1704326400000000000" }),
      otherUrls: ["https://picture.example/i.png"],
    },
  ]);
});

test("lists addresses, and dates only what was read", async () => {
  const records = await recordsOf(bookmarks, PATH, await phone());
  expect(records.map((record) => bookmarks.observables!(record).map(({ role, value }) => `${role} ${value}`))).toEqual([
    ["listed https://kept.example/"],
    ["listed https://read.example/", "listed https://picture.example/i.png"],
  ]);
  expect(records.map((record) => bookmarks.events!(record).length)).toEqual([0, 1]);
});

test("reads the first schema, which has neither attributes nor marks of deletion", async () => {
  const old = await buildDatabase([
    "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, type INTEGER, title TEXT, url TEXT)",
    "INSERT INTO bookmarks VALUES (1, 0, NULL, 'http://a.example/')",
  ]);
  expect(await recordsOf(bookmarks, PATH, old)).toEqual([{ url: "http://a.example/", isReadingList: false, isDeleted: false }]);
});

test("keeps a bookmark whose attributes are damaged, and says so", async () => {
  const bytes = await buildDatabase([
    TABLE,
    row(1, "'https://a.example/'", "x'62706c697374303001'"),
    row(2, "x'68747470733a2f2f622e6578616d706c65'", "'text'"),
  ]);
  const { records, problems, error } = await read(bookmarks, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ url }) => url)).toEqual(["https://a.example/", "https://b.example"]);
  expect(problems).toMatchObject([{ problem: { at: [{ row: "1" }], problem: { params: { field: "extra_attributes" } } } }]);
});

test("says when the table is not there, and nothing of an empty one", async () => {
  const { problems } = await read(bookmarks, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(bookmarks, PATH, await buildDatabase(TABLE))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(bookmarks, PATH, await phone())).toEqual([]);
});
