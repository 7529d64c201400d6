import { expect, test } from "vitest";
import { binaryPlist, faultsOf, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import managedApps from "./managed-apps.ts";

const PATH =
  "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/MDMAppManagement.plist";
const APPS = { "com.example.agent": { state: 7, flags: 1, Attributes: { Removable: false } }, "com.example.mail": "?" };
const LIST = binaryPlist({ metadataByBundleID: APPS });

test("names the apps that the management gave out, with what is stored of them", async () => {
  const records = await recordsOf(managedApps, PATH, LIST);
  expect(records).toEqual([
    { bundleId: "com.example.agent", managedState: 7, managedFlags: 1, isRemovable: false },
    { bundleId: "com.example.mail" },
  ]);
  expect(records.flatMap((one) => managedApps.observables!(one))).toContainEqual({
    type: "app:id",
    role: "listed",
    value: "com.example.agent",
  });
  expect(await recordsOf(managedApps, PATH, xmlPlist({ metadataByBundleID: APPS }))).toEqual(records);
});

test("says when the list is of another form, and nothing of an empty one", async () => {
  expect((await read(managedApps, { [PATH]: binaryPlist({ other: 1 }) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect((await read(managedApps, { [PATH]: binaryPlist({}) })).problems).toEqual([]);
});

test("reads as many apps as the limit allows and says that there were more", async () => {
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`com.example.a${index}`, {}]));
  const { records, problems } = await read(managedApps, { [PATH]: binaryPlist({ metadataByBundleID: many }) });
  expect(records).toHaveLength(10_000);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(managedApps, PATH, LIST)).toEqual([]);
});
