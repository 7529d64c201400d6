import { expect, test } from "vitest";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import rule from "./change-after-pairing.ts";

const { anchor, beside, correlate } = rule as CorrelateDetection;
const paired = momentSample("anchor", 0);
const install = (seconds: number) => momentSample("install", seconds, { subject: { type: "app:id", value: "org.example.app" } });
const profile = (seconds: number) =>
  momentSample("profile", seconds, { subject: { type: "configuration-profile:id", value: "org.example.profile" } });
const logged = paired.time;

test("speaks of an app, else of a profile, that came after the pairing", () => {
  expect(correlate(paired, [profile(60), install(4_000)])).toMatchObject({
    message: "summary-install",
    params: { what: "org.example.app", hours: 2 },
  });
  expect(correlate(paired, [profile(60)])).toMatchObject({ message: "summary-profile", subject: { value: "org.example.profile" } });
});

test("is silent on what came before, and on clocks that cannot be compared", () => {
  expect(correlate(paired, [install(-60), profile(-60)])).toBeUndefined();
  const other = install(60);
  expect(correlate(paired, [{ ...other, time: { ...other.time, clock: "device-local" } }])).toBeUndefined();
});

test("takes pairings that succeeded, installs from elsewhere and profiles with a time", () => {
  expect(anchor.select({ lockdownStep: "paired", logged, hostId: "H" })).toMatchObject({ subject: "H" });
  expect(anchor.select({ lockdownStep: "refused", logged })).toBeUndefined();
  const event = { installationStep: "installed", logged, bundleId: "a.b" };
  expect(beside["install"]!.select({ ...event, installType: "Developer" })).toBeDefined();
  expect(beside["install"]!.select({ ...event, installType: "Customer" })).toBeUndefined();
  expect(beside["profile"]!.select({ kind: "profile", profileInstalled: logged, identifier: "p" })).toMatchObject({
    subject: { value: "p" },
  });
  expect(beside["profile"]!.select({ kind: "management" })).toBeUndefined();
});
