import { expect, test } from "vitest";
import type { ResolverEntry } from "../../artifacts/android/resolver-tables.ts";
import { appSample, joinedOf, ORDINARY_APPS, storeSample } from "../../testing/index.ts";
import appWithoutIcon from "./app-without-icon.ts";

const NAME = "org.example.watch";
const entry = (table: ResolverEntry["table"], action: string, name: string): ResolverEntry => ({
  table,
  action,
  packageName: NAME,
  component: `${NAME}/${NAME}.${name}`,
});
const BOOT = entry("receiver", "android.intent.action.BOOT_COMPLETED", "Boot");
const MAIN = entry("activity", "android.intent.action.MAIN", "Start");
const judge = (app: object, ...entries: readonly ResolverEntry[]) =>
  joinedOf(appWithoutIcon, { apps: [...ORDINARY_APPS, app], openings: entries, starts: entries });
const user = appSample(NAME).users[0]!;

test("speaks of an app from outside that starts with the phone and declares nothing to be opened by", () => {
  expect(judge(appSample(NAME), BOOT)).toMatchObject([{ message: "summary", subject: { value: NAME }, records: { length: 2 } }]);
});

test("speaks of one whose activities are switched off for each user that has it", () => {
  const off = { ...user, disabledComponents: [`${NAME}.Start`] };
  const absent = { ...user, userId: 10, isInstalled: false };
  expect(judge(appSample(NAME, { users: [off, absent] }), BOOT, MAIN)).toMatchObject([
    { message: "summary-disabled", records: { length: 3 } },
  ]);
  expect(judge(appSample(NAME, { users: [off, { ...user, userId: 10 }] }), BOOT, MAIN)).toEqual([]);
});

test("is silent on apps that can be opened, do not start with the phone, or are of a store", () => {
  expect(judge(appSample(NAME), BOOT, MAIN)).toEqual([]);
  expect(judge(appSample(NAME))).toEqual([]);
  expect(judge(storeSample(NAME), BOOT)).toEqual([]);
});
