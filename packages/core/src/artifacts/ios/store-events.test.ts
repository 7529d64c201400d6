import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import storeEvents from "./store-events.ts";

const PATH = "bridle:/sysdiagnose/logs/appinstallation/appstored.sqlitedb";
const TABLES = [
  "CREATE TABLE app_updates (pid INTEGER PRIMARY KEY, bundle_id TEXT, timestamp REAL)",
  "CREATE TABLE settings (name TEXT)",
  "CREATE TABLE launches (bundleID TEXT)",
  "INSERT INTO app_updates VALUES (1, 'org.example.chat', 1680000000), (2, NULL, 5), (3, 'org.example.other', 'soon')",
  "INSERT INTO launches VALUES ('org.example.chat')",
];

test("reads every table that names apps, with the time where there is one", async () => {
  expect(await recordsOf(storeEvents, PATH, await buildDatabase(TABLES))).toMatchObject([
    { storeTable: "app_updates", bundleId: "org.example.chat", logged: { earliest: "1680000000000000000" } },
    { storeTable: "app_updates", bundleId: "org.example.other" },
    { storeTable: "launches", bundleId: "org.example.chat" },
  ]);
});

test("says when no table names apps", async () => {
  const { problems } = await read(storeEvents, { [PATH]: await buildDatabase("CREATE TABLE settings (name TEXT)") });
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(storeEvents, PATH, await buildDatabase(TABLES))).toEqual([]);
});
