import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import dataUsage from "./data-usage.ts";

const PATH = "/private/var/wireless/Library/Databases/DataUsage.sqlite";
const PROCESS =
  "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR, ZPROCNAME VARCHAR)";
const USAGE =
  "CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZHASPROCESS INTEGER, ZTIMESTAMP TIMESTAMP, ZWIFIIN FLOAT, ZWIFIOUT FLOAT, ZWWANIN FLOAT, ZWWANOUT FLOAT)";
const KEYS = "CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER)";

const phone = () =>
  buildDatabase([
    PROCESS,
    USAGE,
    KEYS,
    `INSERT INTO ZPROCESS VALUES (1, 7, 1, 700000000.5, 700000100.25, 'com.apple.datausage.messages', 'IMRemoteURLConne/com.apple.datausage.messages'),
      (2, 7, 1, 700000001, NULL, NULL, 'bh'), (4, 7, 1, 0, 0, 'com.example.app', '')`,
    `INSERT INTO ZLIVEUSAGE VALUES (10, 5, 1, 700000200, 1, 2, 3.0, 4), (11, 5, 1, 700000300, 0, 0, 0, 0), (12, 5, 3, 700000400, 0, 0, 9, 9),
      (13, 5, NULL, NULL, NULL, NULL, NULL, NULL)`,
    "INSERT INTO Z_PRIMARYKEY VALUES (5, 'LiveUsage', 0, 13), (7, 'Process', 0, 6)",
  ]);

test("yields each process once, in order of its key, then each usage with its process", async () => {
  const records = await recordsOf(dataUsage, PATH, await phone());
  expect(records.map((record) => [record.kind, record.kind === "usage" ? record.usageKey : record.processKey])).toEqual([
    ["process", 1],
    ["process", 2],
    ["process", 4],
    ["highest-key", 6],
    ["usage", 10],
    ["usage", 11],
    ["usage", 12],
    ["usage", 13],
  ]);
  expect(records[0]).toMatchObject({ processPart: "IMRemoteURLConne", bundleId: "com.apple.datausage.messages", hasUsage: true });
  expect(records[1]).toMatchObject({ processName: "bh", processPart: "bh", hasUsage: false });
  expect(records[4]).toMatchObject({ processKey: 1, isOrphan: false, wifiIn: 1, cellularIn: 3, processPart: "IMRemoteURLConne" });
});

test("keeps usage whose process is gone, and processes without usage, also beside a usage that names no process", async () => {
  const records = await recordsOf(dataUsage, PATH, await phone());
  expect(records[6]).toMatchObject({ kind: "usage", processKey: 3, isOrphan: true, cellularOut: 9 });
  expect(records[7]).toEqual({ kind: "usage", usageKey: 13, isOrphan: true });
  expect(records[2]).toMatchObject({ processKey: 4, hasUsage: false });
});

test("names processes whole, with the bundle, for the matcher to compare both halves", async () => {
  const records = await recordsOf(dataUsage, PATH, await phone());
  expect(dataUsage.observables!(records[0]!)).toEqual([
    { type: "process:name", role: "ran", value: "IMRemoteURLConne/com.apple.datausage.messages" },
    { type: "app:id", role: "ran", value: "com.apple.datausage.messages" },
  ]);
  expect(dataUsage.observables!(records[1]!)).toEqual([{ type: "process:name", role: "ran", value: "bh" }]);
  expect(dataUsage.observables!(records[3]!)).toEqual([]);
  expect(dataUsage.observables!(records[7]!)).toEqual([]);
  expect(dataUsage.cuts).toEqual({ "process:name": 16 });
});

test("places first and last use and each count in time, and gives no time where there is none", async () => {
  const records = await recordsOf(dataUsage, PATH, await phone());
  expect(dataUsage.events!(records[0]!).map(({ message, time }) => [message, time.earliest])).toEqual([
    ["artifacts/ios/data-usage/first-seen", "1678307200500000000"],
    ["artifacts/ios/data-usage/last-seen", "1678307300250000000"],
  ]);
  expect(dataUsage.events!(records[6]!)).toMatchObject([{ message: "artifacts/ios/data-usage/used-by-unknown" }]);
  expect(dataUsage.events!(records[2]!)).toEqual([]);
});

test("names the rows a usage rests on", async () => {
  const { located } = await read(dataUsage, { [PATH]: await phone() });
  expect(located[4]!.at).toEqual([
    { kind: "row", table: "ZLIVEUSAGE", row: "10" },
    { kind: "row", table: "ZPROCESS", row: "1" },
  ]);
  expect(located[6]!.at).toEqual([{ kind: "row", table: "ZLIVEUSAGE", row: "12" }]);
});

test("reads the older schema without Wi-Fi counters and without Core Data's key table", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZPROCNAME VARCHAR)",
    "CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS INTEGER, ZTIMESTAMP TIMESTAMP, ZWWANIN FLOAT, ZWWANOUT FLOAT)",
    "INSERT INTO ZPROCESS VALUES (1, 400000000, 400000000, 'locationd')",
    "INSERT INTO ZLIVEUSAGE VALUES (1, 1, 400000000, 5, 6)",
  ]);
  const records = await recordsOf(dataUsage, PATH, bytes);
  expect(records).toMatchObject([
    { kind: "process", processPart: "locationd" },
    { kind: "usage", cellularIn: 5 },
  ]);
  expect(records[1]).not.toHaveProperty("wifiIn");
});

test("does not take every usage for orphaned when the table of processes is not there", async () => {
  const bytes = await buildDatabase([USAGE, "INSERT INTO ZLIVEUSAGE VALUES (1, 5, 1, 700000000, 1, 1, 1, 1)"]);
  const { records, problems } = await read(dataUsage, { [PATH]: bytes });
  expect(records).toMatchObject([{ kind: "usage", isOrphan: false }]);
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("reads a row with text where numbers belong without losing it", async () => {
  const bytes = await buildDatabase([
    PROCESS,
    USAGE,
    "INSERT INTO ZPROCESS VALUES (1, 7, 1, 'x', x'00', x'636f6d', x'6268')",
    "INSERT INTO ZLIVEUSAGE VALUES (1, 5, 'one', 'now', 'many', NULL, NULL, NULL)",
  ]);
  const { records, problems } = await read(dataUsage, { [PATH]: bytes });
  expect(problems.map(({ problem }) => problem.problem.params!["field"])).toEqual([
    "ZFIRSTTIMESTAMP",
    "ZTIMESTAMP",
    "ZTIMESTAMP",
    "counter",
  ]);
  expect(records).toMatchObject([
    { kind: "process", processPart: "bh", bundleId: "com" },
    { kind: "usage", isOrphan: true },
  ]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(dataUsage, PATH, await phone())).toEqual([]);
});

test("calls no usage orphaned where the list of processes was not read to its end", async () => {
  const name = (key: number): string => `process-${String(key).padStart(5, "0")}-${"x".repeat(60)}`;
  const processes = Array.from({ length: 300 }, (_, index) => `(${index + 1}, 7, 1, 700000000, 700000000, NULL, '${name(index + 1)}')`);
  const usages = Array.from({ length: 300 }, (_, index) => `(${index + 1}, 5, ${index + 1}, 700000000, 1, 1, 1, 1)`);
  const bytes = await buildDatabase([
    PROCESS,
    USAGE,
    `INSERT INTO ZPROCESS VALUES ${processes.join(",")}`,
    `INSERT INTO ZLIVEUSAGE VALUES ${usages.join(",")}`,
  ]);
  const place = new TextDecoder("latin1").decode(bytes).indexOf(name(200));
  bytes.fill(0, place - (place % 4096), place - (place % 4096) + 8); // the header of the page that holds it
  const { records, error } = await read(dataUsage, { [PATH]: bytes });
  expect(error).toMatchObject({ name: "FormatError", code: "malformed" });
  expect(records.some((record) => record.kind === "usage")).toBe(true);
  expect(records.filter((record) => record.kind === "usage" && record.isOrphan)).toEqual([]);
});
