import { expect, test } from "vitest";
import { binaryPlist, faultsOf, type PlistInput, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import addaily from "./os-analytics-addaily.ts";

const PATH = "/private/var/mobile/Library/Preferences/com.apple.osanalytics.addaily.plist";
const DAY = plistDate("2023-06-01T03:04:05Z");
const listOf = (netUsageBaseline: PlistInput): Uint8Array<ArrayBuffer> => binaryPlist({ netUsageBaseline, version: 3 });

test("names each program with its counters and when they were taken", async () => {
  const [program] = await recordsOf(addaily, PATH, listOf({ BackupAgent: [DAY, 10.5, 20, 30, 40] }));
  expect(program).toEqual({
    processName: "BackupAgent",
    used: expect.objectContaining({ earliest: "1685588645000000000" }),
    wifiIn: 10.5,
    wifiOut: 20,
    cellularIn: 30,
    cellularOut: 40,
  });
  expect(addaily.observables!(program!)).toEqual([{ type: "process:name", role: "ran", value: "BackupAgent" }]);
  expect(addaily.events!(program!)).toEqual([
    { time: program!.used, kind: "process", message: "artifacts/ios/os-analytics-addaily/counted", params: { name: "BackupAgent" } },
  ]);
});

test("tells both halves of process and bundle, and a bundle id that stands alone", async () => {
  const counters = [DAY, 1, 2, 3, 4];
  const records = await recordsOf(
    addaily,
    PATH,
    listOf({ "bh/com.example.app": counters, "com.example.other": counters, "bluetoothd.log": counters, "x/": counters }),
  );
  expect(records.map(({ processName, processPart, bundleId }) => [processName, processPart, bundleId])).toEqual([
    ["bh/com.example.app", "bh", "com.example.app"],
    ["com.example.other", undefined, "com.example.other"],
    ["bluetoothd.log", undefined, undefined],
    ["x/", "x", undefined],
  ]);
  expect(addaily.observables!(records[0]!)).toEqual([
    { type: "process:name", role: "ran", value: "bh/com.example.app" },
    { type: "app:id", role: "ran", value: "com.example.app" },
  ]);
});

test("says where each program stands", async () => {
  const { located } = await read(addaily, { [PATH]: xmlPlist({ netUsageBaseline: { a: [DAY, 0, 0, 0, 0] } }) });
  expect(located[0]!.at).toEqual([{ kind: "key", path: ["netUsageBaseline", "a"] }]);
});

test("keeps the name of a program whose counters are damaged, and loses no other", async () => {
  const bytes = listOf({
    empty: [],
    short: [DAY, 1],
    text: "x",
    negative: [DAY, -1, 2, 3, 4],
    words: [DAY, "1", 2, 3, 4],
    undated: ["soon", 1, 2, 3, 4],
    whole: [DAY, 1, 2, 3, 4],
  });
  const { records, problems, error } = await read(addaily, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records.map(({ processName }) => processName)).toEqual(["empty", "short", "text", "negative", "words", "undated", "whole"]);
  expect(records[3]).not.toHaveProperty("wifiIn");
  expect(records[3]).toMatchObject({ wifiOut: 2 });
  expect(records[5]).not.toHaveProperty("used");
  expect(addaily.events!(records[5]!)).toEqual([]);
  expect(problems.map(({ problem }) => problem.at)).toEqual(
    ["empty", "short", "text", "negative", "words"].map((name) => [{ kind: "key", path: ["netUsageBaseline", name] }]),
  );
});

test("reads an empty list as none, and says when the list is missing or something else", async () => {
  expect(await recordsOf(addaily, PATH, listOf({}))).toEqual([]);
  for (const other of [binaryPlist({ other: 1 }), listOf([]), binaryPlist(["x"])]) {
    const { records, problems } = await read(addaily, { [PATH]: other });
    expect(records).toEqual([]);
    expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  }
});

test("reads as many programs as a phone can have, and says that there were more", async () => {
  const counters = [DAY, 0, 0, 0, 0];
  const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`p${index}`, counters]));
  const { records, problems } = await read(addaily, { [PATH]: xmlPlist({ netUsageBaseline: many }) });
  expect(records).toHaveLength(20_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(addaily, PATH, listOf({ "a/b.c.d": [DAY, 1, 2, 3, 4], x: [] }), { cuts: 100, flips: 300 })).toEqual([]);
});
