import { fileIdOf, type MvtModule, present } from "../module.ts";

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
