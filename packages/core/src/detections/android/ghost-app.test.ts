import { expect, test } from "vitest";
import type { InstallSession } from "../../artifacts/android/install-sessions.ts";
import { appSample, joinedOf, ORDINARY_APPS } from "../../testing/index.ts";
import type { JoinDetection } from "../detection.ts";
import ghostApp from "./ghost-app.ts";

const NAME = "com.example.gone";
const judge = (sources: Readonly<Record<string, readonly object[]>>) => joinedOf(ghostApp, { apps: ORDINARY_APPS, ...sources });
const operation = (packageName: string) => ({ packageName, uid: 1, appOperation: "CAMERA", opMode: "allow", uses: [], isRunning: false });
const session = (fields: Partial<InstallSession>): InstallSession => ({
  sessionId: 1,
  isHistorical: true,
  isFromAdb: false,
  packageName: NAME,
  finalStatus: 1,
  ...fields,
});

test("speaks of an app that sources name and the list does not, with the records of each", () => {
  const hits = judge({ operations: [operation(NAME)], databases: [{ packageName: NAME, pid: 1, databaseAction: "x", sql: "" }] });
  expect(hits).toMatchObject([
    {
      subject: { value: NAME },
      params: { number: 2, sources: "databases, operations" },
      severity: "low",
      confidence: "medium",
      records: { length: 2 },
    },
  ]);
});

test("counts each source of use once, however often it names the app", () => {
  const usage = { kind: "event", packageName: NAME };
  const hits = judge({
    usage: [usage, usage],
    exits: [{ packageName: NAME }],
    camera: [{ packageName: NAME }],
    audio: [{ packageName: NAME }],
  });
  expect(hits).toMatchObject([{ params: { sources: "audio, camera, exits, usage", number: 4 }, confidence: "medium" }]);
});

test("rates what the shell installed higher, and what was removed or came from a store lower", () => {
  expect(judge({ sessions: [session({ isFromAdb: true })] })).toMatchObject([{ severity: "medium" }]);
  expect(judge({ sessions: [session({ installer: "com.android.vending" })] })).toMatchObject([{ severity: "info" }]);
  expect(judge({ daily: [{ packageChange: "uninstall", packageName: NAME, isCurrentDay: true }] })).toMatchObject([
    { severity: "info", benign: [{ message: "detections/android/ghost-app/removal-noted" }] },
  ]);
});

test("statistics that outlast an app say little by themselves", () => {
  expect(judge({ usage: [{ kind: "total", packageName: NAME }] })).toMatchObject([{ severity: "info" }]);
  expect(judge({ usage: [{ kind: "total", packageName: NAME }], camera: [{ packageName: NAME }] })).toMatchObject([{ severity: "low" }]);
});

test("takes the security log, running processes and starts in the log for sources; a process only by its account", () => {
  const events = [
    { kind: "dns", hostname: "a.example", addresses: [], appId: NAME },
    { kind: "security", tag: "package_uninstalled", details: { package_name: NAME } },
    { kind: "security", tag: "keyguard_secured", details: {} },
  ];
  expect(judge({ events })).toMatchObject([{ params: { sources: "security log" }, severity: "info", benign: { length: 1 } }]);
  const process = { pid: 1, user: "u0_a234", processName: `${NAME}:remote`, state: "S" };
  const start = { kind: "start", logTag: "am_proc_start", process: NAME, uid: 1_010_234 };
  expect(judge({ processes: [process], starts: [start] })).toMatchObject([
    { subject: { value: NAME }, params: { sources: "log, processes" }, severity: "low", confidence: "medium" },
  ]);
  const listed = appSample("com.example.other", { appUid: 10_234 });
  expect(joinedOf(ghostApp, { apps: [...ORDINARY_APPS, listed], processes: [process], starts: [start] })).toEqual([]);
  const silent = [
    { ...process, user: "system" },
    { ...process, threads: 3 },
    { ...process, processName: "zygote" },
  ];
  expect(
    judge({
      processes: silent,
      starts: [
        { ...start, uid: 1_000 },
        { ...start, kind: "end" },
      ],
    }),
  ).toEqual([]);
});

test("is silent on apps of the list, system apps below an update, names that are none, and overrides alone", () => {
  const silent = ["com.whatsapp", "com.android.chrome", "android", "root"].map(operation);
  expect(
    judge({ operations: silent, overrides: [{ packageName: NAME, changeId: "1", overrideKind: "raw", overrideValue: "true" }] }),
  ).toEqual([]);
  expect(judge({ sessions: [session({ finalStatus: -115 })] })).toEqual([]);
});

test("rests on the whole list of apps", () => {
  expect((ghostApp as JoinDetection).needed).toEqual(["apps"]);
});
