import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import backupInfo from "./backup-info.ts";

const INFO = "bridle:/backup-root/Info.plist";
const MANIFEST = "bridle:/backup-root/Manifest.plist";
const STATUS = "bridle:/backup-root/Status.plist";

test("tells device and date of Info.plist, and leaves its apps to their own source", async () => {
  const bytes = xmlPlist({
    "Device Name": "DEMO phone",
    "Product Version": "17.4",
    "Last Backup Date": plistDate("2024-05-01T10:00:00Z"),
    "Installed Applications": ["com.example.one", 7, "com.example.two"],
    Applications: { "com.example.one": { PlaceholderIcon: new Uint8Array(8) } },
    BridleDemo: true,
  });
  const { located } = await read(backupInfo, { [INFO]: bytes });
  expect(located).toEqual([
    {
      at: [{ kind: "file" }],
      data: {
        kind: "info",
        made: expect.objectContaining({ earliest: "1714557600000000000" }),
        fields: { "Device Name": "DEMO phone", "Product Version": "17.4", BridleDemo: true },
      },
    },
  ]);
  expect(backupInfo.events!(located[0]!.data)).toMatchObject([{ kind: "backup", message: "artifacts/ios/backup-info/made-by-info" }]);
});

test("never puts a name of the owner into a sentence", async () => {
  const bytes = xmlPlist({ "Device Name": "CANARY", "Phone Number": "CANARY", "Last Backup Date": plistDate("2024-05-01T10:00:00Z") });
  const [info] = await recordsOf(backupInfo, INFO, bytes);
  expect(JSON.stringify(info)).toContain("CANARY");
  expect(JSON.stringify(backupInfo.events!(info!))).not.toContain("CANARY");
});

test("tells how the backup was made and of what device in Manifest.plist", async () => {
  const bytes = binaryPlist({
    IsEncrypted: false,
    WasPasscodeSet: true,
    Version: "10.0",
    SystemDomainsVersion: "24.0",
    Date: plistDate("2024-05-01T10:00:00Z"),
    Lockdown: { ProductType: "iPhone14,5", DeviceName: "x", "com.apple.other": {} },
    BackupKeyBag: new Uint8Array(4),
  });
  expect(await recordsOf(backupInfo, MANIFEST, bytes)).toEqual([
    {
      kind: "manifest",
      made: expect.objectContaining({ precision: "second" }),
      fields: {
        IsEncrypted: false,
        WasPasscodeSet: true,
        Version: "10.0",
        SystemDomainsVersion: "24.0",
        ProductType: "iPhone14,5",
        DeviceName: "x",
      },
    },
  ]);
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

test("says when a list is no dictionary, and reads one of an old system with nothing known in it", async () => {
  const { records, problems } = await read(backupInfo, { [STATUS]: binaryPlist(["x"]) });
  expect(records).toEqual([]);
  expect(problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(backupInfo, STATUS, binaryPlist({ Other: 1 }))).toEqual([{ kind: "status", fields: {} }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  const bytes = binaryPlist({
    Date: plistDate("2024-05-01T10:00:00Z"),
    Lockdown: { ProductType: "x" },
  });
  expect(await faultsOf(backupInfo, MANIFEST, bytes, { cuts: 200, flips: 600 })).toEqual([]);
});
