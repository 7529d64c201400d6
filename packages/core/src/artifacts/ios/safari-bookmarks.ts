import { isDictionary, memberOf, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { asBytes, asFlag, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow } from "../../model/locator.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { hasTable, readPlistField } from "../partial-record.ts";
import { timeOf } from "../plist-members.ts";

/** A bookmark, a favourite or a page of the reading list. */
export interface SafariBookmark {
  readonly url: string;
  readonly title?: string;
  readonly isReadingList: boolean;
  readonly isDeleted: boolean;
  readonly added?: EvidenceTime;
  /** When a page of the reading list was read last. */
  readonly viewed?: EvidenceTime;
  /** Another address in its attributes: of its picture, or where it led to. */
  readonly otherUrls?: readonly string[];
}

export default defineArtifact<SafariBookmark>({
  id: "ios/safari-bookmarks",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Safari/Bookmarks.db", // iOS 4 on; it stayed there after Safari moved into a container
    "/private/var/mobile/Library/Safari/Profiles/*/Bookmarks.db",
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Bookmarks.db",
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
    "https://support.apple.com/guide/iphone/bookmark-favorite-webpages-iph42ab2f3a7/ios",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (!hasTable(context, database, "bookmarks")) return;
    yield* context.records(
      database.rows({ from: "bookmarks", select: ["id", "title", "url", "deleted", "extra_attributes"] }),
      ([id]) => [atRow("bookmarks", String(id))],
      (row) => readBookmark(row, context),
    );
  },

  observables: ({ url, otherUrls }) => [url, ...(otherUrls ?? [])].map((value) => ({ type: "url:value", role: "listed", value })),
  events: ({ viewed, url }) =>
    viewed ? [{ time: viewed, kind: "visit", message: "artifacts/ios/safari-bookmarks/viewed", params: { url } }] : [],
});

/** Members of the attributes that hold an address. */
const ADDRESSES = ["LocalURL", "imageURL", "PinnedAddress"] as const;

/** A row without an address is a folder. */
function readBookmark([id, title, url, deleted, attributes]: SqlRow, context: ParseContext): SafariBookmark | undefined {
  const address = asText(url);
  if (!address) return undefined;
  const extra = readPlistField(context, atRow("bookmarks", String(id)), "extra_attributes", asBytes(attributes));
  const readingList = memberOf(extra, "com.apple.ReadingList");
  const others = otherAddresses(extra, address);
  return {
    url: address,
    ...optional("title", asText(title) || undefined),
    isReadingList: isDictionary(readingList),
    isDeleted: asFlag(deleted),
    ...optional("added", timeOf(memberOf(readingList, "DateAdded")) ?? timeOf(memberOf(extra, "com.apple.Bookmark", "DateAdded"))),
    ...optional("viewed", timeOf(memberOf(readingList, "DateLastViewed"))),
    ...optional("otherUrls", others.length > 0 ? others : undefined),
  };
}

const otherAddresses = (extra: PlistValue | undefined, address: string): readonly string[] =>
  ADDRESSES.flatMap((key) => textOf(memberOf(extra, key)) || []).filter((other) => other !== address);
