import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf } from "../../testing/index.ts";
import backupState from "./backup-state.ts";

const PATH = "/private/var/root/Library/Preferences/com.apple.MobileBackup.plist";
const LIST = binaryPlist({
  AccountEnabledDate: plistDate("2022-11-13T02:40:00Z"),
  BackupStateInfo: {
    errors: [
      { code: 0, domain: "MBErrorDomain", localizedDescription: "Backup succeeded", date: plistDate("2023-03-08T20:26:40Z") },
      { code: 202, domain: "MBErrorDomain", localizedDescription: "Backup cancelled", date: plistDate("2023-03-10T00:13:20Z") },
      "odd",
    ],
  },
  RestoreInfo: {
    RestoreDate: plistDate("2023-02-25T06:40:00Z"),
    WasCloudRestore: false,
    BackupDate: plistDate("2023-02-13T16:53:20Z"),
    DeviceBuildVersion: "20A362",
  },
});

test("tells backups with their outcome, and the restore with the age of what was restored", async () => {
  const records = await recordsOf(backupState, PATH, LIST);
  expect(records).toMatchObject([
    { kind: "backup", backupOutcome: "Backup succeeded", logged: { earliest: "1678307200000000000" } },
    { kind: "backup", errorCode: 202 },
    { kind: "restore", wasInCloud: false, backupMade: { earliest: "1676307200000000000" }, osBuild: "20A362" },
    { kind: "enabled" },
  ]);
  expect(records[0]).not.toHaveProperty("errorCode");
  expect(records.flatMap((record) => backupState.events!(record)).map(({ kind }) => kind)).toEqual(["backup", "backup", "restore"]);
});

test("reads a list without backups, and says when it is unreadable", async () => {
  expect(await recordsOf(backupState, PATH, binaryPlist({ BackupStateInfo: 7, RestoreInfo: [] }))).toEqual([]);
  expect((await read(backupState, { [PATH]: binaryPlist([1]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(backupState, PATH, LIST)).toEqual([]);
});
