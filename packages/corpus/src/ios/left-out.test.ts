import { expect, test } from "vitest";
import { scenario } from "../scenarios/index.ts";
import { payloadPath } from "./backup.ts";
import { isLeftOut } from "./left-out.ts";

const SAFARI = "AppDomain-com.apple.mobilesafari";

test("a backup without a password lacks history and calls, and keeps messages", () => {
  const files = scenario("clean").build({ isSparse: true });
  expect(files.has(payloadPath(SAFARI, "Library/Safari/History.db"))).toBe(false);
  expect(files.has(payloadPath(SAFARI, "Library/Safari/History.db-wal"))).toBe(false);
  expect(files.has(payloadPath("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"))).toBe(false);
  expect(files.has(payloadPath("HomeDomain", "Library/SMS/sms.db"))).toBe(true);
  expect(files.has(payloadPath("HomeDomain", "Library/Safari/Bookmarks.db"))).toBe(true);
});

test("before iOS 13 it held them", () => {
  const files = scenario("clean").build({ isSparse: true, generation: "ios10" });
  expect(files.has(payloadPath("HomeDomain", "Library/Safari/History.db"))).toBe(true);
  expect([isLeftOut("ios/safari-history", "ios10"), isLeftOut("ios/safari-history", "ios18")]).toEqual([false, true]);
});

test("a phone is whole unless it is asked to be otherwise", () => {
  expect(scenario("clean").build().has(payloadPath(SAFARI, "Library/Safari/History.db"))).toBe(true);
});
