import { expect, test } from "vitest";
import { isKnownZone, isSameClock, namedZone } from "./time-zone.ts";

test.each([
  ["Europe/Belgrade", "Europe/Belgrade"],
  [" Asia/Kathmandu ", "Asia/Kathmandu"],
  ["UTC", "UTC"],
  ["+2", "+02:00"],
  ["+0200", "+02:00"],
  ["-03:30", "-03:30"],
  ["+14:00", "+14:00"],
  ["-12:00", "-12:00"],
])("%j is a zone", (given, zone) => expect(namedZone(given)).toBe(zone));

test.each(["", "Europe/Nowhere", "Belgrade", "2", "+14:15", "-12:01", "+02:60", "+020000", "Europe/Belgrade; rm", "../UTC", "\u202eUTC"])(
  "%j is none",
  (given) => expect(namedZone(given)).toBeUndefined(),
);

test("two zones show one clock when they are one, or agree at that instant", () => {
  const [summer, winter] = ["2025-07-01T00:00:00Z", "2025-12-01T00:00:00Z"];
  expect(isSameClock("Europe/Belgrade", "europe/belgrade", undefined)).toBe(true);
  expect(isSameClock("Europe/Belgrade", "+02:00", summer)).toBe(true);
  expect(isSameClock("Europe/Belgrade", "+02:00", winter)).toBe(false);
  expect(isSameClock("Europe/Belgrade", "+02:00", undefined)).toBe(false);
  expect(isSameClock("Europe/Belgrade", "Nowhere/At-All", summer)).toBe(false);
  expect(isSameClock("Nowhere/At-All", "Nowhere/At-All", summer)).toBe(false);
});

test("a zone that no tz database has is not known", () => {
  expect(isKnownZone("Nowhere/At-All")).toBe(false);
  expect(isKnownZone("+05:45")).toBe(true);
});
