import { expect, test } from "vitest";
import type { DailyPackageChange } from "../../artifacts/android/battery-daily.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import downgradedApp from "./downgraded-app.ts";

const update = (number: number, versionNumber: string, fields: Partial<DailyPackageChange> = {}): DailyPackageChange => ({
  packageChange: "update",
  packageName: "org.example.watch",
  versionNumber,
  day: fromUnixSeconds(1_790_000_000 + number * 86_400)!,
  isCurrentDay: false,
  ...fields,
});

test("speaks of a lower version on a later day", () => {
  expect(hitsOf(downgradedApp, [update(5, "11"), update(3, "12"), update(2, "10")])).toMatchObject([
    { params: { from: "12", to: "11" }, records: { length: 2 } },
  ]);
});

test("is silent on rising versions, on two of one day, after a removal, and on the version 0", () => {
  expect(hitsOf(downgradedApp, [update(5, "13"), update(3, "12")])).toEqual([]);
  expect(hitsOf(downgradedApp, [update(3, "11"), update(3, "12")])).toEqual([]);
  const removal: DailyPackageChange = {
    packageChange: "uninstall",
    packageName: "org.example.watch",
    day: update(4, "").day!,
    isCurrentDay: false,
  };
  expect(hitsOf(downgradedApp, [update(5, "11"), removal, update(3, "12")])).toEqual([]);
  expect(hitsOf(downgradedApp, [update(5, "0"), update(3, "12")])).toEqual([]);
});
