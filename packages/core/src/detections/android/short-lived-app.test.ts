import { expect, test } from "vitest";
import type { DailyPackageChange } from "../../artifacts/android/battery-daily.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import shortLivedApp from "./short-lived-app.ts";

const day = (number: number) => fromUnixSeconds(1_790_000_000 + number * 86_400)!;
const change = (
  packageChange: DailyPackageChange["packageChange"],
  number: number,
  packageName = "org.example.watch",
): DailyPackageChange => ({
  packageChange,
  packageName,
  day: day(number),
  isCurrentDay: false,
});

test("speaks of an app that came and went, newest first as the statistics list it", () => {
  expect(hitsOf(shortLivedApp, [change("uninstall", 5), change("update", 3), change("update", 2)])).toMatchObject([
    { subject: { value: "org.example.watch" }, time: day(5), records: { length: 2 } },
  ]);
});

test("is silent on apps that only came, only went, or came back", () => {
  expect(hitsOf(shortLivedApp, [change("update", 3), change("uninstall", 4, "org.example.other")])).toEqual([]);
  expect(hitsOf(shortLivedApp, [change("update", 6), change("uninstall", 5)])).toEqual([]);
});
