import { expect, test } from "vitest";
import type { DataUsageRecord } from "../../artifacts/ios/data-usage.ts";
import type { LocationClient } from "../../artifacts/ios/locationd-clients.ts";
import type { CatalogueEntry } from "../../artifacts/ios/manifest.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { momentSample } from "../../testing/moments.ts";
import type { CorrelateDetection } from "../detection.ts";
import triangulationWindow from "./triangulation-window.ts";

const { anchor, beside, correlate, windowSeconds } = triangulationWindow as CorrelateDetection;
const { settings, file, used, first, last, location } = beside;
const FOLDER = "/private/var/mobile/Library/SMS/Attachments/3c/12";
const at = (seconds: number) => fromUnixSeconds(1_650_000_000 + seconds)!;
const folder = momentSample("anchor", 0, { subject: FOLDER });
const judge = (...moments: readonly (readonly [stream: string, seconds: number])[]) =>
  correlate(
    folder,
    moments.map(([stream, seconds]) => momentSample(stream, seconds)),
  );

const entry = (path: string, fields: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  fileId: "0".repeat(40),
  domain: "MediaDomain",
  relativePath: path,
  path,
  entryKind: "folder",
  modified: at(0),
  statusChanged: at(2),
  ...fields,
});

test("anchors at folders of attachments of both levels that changed in both ways at once, and at no other", () => {
  expect(anchor.select(entry(FOLDER))).toMatchObject({ time: at(0), subject: FOLDER });
  expect(anchor.select(entry(FOLDER.slice(0, -3)))).toBeDefined();
  const { statusChanged: _, ...half } = entry(FOLDER);
  const silent = [half, entry(FOLDER, { statusChanged: at(9_000) }), entry(FOLDER, { entryKind: "file" }), entry(`${FOLDER}/A`)];
  for (const one of [...silent, entry("/private/var/mobile/Library/SMS/Attachments")]) expect(anchor.select(one)).toBeUndefined();
});

test("looks beside it at the published settings, files and location services", () => {
  const imageSettings = "/private/var/root/Library/Preferences/com.apple.ImageIO.plist";
  expect(settings!.select(entry(imageSettings, { entryKind: "file" }))).toMatchObject({ time: at(0) });
  expect(settings!.select(entry("/private/var/mobile/Library/Preferences/com.apple.ImageIO.plist"))).toBeUndefined();
  expect(file!.select(entry(`${FOLDER}/A/IMG.jpeg`, { entryKind: "file" }))).toBeDefined();
  expect(file!.select(entry(`${FOLDER}/A`))).toBeUndefined();
  const client: LocationClient = {
    client: "p/System/Library/LocationBundles/IonosphereHarvest.bundle",
    bundlePath: "/System/Library/LocationBundles/IonosphereHarvest.bundle",
    locationTimes: [
      { what: "ReceivingLocationInformationTimeStopped", time: at(1) },
      { what: "LocationTimeStopped", time: at(5) },
    ],
  };
  expect(location!.select(client)).toMatchObject({ time: at(5) });
  expect(location!.select({ ...client, bundlePath: "/System/Library/LocationBundles/Routine.bundle" })).toBeUndefined();
  expect(location!.select({ ...client, locationTimes: [] })).toBeUndefined();
});

test("looks beside it at whole names of processes, by each of their times", () => {
  const usage = (processName: string, bundleId?: string): DataUsageRecord => ({
    kind: "usage",
    usageKey: 1,
    isOrphan: false,
    used: at(9),
    processName,
    ...(bundleId !== undefined && { bundleId }),
  });
  const isSeen = (record: DataUsageRecord) => used!.select(record) !== undefined;
  expect(["nehelper", "com.apple.WebKit.WebContent", "com.apple.WebKit"].map((name) => isSeen(usage(name)))).toEqual([true, true, true]);
  expect(isSeen(usage("powerd/com.apple.datausage.diagnostics", "com.apple.datausage.diagnostics"))).toBe(true);
  expect([usage("powerd"), usage("nehelper/x", "x"), usage("com.apple.WebKit", "com.apple.mobilesafari")].map(isSeen)).toEqual([
    false,
    false,
    false,
  ]);
  const row: DataUsageRecord = {
    kind: "process",
    processKey: 1,
    hasUsage: true,
    processName: "nehelper",
    firstSeen: at(1),
    lastSeen: at(2),
  };
  expect([first!.select(row)?.time, last!.select(row)?.time]).toEqual([at(1), at(2)]);
  expect(used!.select({ kind: "highest-key", processKey: 9 })).toBeUndefined();
});

test("rates by the kinds of traces that lie together, not by their number", () => {
  expect(windowSeconds).toBe(300);
  expect(judge(["used", 60], ["first", 61], ["last", 90])).toMatchObject({ severity: "low", params: { kinds: 1 } });
  expect(judge(["used", 60], ["settings", -20])).toMatchObject({ severity: "medium", confidence: "low" });
  expect(judge(["used", 60], ["settings", 80], ["location", 200])).toMatchObject({ severity: "medium", confidence: "medium" });
});

test("counts only what lies within five minutes as a whole, before and after the folder", () => {
  expect(judge(["settings", -200], ["used", 200])).toMatchObject({ params: { kinds: 1 } });
  expect(judge(["settings", -100], ["used", 200])).toMatchObject({ params: { kinds: 2 } });
});

test("is silent where a file came with the folder, and alone", () => {
  expect(judge()).toBeUndefined();
  expect(judge(["file", 1], ["used", 60], ["settings", 80])).toBeUndefined();
  expect(judge(["file", 290], ["used", 60], ["settings", -20])).toMatchObject({ params: { kinds: 2 } });
});

test("tells the folder and the one in it once", () => {
  const outer = correlate(momentSample("anchor", 0, { subject: FOLDER.slice(0, -3) }), [momentSample("used", 3)]);
  expect(outer?.subject).toEqual(judge(["used", 3])?.subject);
});

test("bears a hundred neighbours", () => {
  const many = Array.from({ length: 100 }, (_, index) => ["used", index * 3] as const);
  expect(judge(...many)).toMatchObject({ params: { kinds: 1 } });
});
