import {
  booleanOf,
  isArray,
  isDate,
  isDictionary,
  memberOf,
  numberOf,
  type PlistDictionary,
  type PlistValue,
  textOf,
} from "../../formats/plist/value.ts";
import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromAppleTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { withinLimit } from "../partial-record.ts";

/** What one of the three lists beside the catalogue says of the backup. */
export interface BackupDescription {
  readonly kind: "info" | "manifest" | "status";
  readonly made?: EvidenceTime;
  /** Plain members under their own names, owner's names and numbers among them. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** An app that the backup lists. */
export interface ListedApplication {
  readonly kind: "application";
  readonly bundleId: string;
  /** An app's own data folder, or that of a group, a plug-in, a system service. */
  readonly isApp: boolean;
  readonly version?: string;
  /** Canonical path of the bundle. */
  readonly bundlePath?: string;
}

export type BackupInfoRecord = BackupDescription | ListedApplication;

/** Members of Info.plist with a meaning of their own; icons and iTunes' metadata are left where they are. */
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

/** Apps listed by one backup; a full phone has some hundred, Manifest.plist a thousand with groups and plug-ins. */
const MAX_APPLICATIONS = 20_000;

export default defineArtifact<BackupInfoRecord>({
  id: "ios/backup-info",
  version: 1,
  paths: [
    "bridle:/backup-root/Info.plist", // all versions
    "bridle:/backup-root/Manifest.plist", // all versions
    "bridle:/backup-root/Status.plist", // all versions
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected" },
  scope: "device",
  emits: { "app:id": ["installed", "listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/bundleresources/information-property-list",
    "https://www.theiphonewiki.com/wiki/ITunes_Backup",
  ],

  *parse(file, context) {
    const root = context.plist(file);
    if (!isDictionary(root)) {
      context.skip(message("artifacts/shared/not-a-dictionary"), [atFile], "unreadable-form");
      return;
    }
    if (file.path.endsWith("/Info.plist")) yield infoRecords(root, context);
    else if (file.path.endsWith("/Status.plist")) yield [describe("status", root.get("Date"), plainMembers(root, STATUS_KEYS))];
    else yield manifestRecords(root, context);
  },

  observables: (record) =>
    record.kind === "application" ? [{ type: "app:id", role: record.isApp ? "installed" : "listed", value: record.bundleId }] : [],
  events: (record) =>
    record.kind !== "application" && record.made
      ? [{ time: record.made, kind: "backup", message: `artifacts/ios/backup-info/made-by-${record.kind}` }]
      : [],
});

const infoRecords = (root: PlistDictionary, context: ParseContext): Located<BackupInfoRecord>[] => {
  const listed = root.get("Installed Applications");
  const applications = withinLimit(context, isArray(listed) ? listed : [], MAX_APPLICATIONS).flatMap(
    (entry, index): Located<BackupInfoRecord>[] =>
      typeof entry === "string"
        ? [{ at: [atKey("Installed Applications", index)], data: { kind: "application", bundleId: entry, isApp: true } }]
        : [],
  );
  return [describe("info", root.get("Last Backup Date"), plainMembers(root, INFO_KEYS)), ...applications];
};

const manifestRecords = (root: PlistDictionary, context: ParseContext): Located<BackupInfoRecord>[] => {
  const lockdown = root.get("Lockdown");
  const fields = { ...plainMembers(root, MANIFEST_KEYS), ...(isDictionary(lockdown) ? plainMembers(lockdown, LOCKDOWN_KEYS) : {}) };
  const listed = root.get("Applications");
  const entries = withinLimit(context, isDictionary(listed) ? [...listed] : [], MAX_APPLICATIONS);
  const applications = entries.map(([id, value]) => ({
    at: [atKey("Applications", id)],
    data: applicationOf(id, value, context.canonical),
  }));
  return [describe("manifest", root.get("Date"), fields), ...applications];
};

/** Groups and plug-ins stand in the same list as apps; those without a class are apps of old versions. */
const applicationOf = (bundleId: string, value: PlistValue, canonical: (path: string) => string): ListedApplication => {
  const content = textOf(memberOf(value, "ContainerContentClass"));
  const version = textOf(memberOf(value, "CFBundleVersion"));
  const path = textOf(memberOf(value, "Path"));
  const isApp = content === undefined || content === "Data/Application";
  return { kind: "application", bundleId, isApp, ...(version && { version }), ...(path && { bundlePath: canonical(path) }) };
};

const describe = (
  kind: BackupDescription["kind"],
  date: PlistValue | undefined,
  fields: BackupDescription["fields"],
): Located<BackupInfoRecord> => {
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
