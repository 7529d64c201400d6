import { expect, test } from "vitest";
import type { Application, ApplicationRecord } from "../../artifacts/ios/applications.ts";
import { hitsOf } from "../../testing/index.ts";
import appOfOtherAccount from "./app-of-other-account.ts";

const apps = (count: number, storeAccount: string | undefined, fields: Partial<Application> = {}): Application[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "application",
    bundleId: `com.example.${storeAccount}-${index}`,
    isInstalled: true,
    origin: "app-store",
    ...(storeAccount !== undefined && { storeAccount }),
    ...fields,
  }));
const judge = (...records: ApplicationRecord[]) => hitsOf(appOfOtherAccount, records);

test("names the account of few apps among many of another, and keeps those apps", () => {
  expect(judge(...apps(20, "owner@example.org"), ...apps(2, "Other@example.org"))).toMatchObject([
    { subject: { type: "email-addr:value", value: "other@example.org" }, count: 2, params: { apps: 2, total: 22 }, records: { length: 2 } },
  ]);
});

test("tells accounts in one order, whatever the order of the apps", () => {
  const records = [...apps(1, "b@x.org"), ...apps(30, "owner@x.org"), ...apps(1, "a@x.org")];
  const subjects = (list: ApplicationRecord[]) => judge(...list).map(({ subject }) => subject);
  expect(subjects(records)).toEqual(subjects(records.toReversed()));
  expect(subjects(records)).toHaveLength(2);
});

test("is silent on one account, on two that share the apps, on few apps, and on apps that are not there", () => {
  expect(judge(...apps(20, "owner@x.org"), ...apps(5, undefined))).toEqual([]);
  expect(judge(...apps(20, "owner@x.org"), ...apps(10, "partner@x.org"))).toEqual([]);
  expect(judge(...apps(3, "owner@x.org"), ...apps(1, "other@x.org"))).toEqual([]);
  expect(judge(...apps(20, "owner@x.org"), ...apps(1, "other@x.org", { isInstalled: false }))).toEqual([]);
});

test("keeps a bounded number of apps of one account", () => {
  expect(judge(...apps(400, "owner@x.org"), ...apps(50, "other@x.org"))).toMatchObject([{ count: 50, records: { length: 20 } }]);
});
