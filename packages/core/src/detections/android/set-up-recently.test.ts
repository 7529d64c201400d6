import { expect, test } from "vitest";
import { fromUnixSeconds } from "../../model/time.ts";
import { appSample, joinedOf } from "../../testing/index.ts";
import setUpRecently from "./set-up-recently.ts";

const DAY = 86_400;
const START = 1_650_000_000;
const dayOf = (day: number) => fromUnixSeconds(START + day * DAY)!;
const app = (name: string, installed: number, updated = installed, over: object = {}) =>
  appSample(name, { firstInstalled: dayOf(installed), lastUpdated: dayOf(updated), ...over });
const RECENT = [app("org.example.a", 1), app("org.example.b", 0, 2), app("org.example.c", 2)];
const used = (day: number) => ({ kind: "event", packageName: "org.example.a", used: dayOf(day) });
const boots = (value: string, namespace = "global") => ({ namespace, setting: "boot_count", value });

test("tells when all apps came within days, and how often the phone was started since", () => {
  expect(joinedOf(setUpRecently, { installs: RECENT })).toMatchObject([
    { subject: "all-apps-recent", message: "summary", params: { apps: 3, days: 3 }, time: dayOf(0) },
  ]);
  expect(joinedOf(setUpRecently, { installs: RECENT, use: [used(9)], starts: [boots("4")] })).toMatchObject([
    { message: "summary-starts", params: { apps: 3, days: 10, starts: 4 } },
  ]);
});

test("takes no other setting for the count of starts", () => {
  for (const other of [boots("4", "secure"), boots("null"), { ...boots("4"), setting: "boot_counts" }])
    expect(joinedOf(setUpRecently, { installs: RECENT, starts: [other] })).toMatchObject([{ message: "summary" }]);
});

test("is silent on a phone with an older app, one that was used or updated long after, or with few apps", () => {
  expect(joinedOf(setUpRecently, { installs: [...RECENT, app("org.example.d", -30)] })).toEqual([]);
  expect(joinedOf(setUpRecently, { installs: RECENT, use: [used(40)] })).toEqual([]);
  expect(joinedOf(setUpRecently, { installs: [...RECENT, app("org.example.d", 1, 40)] })).toEqual([]);
  expect(joinedOf(setUpRecently, { installs: RECENT.slice(1) })).toEqual([]);
});

test("counts no app of the system, and none without a date", () => {
  expect(joinedOf(setUpRecently, { installs: [...RECENT, app("com.android.x", -900, -900, { isSystem: true })] })).toHaveLength(1);
  expect(joinedOf(setUpRecently, { installs: [...RECENT.slice(1), appSample("org.example.d", { users: [] })] })).toEqual([]);
});
