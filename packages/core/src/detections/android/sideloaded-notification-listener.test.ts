import { expect, test } from "vitest";
import { appSample, joinedOf, KEYS, ORDINARY_APPS, storeSample, systemSample } from "../../testing/index.ts";
import sideloadedNotificationListener from "./sideloaded-notification-listener.ts";

const NAME = "org.example.watch";
const power = { packageName: NAME, component: `${NAME}/.Part`, listenerState: "allowed" };
const judge = (app: object, record: object = power) =>
  joinedOf(sideloadedNotificationListener, { apps: [...ORDINARY_APPS, app], powers: [record] });

test("speaks of an app from outside the stores that has the power, and names who installed it", () => {
  expect(judge(appSample(NAME, { installer: "com.android.chrome" }))).toMatchObject([
    { subject: { type: "app:id", value: NAME }, params: { installer: "com.android.chrome" }, confidence: "medium", records: { length: 2 } },
  ]);
  expect(judge(appSample(NAME, { installer: "com.miui.huanji" }))).toMatchObject([{ confidence: "low" }]);
});

test("is silent on apps of the system, of its maker and of a store, and on apps that are not listed", () => {
  for (const app of [
    systemSample(NAME),
    storeSample(NAME),
    appSample(NAME, { signerHashes: [KEYS.maker] }),
    appSample("org.example.other"),
  ])
    expect(judge(app)).toEqual([]);
});
