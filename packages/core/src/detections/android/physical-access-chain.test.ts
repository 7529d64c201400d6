import { expect, test } from "vitest";
import type { InstallSession } from "../../artifacts/android/install-sessions.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection, Subject } from "../detection.ts";
import physicalAccessChain from "./physical-access-chain.ts";

const { anchor, beside, correlate, windowSeconds } = physicalAccessChain as CorrelateDetection;
const { computer, cable, grant } = beside;
const time = fromUnixSeconds(1_650_000_000)!;
const NAME = "org.example.watch";
const subject: Subject = { type: "app:id", value: NAME };
const session: InstallSession = {
  sessionId: 1,
  isHistorical: true,
  isFromAdb: true,
  packageName: NAME,
  finalStatus: 1,
  sessionCreated: time,
};
const recordOf = (data: object) => ({ artifact: "x", file: { path: "/x", rawPath: "x" }, at: [], data });
const installed = (data: InstallSession) => momentSample("anchor", 0, { subject, record: recordOf(data) });
const granted = (seconds: number, of: Subject = subject) =>
  momentSample("grant", seconds, { subject: of, record: recordOf({ appOperation: "BIND_ACCESSIBILITY_SERVICE" }) });
const judge = (data: InstallSession, ...moments: ReturnType<typeof momentSample>[]) => correlate(installed(data), moments);

test("anchors at finished installations past the stores", () => {
  expect(anchor.select(session)).toEqual({ time, subject });
  expect(anchor.select({ ...session, installer: "com.android.vending" })).toBeUndefined();
  expect(anchor.select({ ...session, finalStatus: -115 })).toBeUndefined();
});

test("gives a session of the shell that names no app the app that arrived with it", () => {
  const { packageName: _none, ...unnamed } = session;
  expect(anchor.select(unnamed)).toEqual({ time, subject: "session 1" });
  expect(anchor.select({ ...unnamed, isFromAdb: false })).toBeUndefined();
  const moments = [momentSample("arrival", 40, { subject }), momentSample("computer", -600), granted(3_000)];
  const begun = momentSample("anchor", 0, { subject: "session 1", record: recordOf(unnamed) });
  expect(correlate(begun, moments)).toMatchObject({ subject, message: "summary-all" });
  expect(correlate(begun, [momentSample("arrival", 4_000, { subject }), momentSample("computer", -600)])).toMatchObject({
    subject: "session 1",
    message: "summary-computer",
  });
});

test("looks beside it at computers, cables and powers in use", () => {
  expect(computer!.select({ kind: "key", keySource: "keystore", lastConnected: time })).toEqual({ time, subject: "unnamed-computer" });
  expect(computer!.select({ kind: "state" })).toBeUndefined();
  expect(cable!.select({ batteryEvent: "plugged", phase: "moment", detail: "usb", happened: time })).toBeDefined();
  expect(cable!.select({ batteryEvent: "plugged", phase: "moment", detail: "ac", happened: time })).toBeUndefined();
  const uses = [{ access: "access" as const, state: "fg", manner: "s", used: time }];
  const operation = { uid: 1, packageName: NAME, opMode: "allow", isRunning: false, uses };
  expect(grant!.select({ ...operation, appOperation: "BIND_ACCESSIBILITY_SERVICE" })).toEqual({ time, subject });
  expect(grant!.select({ ...operation, appOperation: "VIBRATE" })).toBeUndefined();
});

test("the whole chain is graver than two links of it", () => {
  expect(windowSeconds).toBe(6 * 3600);
  expect(judge(session, momentSample("computer", -600), granted(3_000))).toMatchObject({
    subject,
    message: "summary-all",
    severity: "high",
    confidence: "medium",
    params: { operations: "BIND_ACCESSIBILITY_SERVICE", hours: 1 },
  });
  expect(judge(session, momentSample("computer", -600))).toMatchObject({ message: "summary-computer", severity: "medium" });
  expect(judge(session, momentSample("cable", -600))).toMatchObject({ confidence: "low" });
  expect(judge(session, granted(100))).toMatchObject({ message: "summary-powers", confidence: "low" });
});

test("is silent on a single link, on powers of another app, and on a file that was opened with a charger at hand", () => {
  const byHand = { ...session, isFromAdb: false, installer: "com.google.android.packageinstaller" };
  expect(judge(session)).toBeUndefined();
  expect(judge(session, granted(10, { type: "app:id", value: "org.example.other" }))).toBeUndefined();
  expect(judge(byHand, momentSample("cable", -600))).toBeUndefined();
  expect(judge(byHand, momentSample("cable", -600), granted(10))).toMatchObject({ message: "summary-all" });
});

test("clocks of different zones are not set beside each other", () => {
  const local = momentSample("computer", -600);
  expect(judge(session, { ...local, time: { ...local.time, clock: "device-local", zoneSource: "assumed" } })).toBeUndefined();
});
