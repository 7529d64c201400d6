import { expect, test } from "vitest";
import { binaryPlist, faultsOf, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import networkRuleApps from "./network-rule-apps.ts";

const PATH = "/private/var/preferences/com.apple.networkextension.cache.plist";
const UUID = "E0B1C2D3-0001-4000-8000-000000000001";
const RULES = { "app-rules": { "com.example.vpn": [UUID, 7], "com.example.none": [] } };

test("names each app with the images of its programs", async () => {
  const records = await recordsOf(networkRuleApps, PATH, binaryPlist(RULES));
  expect(records).toEqual([
    { bundleId: "com.example.vpn", imageUuids: [UUID] },
    { bundleId: "com.example.none", imageUuids: [] },
  ]);
  expect(networkRuleApps.observables!(records[0]!)).toEqual([{ type: "app:id", role: "listed", value: "com.example.vpn" }]);
  expect(await recordsOf(networkRuleApps, PATH, xmlPlist(RULES))).toEqual(records);
});

test("says when no list is of the known form, and nothing of an empty one", async () => {
  expect((await read(networkRuleApps, { [PATH]: binaryPlist({ "app-rules": 7 }) })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
  expect((await read(networkRuleApps, { [PATH]: binaryPlist({}) })).problems).toEqual([]);
});

test("reads as many apps as the limit allows and says that there were more", async () => {
  const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`com.example.a${index}`, []]));
  const { records, problems } = await read(networkRuleApps, { [PATH]: binaryPlist({ "uuid-mappings": many }) });
  expect(records).toHaveLength(20_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(networkRuleApps, PATH, binaryPlist(RULES))).toEqual([]);
});
