import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import backupInfo from "./backup-info.ts";

const INFO = "bridle:/backup-root/Info.plist";
const MANIFEST = "bridle:/backup-root/Manifest.plist";
const STATUS = "bridle:/backup-root/Status.plist";

test("tells device, date and installed apps of Info.plist", async () => {
  const bytes = xmlPlist({
    "Device Name": "DEMO phone",
    "Product Version": "17.4",
    "Last Backup Date": plistDate("2024-05-01T10:00:00Z"),
    "Installed Applications": ["com.example.one", 7, "com.example.two"],
    Applications: { "com.example.one": { PlaceholderIcon: new Uint8Array(8) } },
    BridleDemo: true,
  });
  const { located } = await read(backupInfo, { [INFO]: bytes });
  expect(located.map(({ data }) => data)).toEqual([
    {
      kind: "info",
      made: expect.objectContaining({ earliest: "1714557600000000000" }),
      fields: { "Device Name": "DEMO phone", "Product Version": "17.4", BridleDemo: true },
    },
    { kind: "application", bundleId: "com.example.one", isApp: true },
    { kind: "application", bundleId: "com.example.two", isApp: true },
  ]);
  expect(located[2]!.at).toEqual([{ kind: "key", path: ["Installed Applications", 2] }]);
  expect(backupInfo.observables!(located[1]!.data)).toEqual([{ type: "app:id", role: "installed", value: "com.example.one" }]);
  expect(backupInfo.events!(located[0]!.data)).toMatchObject([{ kind: "backup", message: "artifacts/ios/backup-info/made-by-info" }]);
});

test("never puts a name of the owner into a sentence", async () => {
  const bytes = xmlPlist({ "Device Name": "CANARY", "Phone Number": "CANARY", "Last Backup Date": plistDate("2024-05-01T10:00:00Z") });
  const [info] = await recordsOf(backupInfo, INFO, bytes);
  expect(JSON.stringify(info)).toContain("CANARY");
  expect(JSON.stringify(backupInfo.events!(info!))).not.toContain("CANARY");
});

test("tells apps from groups and plug-ins in Manifest.plist, with their bundles", async () => {
  const bytes = binaryPlist({
    IsEncrypted: false,
    Version: "10.0",
    Date: plistDate("2024-05-01T10:00:00Z"),
    Lockdown: { ProductType: "iPhone14,5", DeviceName: "x", "com.apple.other": {} },
    BackupKeyBag: new Uint8Array(4),
    Applications: {
      "com.example.app": {
        CFBundleVersion: "12",
        ContainerContentClass: "Data/Application",
        Path: "/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555/App.app",
      },
      "group.com.example": { ContainerContentClass: "Shared/AppGroup" },
      old: "damaged",
    },
  });
  const records = await recordsOf(backupInfo, MANIFEST, bytes);
  expect(records).toMatchObject([
    { kind: "manifest", fields: { IsEncrypted: false, Version: "10.0", ProductType: "iPhone14,5" } },
    {
      bundleId: "com.example.app",
      isApp: true,
      version: "12",
      bundlePath: "/private/var/containers/Bundle/Application/0A1B2C3D-0000-1111-2222-333344445555/App.app",
    },
    { bundleId: "group.com.example", isApp: false },
    { bundleId: "old", isApp: true },
  ]);
  expect(backupInfo.observables!(records[2]!)).toEqual([{ type: "app:id", role: "listed", value: "group.com.example" }]);
});

test("reads the state of the backup from Status.plist", async () => {
  const bytes = binaryPlist({ IsFullBackup: true, SnapshotState: "finished", Date: plistDate("2024-05-01T10:00:01Z"), UUID: "u" });
  expect(await recordsOf(backupInfo, STATUS, bytes)).toMatchObject([
    { kind: "status", fields: { IsFullBackup: true, SnapshotState: "finished", UUID: "u" }, made: { precision: "second" } },
  ]);
});

test("keeps what a truncated list still holds and says that it is damaged", async () => {
  const whole = xmlPlist({ "Product Version": "17.4", "Installed Applications": ["com.example.one", "com.example.two"] });
  const { records, problems } = await read(backupInfo, { [INFO]: whole.slice(0, whole.length - 60) });
  expect(records[0]).toMatchObject({ kind: "info", fields: { "Product Version": "17.4" } });
  expect(problems[0]).toMatchObject({ reason: "damaged" });
});

test("reads as many apps as a phone can have, and says that there were more", async () => {
  const apps = Array.from({ length: 20_001 }, (_, index) => `a${index}`);
  const { records, problems } = await read(backupInfo, { [INFO]: binaryPlist({ "Installed Applications": apps }) });
  expect(records).toHaveLength(1 + 20_000);
  expect(problems).toMatchObject([{ reason: "over-budget", problem: { problem: { params: { limit: 20_000 } } } }]);
});

test("says when a list is no dictionary, and reads one of an old system with nothing known in it", async () => {
  const { records, problems } = await read(backupInfo, { [STATUS]: binaryPlist(["x"]) });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(backupInfo, STATUS, binaryPlist({ Other: 1 }))).toEqual([{ kind: "status", fields: {} }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = binaryPlist({
    Applications: { a: { Path: "/x" } },
    Date: plistDate("2024-05-01T10:00:00Z"),
    Lockdown: { ProductType: "x" },
  });
  expect(await faultsOf(backupInfo, MANIFEST, bytes, { cuts: 200, flips: 600 })).toEqual([]);
});
