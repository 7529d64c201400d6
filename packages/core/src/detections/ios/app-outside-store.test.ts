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

test("takes a list in which most apps have no record for one of which the records were not copied", () => {
  const without = Array.from({ length: 30 }, (_, index) => app("no-store-record", { bundleId: `com.example.${index}` }));
  expect(judge(...without, app("other"))).toMatchObject([
    { subject: "missing-records", severity: "info", count: 30, records: { length: 30 }, benign: [{}] },
    { subject: { value: "com.example.app" }, severity: "medium" },
  ]);
  expect(judge(...without.slice(0, 4), ...Array.from({ length: 20 }, () => app("app-store")))).toHaveLength(4);
  const many = Array.from({ length: 1_000 }, (_, index) => app("no-store-record", { bundleId: `com.example.${index}` }));
  expect(judge(...many)).toMatchObject([{ count: 1_000, records: { length: 100 } }]);
});

test("is silent on the store's apps, on records that state no source, and on apps that are not there", () => {
  expect(judge(app("app-store"), app("unstated"), app("other", { isInstalled: false }))).toEqual([]);
  const { bundleId: _, ...nameless } = app("other");
  expect(judge(nameless, { kind: "container", bundleId: "com.example.app", isApp: true })).toEqual([]);
});
