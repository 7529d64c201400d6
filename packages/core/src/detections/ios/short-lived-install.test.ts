import { expect, test } from "vitest";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import rule from "./short-lived-install.ts";

const { anchor, beside, correlate } = rule as CorrelateDetection;
const app = (value: string) => ({ subject: { type: "app:id" as const, value } });
const removal = momentSample("anchor", 7_000, app("org.example.app"));
const logged = removal.time;

test("speaks of an app that came before and went", () => {
  expect(correlate(removal, [momentSample("install", 0, app("org.example.app"))])).toMatchObject({
    params: { app: "org.example.app", hours: 2 },
  });
});

test("is silent on other apps, and on an app that came back after it was removed", () => {
  expect(correlate(removal, [momentSample("install", 0, app("org.example.other"))])).toBeUndefined();
  expect(correlate(removal, [momentSample("install", 8_000, app("org.example.app"))])).toBeUndefined();
});

test("takes removals with an app and a time, and installs that are not of the store", () => {
  const step = (fields: object) => ({ bundleId: "a.b", logged, ...fields });
  expect(anchor.select(step({ installationStep: "removed" }))).toMatchObject({ subject: { value: "a.b" } });
  expect(anchor.select(step({ installationStep: "removed", logged: undefined }))).toBeUndefined();
  expect(anchor.select(step({ installationStep: "installed" }))).toBeUndefined();
  expect(beside["install"]!.select(step({ installationStep: "installed", installType: "Developer" }))).toBeDefined();
  expect(beside["install"]!.select(step({ installationStep: "installed", installType: "Customer" }))).toBeUndefined();
});
