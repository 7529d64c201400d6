/**
 * What is planted on the phone of the comparison: one trace for each cell of the coverage of MVT's indicator checks that a backup can
 * show, one for each of its heuristics, and some that it does not look at. Names and hosts are reserved ones; nothing runs.
 */
export interface Trace {
  readonly id: string;
  readonly group: "cell" | "heuristic" | "beyond" | "innocent";
  /** Type of indicator, or what the heuristic looks for. */
  readonly about: string;
  readonly where: string;
  readonly indicator?: { readonly type: string; readonly value: string };
  /** Stands in every alert and finding about the trace, and in no other. */
  readonly token: string;
  /** Module of MVT that could tell it. */
  readonly module: string;
  /** Rule of ours; without one, an indicator's match is meant. */
  readonly detection?: string;
  /** Artifacts of ours that could. */
  readonly artifacts: readonly string[];
  /** Why one tells it and the other does not; asked for where that is so. */
  readonly why?: string;
}

const host = (name: string): string => `${name}.example.org`;

/** A trace that an indicator of its own finds; what it is worth stands in the value. */
const marked = (
  group: Trace["group"],
  [id, where, module, artifacts, type, value, why]: readonly [
    id: string,
    where: string,
    module: string,
    artifacts: readonly string[],
    type: string,
    value: string,
    why?: string | undefined,
  ],
): Trace => ({
  id,
  group,
  about: type,
  where,
  module,
  artifacts,
  indicator: { type, value },
  token: value,
  ...(why !== undefined && { why }),
});

const domain = (id: string, where: string, module: string, artifact: string): Trace =>
  marked("cell", [id, where, module, [`ios/${artifact}`], "domain-name:value", host(id)]);

const cell = (id: string, type: string, value: string, where: string, module: string, ...artifacts: readonly string[]): Trace =>
  marked("cell", [id, where, module, artifacts.map((artifact) => `ios/${artifact}`), type, value]);

const beyond = (type: string, value: string, where: string, module: string, artifact: string, why: string): Trace =>
  marked("beyond", [`beyond-${value}`, where, module, [`ios/${artifact}`], type, value, why]);

const rule = (
  id: string,
  about: string,
  where: string,
  token: string,
  module: string,
  artifact: string,
  detection: string,
  why?: string,
): Trace => ({
  id,
  group: "heuristic",
  about,
  where,
  token,
  module,
  artifacts: [`ios/${artifact}`],
  detection: `ios/${detection}`,
  ...(why !== undefined && { why }),
});

export const MANIFEST_PATH = "/private/var/root/Library/Preferences/com.example.demo-path.plist";
export const PROFILE_UUID = "0D3A0C11-5A5E-4C1B-9B7E-2F0B9B1E7A01";
export const EVENT_PROFILE = "example.demo.event-profile";
export const HIDING_PROFILE = "example.demo.hidden-notifications";

const CELLS: readonly Trace[] = [
  domain("catalogue-name", "name of a cached file in the catalogue", "manifest", "manifest"),
  domain("resource-load-statistics", "WebKit's statistics of hosts", "webkit_resource_load_statistics", "webkit-resource-load-statistics"),
  domain("session-resource-log", "WebKit's log of a browsing session", "webkit_session_resource_log", "webkit-session-resource-log"),
  domain("chrome-history", "visit in Chrome", "chrome_history", "chrome-history"),
  domain("chrome-icon", "icon of a website in Chrome", "chrome_favicon", "chrome-favicons"),
  domain("firefox-history", "visit in Firefox, old browser.db", "firefox_history", "firefox"),
  domain("firefox-icon", "icon of a website in Firefox, old browser.db", "firefox_favicon", "firefox"),
  domain("safari-tab", "open tab of Safari, BrowserState.db", "safari_browser_state", "safari-browser-state"),
  domain("safari-visit", "visit in Safari", "safari_history", "safari-history"),
  domain("sms-link", "link in a received message", "sms", "sms"),
  domain("whatsapp-link", "link in a WhatsApp message", "whatsapp", "whatsapp"),
  domain("shortcut-link", "link in an action of a shortcut", "shortcuts", "shortcuts"),
  cell("profile-event-process", "process:name", "demoinstaller", "process that installed a profile", "profile_events", "profile-events"),
  cell("data-usage-process", "process:name", "demonetd", "process that used the network", "datausage", "data-usage"),
  cell(
    "location-process",
    "process:name",
    "demolocd",
    "path of a program that asked for the place",
    "locationd_clients",
    "locationd-clients",
  ),
  cell("addaily-process", "process:name", "demodailyd", "process in the daily analytics", "os_analytics_ad_daily", "os-analytics-addaily"),
  cell("tcc-process", "process:name", "demotccd", "program that was asked about the microphone", "tcc", "tcc"),
  cell(
    "app-process",
    "process:name",
    "com.example.demo.process",
    "bundle id of an app, published as a process",
    "applications",
    "applications",
  ),
  cell("file-name", "file:name", "com.example.demo-name.plist", "name of a file in the catalogue", "manifest", "manifest"),
  marked("cell", [
    "file-path",
    "path on the device of a file in the catalogue",
    "manifest",
    ["ios/manifest"],
    "file:path",
    MANIFEST_PATH,
    "The catalogue names a domain and a path below it; MVT compares the latter with published paths of the device, Bridle the whole.",
  ]),
  cell(
    "location-file",
    "file:path",
    "/private/var/tmp/demo-executable",
    "executable that asked for the place",
    "locationd_clients",
    "locationd-clients",
  ),
  cell("attachment-name", "file:name", "demo-attachment.gif", "file of an attachment of a message", "sms_attachments", "sms-attachments"),
  cell("calendar-organizer", "email-addr:value", "organizer@mail.example.org", "organizer of an invitation", "calendar", "calendar"),
  cell(
    "lookup",
    "email-addr:value",
    "lookedup@mail.example.org",
    "handle that Apple's services looked up",
    "id_status_cache",
    "id-status-cache",
  ),
  cell(
    "profile",
    "configuration-profile:id",
    PROFILE_UUID,
    "UUID of an installed profile",
    "configuration_profiles",
    "configuration-profiles",
  ),
  cell("profile-event", "configuration-profile:id", EVENT_PROFILE, "profile in the log of profiles", "profile_events", "profile-events"),
  cell("app", "app:id", "com.example.demo.listed", "bundle id of an installed app", "applications", "applications"),
];

const RULES: readonly Trace[] = [
  rule(
    "rule-nul",
    "handle with NULs",
    "lookups of Apple's services",
    "nulhandle@mail.example.org",
    "id_status_cache",
    "id-status-cache",
    "nul-in-looked-up-handle",
  ),
  rule(
    "rule-hiding",
    "profile that sets notifications",
    "profiles",
    HIDING_PROFILE,
    "configuration_profiles",
    "configuration-profiles",
    "notifications-set-by-profile",
  ),
  rule(
    "rule-profile-event",
    "anything done with a profile",
    "log of profiles",
    "example.demo.rule-event",
    "profile_events",
    "profile-events",
    "profile-operations",
  ),
  rule(
    "rule-orphan",
    "network usage whose process row is gone",
    "DataUsage.sqlite",
    "manipulated",
    "datausage",
    "data-usage",
    "data-usage-deleted-rows",
  ),
  rule("rule-gap", "missing numbers of process rows", "DataUsage.sqlite", "missing", "datausage", "data-usage", "data-usage-deleted-rows"),
  rule(
    "rule-lockdown",
    "Lockdown Mode is on",
    "global preferences",
    "LDMGlobalEnabled",
    "global_preferences",
    "global-preferences",
    "lockdown-mode",
  ),
  rule(
    "rule-redirect",
    "redirect to another host in under a second",
    "Safari history",
    host("rule-redirect"),
    "safari_history",
    "safari-history",
    "safari-fast-redirect",
  ),
  rule(
    "rule-notice",
    "Apple's threat notification (2021 wording)",
    "messages",
    "State-sponsored attackers",
    "sms",
    "sms",
    "apple-threat-notification-text",
  ),
  rule(
    "rule-notice-new",
    "Apple's threat notification (2023 wording)",
    "messages",
    "targeted mercenary spyware",
    "sms",
    "sms",
    "apple-threat-notification-text",
  ),
  rule(
    "rule-staged",
    "attachment below /var/tmp whose name ends in -1",
    "messages",
    "demo-staged-1",
    "sms_attachments",
    "sms-attachments",
    "staged-attachment",
  ),
  rule(
    "rule-no-store-id",
    "app without the store's record of it",
    "Info.plist",
    "com.example.demo.sideloaded",
    "applications",
    "applications",
    "app-outside-store",
    "Records of purchases made long ago hold no id: Bridle asks for the record as a whole, and tells an app that has none.",
  ),
  rule(
    "rule-other-source",
    "app from elsewhere than the App Store",
    "Info.plist",
    "com.example.demo.elsewhere",
    "applications",
    "applications",
    "app-outside-store",
  ),
  rule("rule-quadream", "invitation that says Meeting and Notes", "calendar", "Meeting", "calendar", "calendar", "quadream-calendar-event"),
];

const BEYOND: readonly Trace[] = [
  beyond(
    "email-addr:value",
    "sender@mail.example.org",
    "sender of an iMessage",
    "sms",
    "sms",
    "MVT compares links of messages, not their senders.",
  ),
  beyond("email-addr:value", "caller@mail.example.org", "FaceTime call", "calls", "calls", "MVT reads calls and compares nothing in them."),
  beyond(
    "email-addr:value",
    "interaction@mail.example.org",
    "party of an interaction",
    "interaction_c",
    "interaction-c",
    "MVT reads interactions and compares nothing in them.",
  ),
  beyond(
    "email-addr:value",
    "account@mail.example.org",
    "account of the phone",
    "(none)",
    "accounts",
    "MVT does not read Accounts3.sqlite.",
  ),
  beyond(
    "email-addr:value",
    "contact@mail.example.org",
    "contact",
    "contacts",
    "contacts",
    "MVT reads contacts and compares nothing in them.",
  ),
  beyond(
    "process:name",
    "demohalf",
    "first half of a name such as demohalf/com.example.x",
    "datausage",
    "data-usage",
    "MVT compares the part after the slash alone.",
  ),
  beyond(
    "domain-name:value",
    host("attributed-text"),
    "link in the attributed text of a message alone",
    "sms",
    "sms",
    "MVT takes links from the column text alone.",
  ),
  beyond(
    "domain-name:value",
    host("no-handle"),
    "link in a message whose handle is gone",
    "sms",
    "sms",
    "MVT joins messages with handles and drops those that have none.",
  ),
  beyond(
    "domain-name:value",
    host("with-port"),
    "link with a port",
    "safari_history",
    "safari-history",
    "MVT compares host and port together with a published sub-domain.",
  ),
  beyond(
    "domain-name:value",
    host("deeper"),
    "host below a published sub-domain",
    "safari_history",
    "safari-history",
    "MVT compares a published sub-domain with the whole host.",
  ),
  beyond(
    "domain-name:value",
    host("in-log"),
    "message in the write-ahead log alone",
    "sms",
    "sms",
    "A backup stores the log under a name of its own; MVT opens the database without it.",
  ),
  beyond(
    "domain-name:value",
    host("places"),
    "visit in Firefox, places.db",
    "firefox_history",
    "firefox",
    "MVT reads browser.db, which Firefox gave up for places.db.",
  ),
  beyond(
    "domain-name:value",
    host("tabs-db"),
    "open tab of Safari, SafariTabs.db",
    "safari_browser_state",
    "safari-tabs",
    "MVT reads BrowserState.db alone.",
  ),
  beyond(
    "domain-name:value",
    host("edge"),
    "visit in Edge",
    "chrome_history",
    "chrome-history",
    "MVT reads the folder of Chrome's first profile alone.",
  ),
  beyond(
    "app:id",
    "com.example.demo.usage",
    "app that used the network",
    "datausage",
    "data-usage",
    "MVT compares app ids with the list of applications alone.",
  ),
  beyond(
    "app:id",
    "com.example.demo.place",
    "app that asked for the place",
    "locationd_clients",
    "locationd-clients",
    "MVT compares app ids with the list of applications alone.",
  ),
  beyond(
    "app:id",
    "com.example.demo.asked",
    "app that asked for the microphone",
    "tcc",
    "tcc",
    "MVT compares app ids with the list of applications alone.",
  ),
];

const innocent = (id: string, where: string, type: string, value: string, module: string, artifact: string, why: string): Trace =>
  marked("innocent", [id, where, module, [`ios/${artifact}`], type, value, why]);

/** Looks like what is listed, and is something else: nothing is to be told. */
const INNOCENT: readonly Trace[] = [
  innocent(
    "address-inside",
    "visit to a host by number whose query holds a longer name",
    "domain-name:value",
    host("decoy"),
    "safari_history",
    "safari-history",
    "MVT looks for the listed name anywhere in an address whose host is a number.",
  ),
  innocent(
    "longer-number",
    "visit to 198.51.100.10, listed is 198.51.100.1",
    "ipv4-addr:value",
    "198.51.100.1",
    "safari_history",
    "safari-history",
    "MVT looks for the listed number anywhere in the address.",
  ),
  innocent(
    "longer-name",
    "visit to a host that ends in a listed one without a dot before it",
    "domain-name:value",
    host("suffix"),
    "safari_history",
    "safari-history",
    "",
  ),
  innocent(
    "longer-path",
    "executable whose path begins as a listed one does",
    "file:path",
    "/private/var/tmp/demo-prefix",
    "locationd_clients",
    "locationd-clients",
    "MVT compares beginnings of paths without asking for the end of a component.",
  ),
];

export const TRACES: readonly Trace[] = [...CELLS, ...RULES, ...BEYOND, ...INNOCENT];
