import { expect, test } from "vitest";
import { appSample, joinedOf, ORDINARY_APPS, storeSample, systemSample } from "../../testing/index.ts";
import sideloadedAppProfile from "./sideloaded-app-profile.ts";

const NAME = "org.example.watch";
const granted = (...names: string[]) =>
  names.map((name) => ({ permission: `android.permission.${name}`, isGranted: true, grant: "runtime" as const, userId: 0 }));
const service = { serviceState: "enabled", packageName: NAME, component: `${NAME}/.Eyes` };
const listener = { listenerState: "live", packageName: NAME, component: `${NAME}/.Reader` };
const overlay = { packageName: NAME, uid: 1, appOperation: "SYSTEM_ALERT_WINDOW", opMode: "allow", uses: [], isRunning: false };
const judge = (app: object, parts: Readonly<Record<string, readonly object[]>>) =>
  joinedOf(sideloadedAppProfile, { apps: [...ORDINARY_APPS, app], ...parts });

test("tells all that an app from outside may do, with the records that say so", () => {
  const app = appSample(NAME, { installer: "com.android.chrome", permissions: granted("RECORD_AUDIO", "CAMERA", "READ_SMS", "INTERNET") });
  expect(judge(app, { accessibility: [service], listeners: [listener], operations: [overlay] })).toMatchObject([
    {
      subject: { value: NAME },
      severity: "high",
      params: {
        powers: "accessibility, notifications, overlay",
        permissions: "RECORD_AUDIO, CAMERA, READ_SMS",
        installer: "com.android.chrome",
      },
      records: { length: 4 },
    },
  ]);
  expect(sideloadedAppProfile.concerns).toBe("stalkerware");
});

test("rates one strong power and a weak one medium, and what a tool copied with less confidence", () => {
  expect(judge(appSample(NAME), { accessibility: [service], operations: [overlay] })).toMatchObject([
    { severity: "medium", confidence: "medium" },
  ]);
  const copied = appSample(NAME, { installer: "com.sec.android.easyMover" });
  expect(judge(copied, { accessibility: [service], listeners: [listener] })).toMatchObject([{ severity: "high", confidence: "low" }]);
});

test("is silent on apps of the system and of stores, and on one power alone", () => {
  for (const app of [systemSample(NAME), storeSample(NAME)])
    expect(judge(app, { accessibility: [service], listeners: [listener] })).toEqual([]);
  expect(judge(appSample(NAME), { accessibility: [service] })).toEqual([]);
  expect(judge(appSample(NAME), { operations: [overlay] })).toEqual([]);
  expect(judge(appSample(NAME), { accessibility: [{ ...service, serviceState: "installed" }], operations: [overlay] })).toEqual([]);
  expect(judge(appSample(NAME), { accessibility: [service], operations: [{ ...overlay, opMode: "default" }] })).toEqual([]);
});
