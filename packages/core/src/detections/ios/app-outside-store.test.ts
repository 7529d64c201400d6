import { expect, test } from "vitest";
import type { Application, ApplicationRecord, Origin } from "../../artifacts/ios/applications.ts";
import { hitsOf } from "../../testing/index.ts";
import appOutsideStore from "./app-outside-store.ts";

const app = (origin: Origin, fields: Partial<Application> = {}): Application => ({
  kind: "application",
  bundleId: "com.example.app",
  isInstalled: true,
  origin,
  ...fields,
});
const judge = (...records: ApplicationRecord[]) => hitsOf(appOutsideStore, records);

test("rates an app by where it came from", () => {
  const severityOf = (origin: Origin) => judge(app(origin))[0]?.severity;
  expect(severityOf("other")).toBe("medium");
  expect(severityOf("no-store-record")).toBe("low");
  for (const origin of ["test-flight", "marketplace", "device-management"] as const) expect(severityOf(origin), origin).toBe("info");
});

test("names the app and what installed it", () => {
  expect(judge(app("other", { sourceApp: "com.example.installer" }))).toMatchObject([
    { subject: { type: "app:id", value: "com.example.app" }, message: "summary-other", params: { source: "com.example.installer" } },
  ]);
  expect(judge(app("marketplace", { distributor: "store.example" }))).toMatchObject([{ params: { source: "store.example" } }]);
});

test("is silent on the store's apps, on records that state no source, and on apps that are not there", () => {
  expect(judge(app("app-store"), app("unstated"), app("other", { isInstalled: false }))).toEqual([]);
  const { bundleId: _, ...nameless } = app("other");
  expect(judge(nameless, { kind: "container", bundleId: "com.example.app", isApp: true })).toEqual([]);
});
