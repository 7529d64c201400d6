import { expect, test } from "vitest";
import type { Application } from "../../artifacts/ios/applications.ts";
import { hitsOf } from "../../testing/index.ts";
import appWithForeignRecord from "./app-with-foreign-record.ts";

const app = (bundleId: string, storeBundleId?: string, isInstalled = true): Application => ({
  kind: "application",
  bundleId,
  isInstalled,
  origin: "app-store",
  ...(storeBundleId !== undefined && { storeBundleId }),
});
const judge = (...records: Application[]) => hitsOf(appWithForeignRecord, records);

test("names both apps", () => {
  expect(judge(app("com.example.copy", "com.example.messenger"))).toMatchObject([
    { subject: { type: "app:id", value: "com.example.copy" }, params: { record: "com.example.messenger" } },
  ]);
});

test("is silent where the record names the app, in whatever letter case, or none, or the app is not there", () => {
  expect(judge(app("com.example.app"), app("com.example.app", "com.Example.App"), app("a.b", "c.d", false))).toEqual([]);
});
