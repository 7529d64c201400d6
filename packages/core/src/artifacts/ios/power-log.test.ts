import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import powerLog from "./power-log.ts";

const PATH = "bridle:/sysdiagnose/logs/powerlogs/powerlog_2021-12-16_05-54_84E2141B.PLSQL";
const OFFSETS = "CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY, timestamp REAL, system REAL)";
const STARTED =
  "CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY, timestamp REAL, BundleID TEXT, PID INTEGER, ProcessName TEXT)";
const started = (time: number, name: string, bundle = "NULL"): string =>
  `INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID (timestamp, BundleID, PID, ProcessName) VALUES (${time}, ${bundle}, 77, '${name}')`;
const offset = (time: number, system: number): string =>
  `INSERT INTO PLStorageOperator_EventForward_TimeOffset (timestamp, system) VALUES (${time}, ${system})`;
const T = 1_635_848_600;

test("each row's time is corrected by the distance of the clock that was noted last before it", async () => {
  const bytes = await buildDatabase([
    OFFSETS,
    STARTED,
    offset(T + 10, -400),
    offset(T + 100, -600),
    started(T, "early"),
    started(T + 50, "bh", "'com.example.app'"),
    started(T + 200, "com.apple.MobileSoftwareUpdate."),
  ]);
  const records = await recordsOf(powerLog, PATH, bytes);
  expect(records).toMatchObject([
    { kind: "started", process: "early", time: { clock: "powerlog", earliest: `${T}000000000` } },
    { process: "bh", bundleId: "com.example.app", pid: 77, time: { clock: "utc", earliest: `${T - 350}000000000`, raw: String(T + 50) } },
    { time: { clock: "utc", earliest: `${T - 400}000000000` } },
  ]);
  expect(powerLog.observables!(records[1]!)).toEqual([
    { type: "process:name", role: "ran", value: "bh" },
    { type: "app:id", role: "ran", value: "com.example.app" },
  ]);
  expect(powerLog.cuts).toEqual({ "process:name": 31 });
});

test("camera and screen say whether they were on, by two tables and in either sense, and calls name their app", async () => {
  const bytes = await buildDatabase([
    OFFSETS,
    offset(T, 0),
    "CREATE TABLE PLCameraAgent_EventForward_Camera (ID INTEGER PRIMARY KEY, timestamp REAL, BundleId TEXT, State INTEGER)",
    `INSERT INTO PLCameraAgent_EventForward_Camera VALUES (1, ${T + 1}, 'org.example.app', 1), (2, ${T + 2}, 'org.example.app', 0), (3, ${T + 3}, NULL, 1)`,
    "CREATE TABLE PLSpringBoardAgent_EventForward_SBBlank (ID INTEGER PRIMARY KEY, timestamp REAL, Blanked INTEGER)",
    `INSERT INTO PLSpringBoardAgent_EventForward_SBBlank VALUES (1, ${T + 4}, 1), (2, ${T + 5}, 0), (3, ${T + 6}, NULL)`,
    "CREATE TABLE PLDisplayAgent_EventPoint_Display (ID INTEGER PRIMARY KEY, timestamp REAL, Block TEXT, Active INTEGER)",
    `INSERT INTO PLDisplayAgent_EventPoint_Display VALUES (1, ${T + 7}, 'Backlight', 1)`,
    "CREATE TABLE PLXPCAgent_EventForward_InCallService (ID INTEGER PRIMARY KEY, timestamp REAL, bundleID TEXT, status TEXT)",
    `INSERT INTO PLXPCAgent_EventForward_InCallService VALUES (1, ${T + 8}, 'org.example.phone', 'callStop')`,
  ]);
  const records = await recordsOf(powerLog, PATH, bytes);
  expect(records.map(({ kind, isOn }) => [kind, isOn])).toEqual([
    ["camera", true],
    ["camera", false],
    ["call", undefined],
    ["screen", false],
    ["screen", true],
    ["screen", undefined],
    ["screen", true],
  ]);
  expect(records[2]).toMatchObject({ bundleId: "org.example.phone", detail: "callStop" });
  expect(powerLog.events!(records[3]!)).toEqual([]);
});

test("intervals take their time from the row that they belong to, and transfers name who asked", async () => {
  const bytes = await buildDatabase([
    OFFSETS,
    offset(T, 0.5),
    "CREATE TABLE PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval (ID INTEGER PRIMARY KEY, timestamp REAL)",
    `INSERT INTO PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval VALUES (7, ${T + 1})`,
    "CREATE TABLE PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic (ID INTEGER PRIMARY KEY, FK_ID INTEGER, ProcessName TEXT)",
    "INSERT INTO PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic VALUES (1, 7, 'routined'), (2, 8, 'orphan')",
    "CREATE TABLE PLXPCAgent_EventPoint_BackgroundTransfer (ID INTEGER PRIMARY KEY, timestamp REAL, bundleID TEXT, bytesReceived INTEGER, bytesSent INTEGER, errorFailingURL TEXT)",
    `INSERT INTO PLXPCAgent_EventPoint_BackgroundTransfer VALUES (1, ${T + 2}, 'com.apple.x:[com.apple.x:(null)]', 5, 7, 'https://c2.example/up')`,
  ]);
  const records = await recordsOf(powerLog, PATH, bytes);
  expect(records).toMatchObject([
    { kind: "processor", process: "routined", time: { earliest: `${T + 1}500000000` } },
    { kind: "processor", process: "orphan" },
    { kind: "transfer", bundleId: "com.apple.x", bytesIn: 5, bytesOut: 7, url: "https://c2.example/up" },
  ]);
  expect(records[1]).not.toHaveProperty("time");
  expect(powerLog.observables!(records[2]!)).toContainEqual({ type: "url:value", role: "contacted", value: "https://c2.example/up" });
});

test("an app that was deleted is listed, one that is there installed; its executable has not run for that", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE PLApplicationAgent_EventNone_AllApps (ID INTEGER PRIMARY KEY, timestamp REAL, AppBundleId TEXT, AppExecutable TEXT, AppDeletedDate INTEGER)",
    `INSERT INTO PLApplicationAgent_EventNone_AllApps VALUES (1, ${T}, 'com.here', 'Here', 0), (2, ${T}, 'com.gone', 'Gone', ${T + 9})`,
  ]);
  const { records, notes } = await read(powerLog, { [PATH]: bytes });
  expect(records.map((record) => powerLog.observables!(record))).toEqual([
    [{ type: "app:id", role: "installed", value: "com.here" }],
    [{ type: "app:id", role: "listed", value: "com.gone" }],
  ]);
  expect(records.flatMap((record) => powerLog.events!(record))).toMatchObject([{ kind: "uninstall", params: { name: "Gone" } }]);
  expect(notes.map(({ problem }) => problem.message)).toEqual(["artifacts/ios/power-log/no-offsets"]);
});

test("a diary without known tables is told, and damage survived", async () => {
  expect((await read(powerLog, { [PATH]: await buildDatabase(["CREATE TABLE x (y)"]) })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
  const bytes = await buildDatabase([OFFSETS, STARTED, offset(T, 1), started(T + 1, "x")], { pageSize: 512 });
  expect(await faultsOf(powerLog, PATH, bytes, { cuts: 8, flips: 30 })).toEqual([]);
});
