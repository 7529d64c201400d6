import { type MvtModule, present, type RecordReader } from "../module.ts";

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
