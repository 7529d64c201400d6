import type { MvtModule, MvtRecord, RecordReader } from "../module.ts";

export const safariHistory: MvtModule = {
  slug: "safari_history",
  plugin: "SafariHistory",
  artifact: "ios/safari-history",
  event: "safari_history",
  when: "visited",
  records: (record) =>
    record.isKind("visit")
      ? [
          {
            id: record.number("itemKey"),
            url: record.text("url"),
            visit_id: record.number("visitKey"),
            isodate: record.time("visited"),
            redirect_source: redirectEnd(record, "redirectSource"),
            redirect_destination: redirectEnd(record, "redirectDestination"),
            safari_history_db: record.file,
          },
        ]
      : [],
};

const redirectEnd = (record: RecordReader, key: string): number | null => record.object(key)?.number("visitKey") ?? null;

export const safariBrowserState: MvtModule = {
  slug: "safari_browser_state",
  plugin: "SafariBrowserState",
  artifact: "ios/safari-browser-state",
  event: "tab",
  when: "viewed",
  records: (record) =>
    record.isKind("tab")
      ? [
          {
            tab_title: record.text("title"),
            tab_url: record.text("url"),
            tab_visible_url: record.text("shownUrl") ?? record.text("url"),
            last_viewed_timestamp: record.time("viewed"),
            session_data: record.objects("pages").map((page) => ({ entry_url: page.text("url") })),
            safari_browser_state_db: record.file,
          },
        ]
      : [],
};

export const chromeHistory: MvtModule = {
  slug: "chrome_history",
  plugin: "ChromeHistory",
  artifact: "ios/chrome-history",
  event: "visit",
  when: "visited",
  records: (record) =>
    record.isKind("visit")
      ? [
          {
            id: record.row("urls"),
            url: record.text("url"),
            visit_id: record.number("visitKey"),
            isodate: record.time("visited"),
          },
        ]
      : [],
};

export const chromeFavicon: MvtModule = {
  slug: "chrome_favicon",
  plugin: "ChromeFavicon",
  artifact: "ios/chrome-favicons",
  event: "new_favicon",
  when: "noted",
  records: (record) => [{ url: record.text("url"), icon_url: record.text("iconUrl"), isodate: record.time("noted") }],
};

export const firefoxHistory: MvtModule = {
  slug: "firefox_history",
  plugin: "FirefoxHistory",
  artifact: "ios/firefox",
  event: "firefox_history",
  when: "visited",
  records: (record) =>
    record.isKind("visit")
      ? [{ id: record.row(), isodate: record.time("visited"), url: record.text("url"), title: record.text("title") }]
      : [],
};

export const firefoxFavicon: MvtModule = {
  slug: "firefox_favicon",
  plugin: "FirefoxFavicon",
  artifact: "ios/firefox",
  records: (record) =>
    record.isKind("icon")
      ? [{ id: record.row("favicons"), url: record.text("iconUrl"), isodate: record.time("visited"), history_url: record.text("url") }]
      : [],
};

export const webkitResourceLoadStatistics: MvtModule = {
  slug: "webkit_resource_load_statistics",
  plugin: "WebkitResourceLoadStatistics",
  artifact: "ios/webkit-resource-load-statistics",
  event: "visit",
  when: "lastSeen",
  records: (record) =>
    record.isKind("domain")
      ? [
          {
            domain_id: record.row("ObservedDomains"),
            registrable_domain: record.text("host"),
            had_user_interaction: record.flag("isUsed"),
            last_seen_isodate: record.time("lastSeen"),
            most_recent_user_interaction_time_isodate: record.time("lastUsed"),
            most_recent_web_push_interaction_time_isodate: record.time("lastPush"),
          },
        ]
      : [],
};

const originsOf = (record: RecordReader, key: string): MvtRecord[] => record.texts(key).map((origin) => ({ origin }));

export const webkitSessionResourceLog: MvtModule = {
  slug: "webkit_session_resource_log",
  plugin: "WebkitSessionResourceLog",
  artifact: "ios/webkit-session-resource-log",
  shape: "by-file",
  when: "lastSeen",
  records: (record) => [
    {
      origin: record.text("host"),
      redirect_source: originsOf(record, "redirectedFrom"),
      redirect_destination: originsOf(record, "redirectedTo"),
      subframe_under_origin: [],
      subresource_under_origin: originsOf(record, "loadedUnder"),
      user_interaction: record.flag("isUsed"),
      most_recent_interaction: record.time("lastUsed"),
      last_seen: record.time("lastSeen"),
    },
  ],
};
