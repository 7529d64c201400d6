import type { BrowsedPage } from "../ios/browsed-page.ts";
import { buildPlaces } from "../ios/firefox.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { buildBookmarks, buildBrowserState, buildCloudTabs, buildSafariTabs, tabSession } from "../ios/safari-tabs.ts";
import { buildObservations, originFile, resourceLog } from "../ios/webkit.ts";
import { DAY, HOUR, toDate } from "../time.ts";
import { type EverydayInput, isRecent } from "./everyday-input.ts";
import { databaseFile, listFile } from "./files.ts";

const SAFARI = "AppDomain-com.apple.mobilesafari";
const FIREFOX = "AppDomainGroup-group.org.mozilla.ios.Firefox";
const WEBSITE_DATA = "Library/WebKit/WebsiteData";
/** The folders of a store are named by hashes with a salt. */
const STORE = `${WEBSITE_DATA}/Default/EVERYDAYaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/EVERYDAYbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb`;

/** What browsers keep beside their history: tabs, bookmarks, downloads, statistics of websites and their storage. */
export const everydayBrowsing = (input: EverydayInput): readonly PhoneFile[] => [
  databaseFile("HomeDomain", "Library/Safari/Bookmarks.db", input.to, () => buildBookmarks(bookmarks(input))),
  listFile(safariDomain(input), "Library/Safari/RecentlyClosedTabs.plist", input.to, closedTabs(input)),
  ...(isRecent(input) ? recentFiles(input) : oldFiles(input)),
];

/** Safari moved into a container of its own with iOS 13. */
const safariDomain = (input: EverydayInput): string => (isRecent(input) ? SAFARI : "HomeDomain");

const oldFiles = ({ to }: EverydayInput): readonly PhoneFile[] => [
  databaseFile("HomeDomain", "Library/Safari/BrowserState.db", to, () =>
    buildBrowserState({ at: to - DAY, url: "https://www.bbc.co.uk/news" }, tabSession([{ url: "https://www.bbc.co.uk/news" }])),
  ),
  listFile(
    "AppDomain-com.spotify.client",
    `${WEBSITE_DATA}/ResourceLoadStatistics/full_browsing_session_resourceLog.plist`,
    to,
    resourceLog("accounts.example.net", to - 2 * DAY, "shop.example.com"),
  ),
];

const recentFiles = ({ to, token }: EverydayInput): readonly PhoneFile[] => [
  databaseFile(SAFARI, "Library/Safari/SafariTabs.db", to, () =>
    buildSafariTabs([
      { at: to - DAY, url: "https://www.openstreetmap.org/", title: "OpenStreetMap" },
      { at: to - 5 * HOUR, url: "https://clinic.example/", title: token("open tab") },
    ]),
  ),
  databaseFile("HomeDomain", "Library/Safari/CloudTabs.db", to, () =>
    buildCloudTabs({ at: to - 2 * DAY, url: "https://en.wikipedia.org/wiki/Lycia" }),
  ),
  databaseFile(SAFARI, `${WEBSITE_DATA}/ResourceLoadStatistics/observations.db`, to, () =>
    buildObservations([
      { domain: "bbc.co.uk", at: to - 2 * DAY, isUsed: true },
      { domain: "example.com", at: to - DAY, isUsed: true },
      { domain: "newsletter.example", at: to - DAY },
      { domain: "example.net", at: to - DAY, redirectedFrom: "newsletter.example" },
    ]),
  ),
  listFile(SAFARI, `${STORE}/origin`, to, originFile("www.openstreetmap.org", "www.openstreetmap.org")),
  listFile(SAFARI, "Library/Safari/Downloads/Downloads.plist", to, {
    DownloadHistory: [
      {
        DownloadEntryURL: "https://library.example.org/horses.pdf",
        DownloadEntryPath: "/private/var/mobile/Downloads/horses.pdf",
        DownloadEntryDateAddedKey: toDate(to - 2 * DAY),
        DownloadEntryDateFinishedKey: toDate(to - 2 * DAY + 3),
      },
    ],
  }),
  databaseFile(FIREFOX, "profile.profile/places.db", to, () =>
    buildPlaces([{ at: to - 2 * DAY, url: "https://web-forum.example/t/9981", title: "Forum" }], []),
  ),
];

const bookmarks = ({ to, token }: EverydayInput): readonly BrowsedPage[] => [
  { at: to, url: "https://en.wikipedia.org/", title: "Wikipedia" },
  { at: to, url: "https://recipes.example/bread", title: token("bookmark") },
];

const closedTabs = ({ to }: EverydayInput) => ({
  ClosedTabOrWindowPersistentStatesVersion: "1",
  ClosedTabOrWindowPersistentStates: [
    { PersistentStateType: 0, PersistentState: { TabURL: "https://trains.example.net/departures", DateClosed: toDate(to - DAY) } },
  ],
});
