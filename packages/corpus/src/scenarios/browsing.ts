import { utf8 } from "../bytes.ts";
import { buildChromeFavicons, buildChromeHistory } from "../ios/chrome.ts";
import { buildBrowserDatabase, buildPlaces } from "../ios/firefox.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { buildBookmarks, buildBrowserState, buildCloudTabs, buildSafariTabs, tabSession } from "../ios/safari-tabs.ts";
import { buildShortcuts } from "../ios/shortcuts.ts";
import { buildObservations, originFile, resourceLog } from "../ios/webkit.ts";
import { databaseFile, listFile } from "../life/files.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, MINUTE, toDate, type UnixSeconds } from "../time.ts";
import { defineScenario, type PlantedTrace } from "./scenario.ts";

/** Hosts that Amnesty International published; each stands in one place alone, so that none is found by another. */
const USED = "awizo.info";
const REDIRECT_TARGET = "bestfoods.co";
const LOGGED = "arrowowner.com";
const TAB_REDIRECT = "autoredirect.net";
const OPEN_TAB = "av-scanner.com";
const CLOUD_TAB = "avocadofight.com";
const CLOSED_TAB = "awardpractice.com";
const BOOKMARK = "bdaynotes.com";
const DOWNLOAD = "beanbounce.net";
const CHROME_REDIRECT = "becomeiguana.com";
const CHROME_LEFT = "behindaquarium.com";
const CHROME_ICON = "bestcandyever.com";
const FIREFOX_VISIT = "bestday-sales.com";
const FIREFOX_ICON = "bestsushiever.com";
const STORAGE = "beethoventopsymphonies.com";
const SHORTCUT = "better-deal.info";
const SHELL = "betterapplesearch.com";

const SAFARI = "AppDomain-com.apple.mobilesafari";
const CHROME = "AppDomain-com.google.chrome.ios";
const CHROME_PROFILE = "Library/Application Support/Google/Chrome/Default";
const FIREFOX = "AppDomainGroup-group.org.mozilla.ios.Firefox";
const WEBSITE_DATA = "Library/WebKit/WebsiteData";
/** The folders of a store are named by hashes with a salt. */
const STORE = `${WEBSITE_DATA}/Default/DEM0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/DEM0bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb`;

/** The phone of somebody whose browsers hold published hosts, in every place but Safari's history. */
export default defineScenario({
  id: "browsing",
  title: "A phone whose browsers hold published hosts",
  live: ({ seed, to }) => merge(ordinaryLife({ seed, to }), { files: [...webKitFiles(to), ...safariFiles(to), ...otherFiles(to)] }),
  planted: plantedTraces(),
  absent: [
    {
      what: "a page of the reading list beside the bookmark",
      artifact: "ios/safari-bookmarks",
      value: "recipes.example",
      why: "ordinary bookmarks are no indicator",
    },
  ],
});

const webKitFiles = (to: UnixSeconds): readonly PhoneFile[] => [
  databaseFile(SAFARI, `${WEBSITE_DATA}/ResourceLoadStatistics/observations.db`, to, () =>
    buildObservations([
      { domain: "news.example", at: to - 3 * DAY, isUsed: true },
      { domain: USED, at: to - 2 * DAY, isUsed: true },
      { domain: REDIRECT_TARGET, at: to - 2 * DAY, redirectedFrom: "news.example" },
    ]),
  ),
  listFile(
    "AppDomain-com.spotify.client",
    `${WEBSITE_DATA}/ResourceLoadStatistics/full_browsing_session_resourceLog.plist`,
    to,
    resourceLog("news.example", to - 400 * DAY, LOGGED),
  ),
  listFile(SAFARI, `${STORE}/origin`, to, originFile(STORAGE, "parts.example")),
];

const safariFiles = (to: UnixSeconds): readonly PhoneFile[] => [
  databaseFile("HomeDomain", "Library/Safari/BrowserState.db", to, () =>
    buildBrowserState(
      { at: to - DAY, url: "https://news.example/today" },
      tabSession([{ url: "https://news.example/" }, { url: `https://${TAB_REDIRECT}/x`, askedFor: "http://news.example/out" }]),
    ),
  ),
  databaseFile("HomeDomain", "Library/Safari/SafariTabs.db", to, () =>
    buildSafariTabs([{ at: to - 5 * DAY, url: `https://${OPEN_TAB}/scan` }]),
  ),
  databaseFile("HomeDomain", "Library/Safari/CloudTabs.db", to, () => buildCloudTabs({ at: to - 6 * DAY, url: `https://${CLOUD_TAB}/` })),
  databaseFile("HomeDomain", "Library/Safari/Bookmarks.db", to, () =>
    buildBookmarks([
      { at: to, url: "https://recipes.example/bread" },
      { at: to, url: `https://${BOOKMARK}/` },
    ]),
  ),
  listFile(SAFARI, "Library/Safari/RecentlyClosedTabs.plist", to, {
    ClosedTabOrWindowPersistentStatesVersion: "1",
    ClosedTabOrWindowPersistentStates: [
      { PersistentStateType: 0, PersistentState: { TabURL: `https://${CLOSED_TAB}/p`, DateClosed: toDate(to - 7 * DAY) } },
    ],
  }),
  listFile(SAFARI, "Library/Safari/Downloads/Downloads.plist", to, {
    DownloadHistory: [
      {
        DownloadEntryURL: `https://${DOWNLOAD}/offer.pdf`,
        DownloadEntryPath: "/private/var/mobile/Downloads/offer.pdf",
        DownloadEntryDateAddedKey: toDate(to - 8 * DAY),
        DownloadEntryDateFinishedKey: toDate(to - 8 * DAY + 2),
      },
    ],
  }),
];

const otherFiles = (to: UnixSeconds): readonly PhoneFile[] => [
  databaseFile(CHROME, `${CHROME_PROFILE}/History`, to, () =>
    buildChromeHistory(
      [
        { at: to - 9 * DAY, url: "http://news.example/c" },
        { at: to - 9 * DAY + 1, url: `https://${CHROME_REDIRECT}/c`, from: "http://news.example/c", isRedirected: true },
      ],
      [{ at: to - 60 * DAY, url: `https://${CHROME_LEFT}/` }],
      { at: to - 9 * DAY, url: "https://files.example/map.pdf", path: "/private/var/mobile/Downloads/map.pdf" },
    ),
  ),
  databaseFile(CHROME, `${CHROME_PROFILE}/Favicons`, to, () =>
    buildChromeFavicons([{ at: to - 10 * DAY, url: `https://${CHROME_ICON}/`, iconUrl: "https://icons.example/i.png" }]),
  ),
  databaseFile(FIREFOX, "profile.profile/places.db", to, () =>
    buildPlaces([{ at: to - 11 * DAY, url: `https://${FIREFOX_VISIT}/f` }], [{ at: to - 70 * DAY, url: "https://recipes.example/soup" }]),
  ),
  databaseFile(FIREFOX, "profile.profile/browser.db", to, () =>
    buildBrowserDatabase({ at: to - 900 * DAY, url: "https://old.example/", iconUrl: `https://${FIREFOX_ICON}/i.png` }),
  ),
  databaseFile("HomeDomain", "Library/Shortcuts/Shortcuts.sqlite", to, () =>
    buildShortcuts(to - 12 * DAY, "com.spotify.client", [
      ["downloadurl", { WFURL: `https://${SHORTCUT}/up` }],
      ["runsshscript", { WFSSHHost: SHELL }],
    ]),
  ),
  listFile("SystemPreferencesDomain", "com.apple.wifi.known-networks.plist", to, {
    "wifi.network.ssid.DEMO": {
      SSID: utf8("DEMO"),
      SupportedSecurityTypes: "WPA2 Personal",
      BundleID: "com.spotify.client",
      AddedAt: toDate(to - 30 * DAY),
      JoinedByUserAt: toDate(to - 30 * DAY + MINUTE),
    },
  }),
];

function plantedTraces(): readonly PlantedTrace[] {
  const host = (what: string, artifact: string, value: string, axis: PlantedTrace["axis"]): PlantedTrace => ({
    what,
    artifact: `ios/${artifact}`,
    type: "domain-name:value",
    value,
    axis,
  });
  return [
    host("domain whose page was used", "webkit-resource-load-statistics", USED, "targeting"),
    host("domain that a redirect led to", "webkit-resource-load-statistics", REDIRECT_TARGET, "none"),
    host("host in the log of an old version", "webkit-session-resource-log", LOGGED, "none"),
    host("website that stored something", "webkit-website-data", STORAGE, "targeting"),
    host("redirect among the pages of a tab", "safari-browser-state", TAB_REDIRECT, "attempt"),
    host("open tab", "safari-tabs", OPEN_TAB, "targeting"),
    host("tab of another device", "safari-tabs", CLOUD_TAB, "none"),
    host("closed tab", "safari-closed-tabs", CLOSED_TAB, "targeting"),
    host("bookmark", "safari-bookmarks", BOOKMARK, "none"),
    host("download", "safari-downloads", DOWNLOAD, "targeting"),
    host("redirect in Chrome", "chrome-history", CHROME_REDIRECT, "attempt"),
    host("page of Chrome whose visits are gone", "chrome-history", CHROME_LEFT, "none"),
    host("icon of a page in Chrome", "chrome-favicons", CHROME_ICON, "targeting"),
    host("visit of Firefox", "firefox", FIREFOX_VISIT, "targeting"),
    host("icon that Firefox fetched", "firefox", FIREFOX_ICON, "none"),
    host("address in a shortcut", "shortcuts", SHORTCUT, "none"),
    host("host that a shortcut speaks to", "shortcuts", SHELL, "none"),
  ];
}
