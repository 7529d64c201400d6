import { isArray, isDate, isDictionary, numberOf, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Circumstance, Observable } from "../../model/observable.ts";
import type { Located } from "../../model/record.ts";
import { type EvidenceTime, fromAppleTime, fromUnixSeconds } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { flagOf, readDictionary, readMember } from "../plist-members.ts";

/** What WebKit noted of one host or domain, and which others it met. */
export interface SessionResource {
  readonly host: string;
  /** Somebody tapped or typed on a page of it. */
  readonly isUsed: boolean;
  readonly lastSeen?: EvidenceTime;
  readonly lastUsed?: EvidenceTime;
  /** Hosts whose pages or parts of pages sent the browser here. */
  readonly redirectedFrom?: readonly string[];
  /** Hosts it sent the browser to. */
  readonly redirectedTo?: readonly string[];
  /** Hosts of pages that loaded it as a part. */
  readonly loadedUnder?: readonly string[];
}

/** Hosts of one list; a browser used for years has some thousands. */
const MAX_ENTRIES = 100_000;
/** Hosts kept beside one; more than these no page meets. */
const MAX_BESIDE = 2_000;

export default defineArtifact<SessionResource>({
  id: "ios/webkit-session-resource-log",
  version: 1,
  paths: [
    "/private/var/mobile/Containers/Data/Application/*/Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist", // iOS 11 to about 13
    "/private/var/mobile/Containers/Data/Application/*/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData/full_browsing_session_resourceLog.plist",
    "/private/var/mobile/Containers/Data/Application/*/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist",
    "/private/var/mobile/Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist",
    "/private/var/mobile/Library/WebKit/*/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist",
    "/private/var/mobile/Library/WebClips/*/Storage/full_browsing_session_resourceLog.plist", // pages on the home screen
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "domain-name:value": ["visited"] },
  provenOn: "synthetic-only",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/WebKit/WebKit/tree/main/Source/WebCore/loader",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    const list = root && readMember(context, root, "browsingStatistics");
    if (list === undefined) return;
    if (isArray(list)) yield withinLimit(context, list, MAX_ENTRIES).flatMap((entry, index) => readEntry(entry, index, context));
    else context.skip(message("artifacts/shared/field-damaged", { field: "browsingStatistics" }), [atKey("browsingStatistics")]);
  },

  observables: observablesOf,
  events: ({ lastSeen, host }) =>
    lastSeen ? [{ time: lastSeen, kind: "visit", message: "artifacts/ios/webkit-session-resource-log/seen", params: { host } }] : [],
});

/** Names of the lists, as WebKit wrote them when it counted origins and when it counted domains. */
const FROM_KEYS = ["topFrameUniqueRedirectsFrom", "subresourceUniqueRedirectsFrom"];
const TO_KEYS = ["topFrameUniqueRedirectsTo", "subresourceUniqueRedirectsTo"];
const UNDER_KEYS = [
  ...["subframeUnderTopFrameOrigins", "subresourceUnderTopFrameOrigins"],
  ...["subframeUnderTopFrameDomains", "subresourceUnderTopFrameDomains"],
];

function readEntry(entry: PlistValue, index: number, context: ParseContext): readonly Located<SessionResource>[] {
  const at = [atKey("browsingStatistics", index)];
  const host = isDictionary(entry)
    ? (textOf(entry.get("PrevalentResourceOrigin")) ?? textOf(entry.get("PrevalentResourceDomain")))
    : undefined;
  if (!isDictionary(entry) || !host) {
    context.skip(message("artifacts/shared/field-damaged", { field: "browsingStatistics" }), at);
    return [];
  }
  const beside = (keys: readonly string[]) => {
    const hosts = hostsIn(entry, keys);
    return hosts.size > 0 ? withinLimit(context, [...hosts], MAX_BESIDE, at[0]) : undefined;
  };
  const data: SessionResource = {
    host,
    isUsed: flagOf(entry.get("hadUserInteraction")) ?? false,
    ...optional("lastSeen", timeIn(entry.get("lastSeen"))),
    ...optional("lastUsed", timeIn(entry.get("mostRecentUserInteraction"))),
    ...optional("redirectedFrom", beside(FROM_KEYS)),
    ...optional("redirectedTo", beside(TO_KEYS)),
    ...optional("loadedUnder", beside(UNDER_KEYS)),
  };
  return [{ at, data }];
}

/** Seconds from 1970, as WebKit's encoder writes them, or a date. */
const timeIn = (value: PlistValue | undefined): EvidenceTime | undefined => {
  if (isDate(value)) return fromAppleTime(value.appleSeconds);
  const seconds = numberOf(value);
  return seconds === undefined ? undefined : fromUnixSeconds(seconds);
};

/** Each member is {origin, count} or {domain}; the hosts of all lists together, each once. */
function hostsIn(entry: PlistDictionary, keys: readonly string[]): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const key of keys) {
    const list = entry.get(key);
    for (const member of isArray(list) ? list : []) {
      const host = isDictionary(member) ? (textOf(member.get("origin")) ?? textOf(member.get("domain"))) : textOf(member);
      if (host) hosts.add(host);
    }
  }
  return hosts;
}

const TRACKER: readonly Circumstance[] = ["tracker"];
const TRACKER_REDIRECT: readonly Circumstance[] = ["tracker", "redirect"];
const WAS_REDIRECTED: readonly Circumstance[] = ["redirect"];

function observablesOf({ host, isUsed, redirectedFrom, redirectedTo, loadedUnder }: SessionResource): readonly Observable[] {
  const seen = (value: string, circumstances: readonly Circumstance[] | undefined): Observable => ({
    type: "domain-name:value",
    role: "visited",
    value,
    ...(circumstances && { circumstances }),
  });
  return [
    seen(host, circumstancesOf(isUsed, redirectedFrom !== undefined)),
    ...(redirectedFrom ?? []).map((value) => seen(value, TRACKER)),
    ...(redirectedTo ?? []).map((value) => seen(value, TRACKER_REDIRECT)),
    ...(loadedUnder ?? []).map((value) => seen(value, TRACKER)),
  ];
}

/** A host that somebody used was visited; the others only loaded something. */
const circumstancesOf = (isUsed: boolean, isRedirected: boolean): readonly Circumstance[] | undefined => {
  if (!isUsed) return isRedirected ? TRACKER_REDIRECT : TRACKER;
  return isRedirected ? WAS_REDIRECTED : undefined;
};
