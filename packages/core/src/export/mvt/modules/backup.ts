import type { MvtModule } from "../module.ts";

/** The numbers that Manifest.db has for them. */
const FLAGS: Readonly<Record<string, number>> = { file: 1, folder: 2, link: 4 };

export const manifest: MvtModule = {
  slug: "manifest",
  plugin: "Manifest",
  artifact: "ios/manifest",
  when: "modified",
  records: (record) => [
    {
      file_id: record.text("fileId"),
      domain: record.text("domain"),
      relative_path: record.text("relativePath"),
      flags: FLAGS[record.text("entryKind") ?? ""] ?? null,
      created: record.time("created"),
      modified: record.time("modified"),
      status_changed: record.time("statusChanged"),
      mode: record.text("mode") === null ? null : `0o${record.text("mode")}`,
      owner: record.number("userId"),
      size: record.number("size"),
    },
  ],
};

/** Members of Info.plist that MVT copies. */
const BACKUP_FIELDS = [
  ...["Build Version", "Device Name", "Display Name", "GUID", "ICCID", "IMEI", "MEID", "Phone Number", "Product Name", "Product Type"],
  ...["Product Version", "Serial Number", "Target Identifier", "Target Type", "Unique Identifier", "iTunes Version"],
];

export const backupInfo: MvtModule = {
  slug: "backup_info",
  plugin: "BackupInfo",
  artifact: "ios/backup-info",
  shape: "single",
  records(record) {
    const fields = record.object("fields");
    if (!record.isKind("info") || !fields) return [];
    const copied = Object.fromEntries(BACKUP_FIELDS.map((name) => [name, fields.text(name)]));
    return [{ ...copied, "Last Backup Date": record.time("made").slice(0, "2025-05-08 20:17:05".length) }];
  },
};
