import { fileIdOf, type MvtModule, type RecordReader } from "../module.ts";

/** MVT joins processes with their usage: a process with usage of its own is told by that. */
const isToldByUsage = (record: RecordReader): boolean => record.isOfAll && record.flag("hasUsage") === true;

export const datausage: MvtModule = {
  slug: "datausage",
  plugin: "Datausage",
  artifact: "ios/data-usage",
  when: "firstSeen",
  records(record) {
    const isUsage = record.isKind("usage");
    if (!isUsage && (!record.isKind("process") || isToldByUsage(record))) return [];
    const first = record.time("firstSeen");
    const used = record.time("used");
    return [
      {
        first_isodate: first || used,
        isodate: record.time("lastSeen") || used,
        proc_name: record.text("processName"),
        bundle_id: record.text("bundleId"),
        proc_id: record.flag("isOrphan") ? null : record.number("processKey"),
        wifi_in: record.number("wifiIn"),
        wifi_out: record.number("wifiOut"),
        wwan_in: record.number("cellularIn"),
        wwan_out: record.number("cellularOut"),
        live_id: record.number("usageKey"),
        live_proc_id: isUsage ? record.number("processKey") : null,
        live_isodate: used || first,
      },
    ];
  },
};

export const osAnalyticsAdDaily: MvtModule = {
  slug: "os_analytics_ad_daily",
  plugin: "OSAnalyticsADDaily",
  artifact: "ios/os-analytics-addaily",
  event: "osanalytics_addaily",
  when: "used",
  records: (record) => [
    {
      package: record.text("processName"),
      ts: record.time("used"),
      wifi_in: record.number("wifiIn"),
      wifi_out: record.number("wifiOut"),
      wwan_in: record.number("cellularIn"),
      wwan_out: record.number("cellularOut"),
    },
  ],
};

/** MVT's words for what TCC.db numbers. */
const underscored = (word: string | null): string | null => word?.replaceAll("-", "_") ?? null;

export const tcc: MvtModule = {
  slug: "tcc",
  plugin: "TCC",
  artifact: "ios/tcc",
  event: "AccessRequest",
  when: "changed",
  records: (record) => [
    {
      service: record.text("service"),
      client: record.text("client"),
      client_type: record.text("clientKind") === "bundle-id" ? "bundle_id" : "absolute_path",
      auth_value: underscored(record.text("decision")),
      auth_reason_desc: underscored(record.text("reason")),
      last_modified: record.time("changed"),
    },
  ],
};

export const locationdClients: MvtModule = {
  slug: "locationd_clients",
  plugin: "LocationdClients",
  artifact: "ios/locationd-clients",
  records: (record) => [
    {
      package: record.text("client")?.replace(/:+$/, "") ?? null,
      ...present("BundleId", record.text("bundleId")),
      ...present("BundlePath", record.text("bundlePath")),
      ...present("Executable", record.text("executable")),
      ...present("Registered", record.text("registered")),
      ...Object.fromEntries(record.objects("locationTimes").flatMap(noted)),
    },
  ],
};

const present = (key: string, value: string | null): Record<string, string> => (value === null ? {} : { [key]: value });

const TIME_NAME = /^[A-Z]\w{0,80}$/;

const noted = (time: RecordReader): [string, string][] => {
  const what = time.text("what") ?? "";
  return TIME_NAME.test(what) && time.time("time") !== "" ? [[what, time.time("time")]] : [];
};

export const globalPreferences: MvtModule = {
  slug: "global_preferences",
  plugin: "GlobalPreferences",
  artifact: "ios/global-preferences",
  records: (record) =>
    record.text("lockdownMode") === "on" || record.text("lockdownMode") === "off"
      ? [{ entry: "LDMGlobalEnabled", value: record.text("lockdownMode") === "on" }]
      : [],
};

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

export const profileEvents: MvtModule = {
  slug: "profile_events",
  plugin: "ProfileEvents",
  artifact: "ios/profile-events",
  event: "profile_operation",
  when: "logged",
  records: (record) => [
    {
      profile_id: record.text("profile"),
      timestamp: record.time("logged"),
      operation: record.text("operation"),
      process: record.text("process"),
    },
  ],
};

export const configurationProfiles: MvtModule = {
  slug: "configuration_profiles",
  plugin: "ConfigurationProfiles",
  artifact: "ios/configuration-profiles",
  event: "configuration_profile_install",
  when: "profileInstalled",
  records: (record) =>
    record.isKind("profile")
      ? [
          {
            file_id: fileIdOf(record.file),
            plist: {
              PayloadIdentifier: record.text("identifier"),
              PayloadUUID: record.text("uuid"),
              PayloadDisplayName: record.text("title"),
              PayloadOrganization: record.text("organization"),
              PayloadContent: record.objects("payloads").map((payload) => ({
                PayloadType: payload.text("payloadType"),
                PayloadIdentifier: payload.text("identifier"),
                PayloadUUID: payload.text("uuid"),
                PayloadDisplayName: payload.text("title"),
              })),
            },
            install_date: record.time("profileInstalled"),
          },
        ]
      : [],
};

export const applications: MvtModule = {
  slug: "applications",
  plugin: "Applications",
  artifact: "ios/applications",
  event: "app_installed",
  when: "purchased",
  records: (record) =>
    record.isKind("application") && record.text("origin") !== "no-store-record"
      ? [
          {
            name: record.text("bundleId"),
            itemName: record.text("title"),
            artistName: record.text("seller"),
            bundleShortVersionString: record.text("version"),
            // Where it is the same, or the store's record has none, ours does not tell the two apart.
            ...present("softwareVersionBundleId", record.text("storeBundleId")),
            sourceApp: record.text("sourceApp"),
            isodate: record.time("purchased"),
          },
        ]
      : [],
};

export const shortcuts: MvtModule = {
  slug: "shortcuts",
  plugin: "Shortcuts",
  artifact: "ios/shortcuts",
  when: "created",
  records: (record) =>
    record.isKind("shortcut")
      ? [
          {
            shortcut_id: record.row("ZSHORTCUT"),
            shortcut_name: record.text("shortcut"),
            parsed_actions: record.number("steps"),
            action_urls: record.texts("stepUrls"),
            modified_date: record.time("modified"),
            isodate: record.time("created"),
          },
        ]
      : [],
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
