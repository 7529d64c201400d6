import { expect, test } from "vitest";
import { appSample, joinedOf, systemSample } from "../../testing/index.ts";
import trafficOfUnknownUid from "./traffic-of-unknown-uid.ts";

const apps = [appSample("org.example.a", { appUid: 10_100 }), systemSample("android", { appUid: 1000 })];
const use = (uid: number) => ({ uid, usageSet: "DEFAULT", receivedBytes: 1, sentBytes: 5_000 });
const judge = (...uids: readonly number[]) => joinedOf(trafficOfUnknownUid, { apps, traffic: uids.map(use) });

test("speaks of traffic under an id that no app has, once for each id", () => {
  expect(judge(10_222, 10_222, 1_010_333)).toMatchObject([{ subject: "uid 10222", params: { bytes: 5_000 } }, { subject: "uid 1010333" }]);
});

test("is silent on ids of apps, for whichever user, on the system's, on isolated ones, and without a list", () => {
  expect(judge(10_100, 1_010_100, 0, 1000, 2000, 99_005)).toEqual([]);
  expect(joinedOf(trafficOfUnknownUid, { apps: [], traffic: [use(10_222)] })).toEqual([]);
});
