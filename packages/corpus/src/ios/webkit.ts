import { concat, integerBytes, utf8 } from "../bytes.ts";
import { buildDatabase, type DatabaseFiles } from "../database.ts";
import type { PlistInput } from "../plist.ts";
import type { UnixSeconds } from "../time.ts";

/** A domain as WebKit's statistics keep it, and the domain that sent the browser to it. */
export interface ObservedSite {
  readonly domain: string;
  readonly at: UnixSeconds;
  readonly isUsed?: boolean;
  readonly redirectedFrom?: string;
}

/** WebKit, ResourceLoadStatisticsStore.cpp. */
export const buildObservations = (sites: readonly ObservedSite[]): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL, mostRecentUserInteractionTime REAL NOT NULL, grandfathered INTEGER NOT NULL, isPrevalent INTEGER NOT NULL, isVeryPrevalent INTEGER NOT NULL, dataRecordsRemoved INTEGER NOT NULL,timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL, timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL,isScheduledForAllButCookieDataRemoval INTEGER NOT NULL, mostRecentWebPushInteractionTime REAL NOT NULL)",
      "CREATE TABLE TopFrameUniqueRedirectsFrom (targetDomainID INTEGER NOT NULL, fromDomainID INTEGER NOT NULL)",
    ],
    tables: [
      {
        table: "ObservedDomains",
        rows: sites.map(({ domain, at, isUsed }, index) => ({
          domainID: index + 1,
          registrableDomain: domain,
          lastSeen: at,
          hadUserInteraction: isUsed ? 1 : 0,
          mostRecentUserInteractionTime: isUsed ? at : -1,
          ...Object.fromEntries(ZEROS.map((column) => [column, 0])),
          mostRecentWebPushInteractionTime: -1,
        })),
      },
      {
        table: "TopFrameUniqueRedirectsFrom",
        rows: sites.flatMap(({ redirectedFrom }, index) =>
          redirectedFrom === undefined
            ? []
            : [{ targetDomainID: index + 1, fromDomainID: sites.findIndex(({ domain }) => domain === redirectedFrom) + 1 }],
        ),
      },
    ],
  });

const ZEROS = [
  ...["grandfathered", "isPrevalent", "isVeryPrevalent", "dataRecordsRemoved", "timesAccessedAsFirstPartyDueToUserInteraction"],
  ...["timesAccessedAsFirstPartyDueToStorageAccessAPI", "isScheduledForAllButCookieDataRemoval"],
];

/** The list that WebKit kept before it had a database (WebCore, ResourceLoadStatistics::encode, 2017). */
export const resourceLog = (host: string, at: UnixSeconds, redirectedTo: string): PlistInput => ({
  version: 11,
  browsingStatistics: [
    {
      PrevalentResourceOrigin: host,
      lastSeen: at,
      hadUserInteraction: false,
      topFrameUniqueRedirectsTo: [{ origin: redirectedTo, count: 1 }],
    },
  ],
});

/** The file that names whose storage a folder of hashes is: page and part of it, without ports (WebKit, WebCorePersistentCoders.cpp). */
export const originFile = (pageHost: string, partHost: string): Uint8Array => concat(originBytes(pageHost), originBytes(partHost));
const originBytes = (host: string): Uint8Array => concat(persistentText("https"), persistentText(host), Uint8Array.of(0));
const persistentText = (text: string): Uint8Array => concat(integerBytes(text.length, 4).toReversed(), Uint8Array.of(1), utf8(text));
