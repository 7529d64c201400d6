import { expect, test } from "vitest";
import { appSample, joinedOf, ORDINARY_APPS, storeSample, systemSample } from "../../testing/index.ts";
import powersOfStoreApp from "./powers-of-store-app.ts";

const NAME = "org.example.reader";
const service = { serviceState: "enabled", packageName: NAME, component: `${NAME}/.Eyes` };
const admin = { adminKind: "device-admin", packageName: NAME, component: `${NAME}/.Boss`, policies: [], isTestOnly: false };
const judge = (app: object) => joinedOf(powersOfStoreApp, { apps: [...ORDINARY_APPS, app], accessibility: [service], admins: [admin] });

test("lists an app of a store with its powers, and says no more than that", () => {
  expect(judge(storeSample(NAME))).toMatchObject([
    { subject: { value: NAME }, params: { powers: "accessibility, device-admin" }, records: { length: 3 } },
  ]);
  expect(powersOfStoreApp.severity).toBe("info");
});

test("is silent on apps of the system, and on those that other rules speak of", () => {
  expect(judge(systemSample(NAME))).toEqual([]);
  expect(judge(appSample(NAME))).toEqual([]);
});
