/** Which module and which artifact read the same, and why their counts differ where they do. */
export interface RecordPair {
  readonly modules: readonly string[];
  readonly artifacts: readonly string[];
  readonly why?: string;
}

const pair = (module: string, artifact: string, why?: string): RecordPair => ({
  modules: [module],
  artifacts: [`ios/${artifact}`],
  ...(why !== undefined && { why }),
});
const own = (artifact: string, why: string): RecordPair => ({ modules: [], artifacts: [`ios/${artifact}`], why });

export const RECORDS: readonly RecordPair[] = [
  own("accounts", "MVT does not read accounts"),
  pair("applications", "applications", "Bridle adds the apps that `Manifest.plist` lists"),
  pair("backup_info", "backup-info", "MVT counts fields, Bridle the three property lists"),
  pair("calendar", "calendar", "Bridle adds invited people"),
  pair("calls", "calls", "Bridle adds the parties of calls, who may outlive them"),
  pair("chrome_favicon", "chrome-favicons"),
  pair("chrome_history", "chrome-history", "Bridle reads Edge, too"),
  pair("configuration_profiles", "configuration-profiles", "Bridle adds supervision and the list of profiles"),
  pair("contacts", "contacts"),
  pair("datausage", "data-usage", "MVT joins usage with processes, Bridle tells both and the highest number given"),
  { modules: ["firefox_favicon", "firefox_history"], artifacts: ["ios/firefox"], why: "Bridle reads `places.db`, too" },
  pair("global_preferences", "global-preferences", "MVT counts keys; Bridle reads what is asked of them"),
  pair("id_status_cache", "id-status-cache"),
  pair("interaction_c", "interaction-c", "Bridle adds the parties"),
  pair("locationd_clients", "locationd-clients"),
  pair("manifest", "manifest"),
  pair("os_analytics_ad_daily", "os-analytics-addaily"),
  pair("profile_events", "profile-events"),
  pair("safari_browser_state", "safari-browser-state"),
  pair("safari_history", "safari-history"),
  own("safari-tabs", "MVT does not read `SafariTabs.db`"),
  pair("shortcuts", "shortcuts"),
  pair(
    "sms",
    "sms",
    "MVT drops messages without a handle and those of the write-ahead log; Bridle adds handles, deleted parts and the highest number given",
  ),
  pair("sms_attachments", "sms-attachments"),
  pair("tcc", "tcc"),
  pair("webkit_resource_load_statistics", "webkit-resource-load-statistics"),
  pair("webkit_session_resource_log", "webkit-session-resource-log"),
  pair("whatsapp", "whatsapp", "Bridle adds identities"),
];
