import type { EvidenceFile } from "../../acquisition/file-system.ts";
import { isArray, isDictionary, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { tellTooDeep, withinLimit } from "../partial-record.ts";
import { flagOf, timeOf } from "../plist-members.ts";
import { observablesOfTab, pagesOfSession, type TabPage } from "../safari-session.ts";

/** A tab in one of Safari's lists of tabs. */
export interface ListedTab {
  readonly url?: string;
  /** What the address bar showed, where it differs. */
  readonly shownUrl?: string;
  readonly title?: string;
  readonly viewed?: EvidenceTime;
  readonly closed?: EvidenceTime;
  readonly isPrivate?: boolean;
  /** Pages that the tab showed, oldest first. */
  readonly pages?: readonly TabPage[];
}

export default defineArtifact<ListedTab>({
  id: "ios/safari-closed-tabs",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Safari/RecentlyClosedTabs.plist", // tabs and windows closed last
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/RecentlyClosedTabs.plist",
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/RecentlyClosedTabs.plist",
    "/private/var/mobile/Library/Safari/SuspendState.plist", // open tabs, before there was a database for them (up to iOS 9)
    "/private/var/mobile/Library/Safari/SuspendedState.plist",
  ],
  presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["visited"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/fox-it/dissect.target/tree/main/dissect/target/plugins/os/unix/bsd/darwin/macos",
    "https://github.com/ydkhatri/mac_apt/tree/master/plugins",
  ],

  *parse(file, context) {
    yield tabsIn(file, context);
  },

  observables: ({ url, shownUrl, pages }) => observablesOfTab([url, shownUrl], pages ?? []),
  events: ({ viewed, closed, url }) => {
    const time = viewed ?? closed;
    const what = viewed ? "viewed" : "closed";
    return time ? [{ time, kind: "visit", message: `artifacts/ios/safari-closed-tabs/${what}`, params: { url: url ?? "" } }] : [];
  },
});

/** Tabs of one list; Safari keeps some hundred. */
const MAX_TABS = 10_000;
/** Members looked at; a window's list holds some thousand. */
const MAX_VALUES = 1_000_000;
const MAX_DEPTH = 64;

/** Whatever the version calls its lists, a tab is a dictionary with the URL of a tab. */
function tabsIn(file: EvidenceFile, context: ParseContext): readonly Located<ListedTab>[] {
  const found: Located<ListedTab>[] = [];
  const seen = new Set<PlistValue>();
  const pending: { value: PlistValue; path: readonly (string | number)[] }[] = [{ value: context.plist(file), path: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || seen.has(value)) continue;
    seen.add(value);
    const tab = isDictionary(value) ? readTab(value, path, context) : undefined;
    if (tab) found.push({ at: [path.length === 0 ? atFile : atKey(...path)], data: tab });
    if (found.length >= MAX_TABS || pending.length >= MAX_VALUES) {
      context.skip(message("artifacts/shared/too-many", { limit: MAX_TABS }), [atFile], "over-budget");
      break;
    }
    const members = membersOf(value);
    if (path.length >= MAX_DEPTH && members.length > 0) {
      tellTooDeep(context, atKey(...path), MAX_DEPTH);
      continue;
    }
    for (const [key, member] of members.toReversed()) pending.push({ value: member, path: [...path, key] });
  }
  return found;
}

const membersOf = (value: PlistValue): readonly (readonly [string | number, PlistValue])[] => {
  if (isDictionary(value)) return [...value];
  return isArray(value) ? [...value.entries()] : [];
};

function readTab(tab: PlistDictionary, path: readonly (string | number)[], context: ParseContext): ListedTab | undefined {
  const textIn = (...keys: readonly string[]): string | undefined => keys.map((key) => textOf(tab.get(key))).find(Boolean);
  const url = textIn("TabURL", "SafariStateDocumentURL");
  const shownUrl = textIn("SafariStateDocumentUserVisibleURL");
  if (!url && !shownUrl) return undefined;
  const session = tab.get("SessionState") ?? tab.get("SafariStateDocumentSessionState");
  const sessionPages = pagesOfSession(context, atKey(...path), "SessionState", session instanceof Uint8Array ? session : undefined);
  const pages = [...sessionPages, ...oldPages(tab, path, context)];
  const isPrivate = flagOf(tab.get("IsPrivateWindow") ?? tab.get("SafariStateDocumentUsesPrivateBrowsingStyle"));
  return {
    ...optional("url", url),
    ...optional("shownUrl", shownUrl !== url ? shownUrl : undefined),
    ...optional("title", textIn("TabTitle", "SafariStateDocumentTitle")),
    ...optional("viewed", timeOf(tab.get("LastVisitTime") ?? tab.get("SafariStateDocumentLastViewedTime"))),
    ...optional("closed", timeOf(tab.get("DateClosed"))),
    ...optional("isPrivate", isPrivate),
    ...optional("pages", pages.length > 0 ? pages : undefined),
  };
}

/** The list of pages of the first versions, whose URL stands under the empty key. */
function oldPages(tab: PlistDictionary, path: readonly (string | number)[], context: ParseContext): readonly TabPage[] {
  const list = tab.get("SafariStateDocumentBackForwardList");
  const entries = isDictionary(list) ? list.get("entries") : undefined;
  return (isArray(entries) ? withinLimit(context, entries, MAX_TABS, atKey(...path)) : []).flatMap((entry) => {
    const url = isDictionary(entry) ? textOf(entry.get("")) : undefined;
    return url ? [{ url }] : [];
  });
}
