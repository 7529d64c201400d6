import { booleanOf, isDate, isDictionary, numberOf, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atFile } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromAppleTime } from "../../model/time.ts";
import { defineArtifact } from "../artifact.ts";
import { readDictionary } from "../plist-members.ts";

/** What one of the three lists beside the catalogue says of the backup. */
export interface BackupDescription {
  readonly kind: "info" | "manifest" | "status";
  readonly made?: EvidenceTime;
  /** Plain members under their own names, owner's names and numbers among them. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** Members of Info.plist with a meaning of their own; its apps are read by ios/applications. */
const INFO_KEYS = [
  "Build Version",
  "Device Name",
  "Display Name",
  "GUID",
  "ICCID",
  "IMEI",
  "IMEI 2",
  "MEID",
  "Phone Number",
  "Product Name",
  "Product Type",
  "Product Version",
  "Serial Number",
  "Target Identifier",
  "Target Type",
  "Unique Identifier",
  "iTunes Version",
  "macOS Version",
  "macOS Build Version",
  "BridleDemo",
] as const;
const MANIFEST_KEYS = ["IsEncrypted", "WasPasscodeSet", "Version", "SystemDomainsVersion"] as const;
const LOCKDOWN_KEYS = ["BuildVersion", "DeviceName", "ProductType", "ProductVersion", "SerialNumber", "UniqueDeviceID"] as const;
const STATUS_KEYS = ["IsFullBackup", "SnapshotState", "BackupState", "Version", "UUID"] as const;

export default defineArtifact<BackupDescription>({
  id: "ios/backup-info",
  version: 2,
  paths: [
    "bridle:/backup-root/Info.plist", // all versions
    "bridle:/backup-root/Manifest.plist", // all versions
    "bridle:/backup-root/Status.plist", // all versions
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/bundleresources/information-property-list",
    "https://www.theiphonewiki.com/wiki/ITunes_Backup",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    if (file.path.endsWith("/Info.plist")) yield [describe("info", root.get("Last Backup Date"), plainMembers(root, INFO_KEYS))];
    else if (file.path.endsWith("/Status.plist")) yield [describe("status", root.get("Date"), plainMembers(root, STATUS_KEYS))];
    else yield [describe("manifest", root.get("Date"), manifestFields(root))];
  },

  events: ({ made, kind }) => (made ? [{ time: made, kind: "backup", message: `artifacts/ios/backup-info/made-by-${kind}` }] : []),
});

const manifestFields = (root: PlistDictionary): BackupDescription["fields"] => {
  const lockdown = root.get("Lockdown");
  return { ...plainMembers(root, MANIFEST_KEYS), ...(isDictionary(lockdown) ? plainMembers(lockdown, LOCKDOWN_KEYS) : {}) };
};

const describe = (
  kind: BackupDescription["kind"],
  date: PlistValue | undefined,
  fields: BackupDescription["fields"],
): Located<BackupDescription> => {
  const made = isDate(date) ? fromAppleTime(date.appleSeconds) : undefined;
  return { at: [atFile], data: { kind, ...(made && { made }), fields } };
};

/** Names are those of the constants above, never the evidence's own. */
const plainMembers = (root: PlistDictionary, keys: readonly string[]): Record<string, string | number | boolean> => {
  const fields: Record<string, string | number | boolean> = {};
  for (const key of keys) {
    const value = root.get(key);
    const plain = textOf(value) ?? numberOf(value) ?? booleanOf(value);
    if (plain !== undefined) fields[key] = plain;
  }
  return fields;
};
