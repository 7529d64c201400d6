import { expect, test } from "vitest";
import type { ListedReport } from "../../artifacts/ios/crash-summary.ts";
import { hitsOf } from "../../testing/index.ts";
import rule from "./uncollected-crash-reports.ts";

const listed = (count: number, about: string, isCollected = false): ListedReport[] =>
  Array.from({ length: count }, (_, n) => ({ path: `/x/${about}-${n}.ips`, about, isCollected }));

test("speaks of five and more of one program that handles messages, by its name", () => {
  expect(hitsOf(rule, [...listed(5, "homed"), ...listed(4, "imagent")])).toMatchObject([
    { subject: { value: "homed" }, params: { program: "homed", count: 5 }, count: 5 },
  ]);
});

test("is silent on other programs, on few, and on reports that are there", () => {
  expect(hitsOf(rule, [...listed(50, "Game"), ...listed(4, "homed"), ...listed(50, "imagent", true)])).toEqual([]);
});
