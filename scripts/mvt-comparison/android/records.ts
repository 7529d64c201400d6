import type { RecordPair } from "../records.ts";

const pair = (modules: string | readonly string[], artifacts: string | readonly string[], why?: string): RecordPair => ({
  modules: [modules].flat(),
  artifacts: [artifacts].flat().map((id) => `android/${id}`),
  ...(why !== undefined && { why }),
});

export const RECORDS: readonly RecordPair[] = [
  pair("dumpsys_accessibility", "accessibility"),
  pair([], "acquisition-facts", "MVT takes the time of the collection from it"),
  pair("dumpsys_adb_state", "adb-state", "Bridle tells the state and each key by itself, MVT one record of all"),
  pair("dumpsys_appops", "appops"),
  pair([], "backup-manifests", "MVT reads the messages of a backup alone"),
  pair("dumpsys_battery_daily", "battery-daily", "MVT reads neither uninstalls nor the day under way"),
  pair("dumpsys_battery_history", "battery-history", "MVT reads one event of a line, of five kinds"),
  pair("dbinfo", "dbinfo"),
  pair("bugreport_timestamps", "dump-files"),
  pair("aqf_files", "files"),
  pair(["aqf_get_prop", "dumpsys_get_prop"], "getprop"),
  pair([], "install-sessions", "MVT does not read install sessions"),
  pair("aqf_packages", "installed-packages"),
  pair(["dns_event", "connect_event", "security_event"], "intrusion-log"),
  pair("mounts", "mounts", "MVT reads one of the two forms"),
  pair([], "netstat", "MVT does not read the list of connections"),
  pair("dumpsys_packages", "packages"),
  pair("dumpsys_platform_compat", "platform-compat"),
  pair("aqf_processes", "processes"),
  pair([], "processes-json", "MVT reads ps.txt alone"),
  pair(["dumpsys_activities", "dumpsys_receivers"], "resolver-tables", "Bridle reads the table of services, too"),
  pair("root_binaries", "root-binaries"),
  pair("aqf_settings", "settings"),
  pair("sms", ["sms", "mms"]),
  pair("tombstones", "tombstones"),
];
