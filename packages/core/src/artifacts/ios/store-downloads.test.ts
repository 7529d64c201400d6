import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import storeDownloads from "./store-downloads.ts";

const PATH = "/private/var/mobile/Media/Downloads/downloads.28.sqlitedb";
const TABLE =
  "CREATE TABLE asset (pid INTEGER PRIMARY KEY, download_id INTEGER, asset_type TEXT, url TEXT, local_path TEXT, destination_url TEXT, is_downloaded INTEGER)";
const ROWS = `INSERT INTO asset VALUES
  (1, 7, 'media', 'https://iosapps.itunes.apple.com/a.ipa', '/var/mobile/Media/Downloads/7/a.ipa', NULL, 1),
  (2, 8, 'media', 'https://example.org/x', NULL, 'file:///private/var/containers/Shared/SystemGroup/x.sqlite', 0),
  (3, 9, NULL, NULL, NULL, NULL, NULL)`;

test("tells what was to be fetched and where it was to be put", async () => {
  const records = await recordsOf(storeDownloads, PATH, await buildDatabase([TABLE, ROWS]));
  expect(records).toEqual([
    {
      url: "https://iosapps.itunes.apple.com/a.ipa",
      path: "/private/var/mobile/Media/Downloads/7/a.ipa",
      assetType: "media",
      isFetched: true,
    },
    { url: "https://example.org/x", path: "/private/var/containers/Shared/SystemGroup/x.sqlite", assetType: "media", isFetched: false },
    {},
  ]);
  expect(storeDownloads.observables!(records[1]!)).toEqual([
    { type: "url:value", role: "listed", value: "https://example.org/x" },
    { type: "file:path", role: "listed", value: "/private/var/containers/Shared/SystemGroup/x.sqlite" },
  ]);
});

test("reads a table without the newer columns, and says when there is none", async () => {
  const old = await buildDatabase(["CREATE TABLE asset (url TEXT)", "INSERT INTO asset VALUES ('https://example.org/')"]);
  expect(await recordsOf(storeDownloads, PATH, old)).toEqual([{ url: "https://example.org/" }]);
  const other = await read(storeDownloads, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(other.problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(storeDownloads, PATH, await buildDatabase([TABLE, ROWS]))).toEqual([]);
});
