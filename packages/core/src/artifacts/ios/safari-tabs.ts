import { memberOf, textOf } from "../../formats/plist/value.ts";
import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asNumber, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atFile, atRow } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { hasTable, readAppleTime, readField, readPlistField, tellTooMany } from "../partial-record.ts";
import { flagOf, timeOf } from "../plist-members.ts";
import { observablesOfTab, pagesOfSession, type TabPage } from "../safari-session.ts";

/** A tab of this device, open or closed a short while ago. */
export interface SafariTab {
  readonly kind: "tab";
  readonly url?: string;
  /** What this device shows, where the group has moved on. */
  readonly shownUrl?: string;
  readonly title?: string;
  readonly viewed?: EvidenceTime;
  readonly closed?: EvidenceTime;
  readonly isPrivate: boolean;
  /** A link, not the owner's typing, opened it. */
  readonly isOpenedByLink?: boolean;
  readonly isDeleted: boolean;
  /** Pages that the tab showed, oldest first. */
  readonly pages?: readonly TabPage[];
}

/** A tab that a device of the account has open. */
export interface CloudTab {
  readonly kind: "cloud-tab";
  readonly url: string;
  readonly title?: string;
  /** As its owner calls it. */
  readonly deviceName?: string;
  readonly viewed?: EvidenceTime;
}

export type SafariTabsRecord = SafariTab | CloudTab;

export default defineArtifact<SafariTabsRecord>({
  id: "ios/safari-tabs",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Safari/SafariTabs.db", // iOS 15 on
    "/private/var/mobile/Library/Safari/Profiles/*/SafariTabs.db", // iOS 17 on
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/SafariTabs.db",
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/SafariTabs.db",
    "/private/var/mobile/Library/Safari/CloudTabs.db", // iOS 10 or 11 on
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/CloudTabs.db",
  ],
  presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["visited", "listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
    "https://developer.apple.com/documentation/webkit/wkwebview/interactionstate",
  ],

  *parse(file, context) {
    const database = context.database(file);
    if (database.has("cloud_tabs")) yield* cloudTabs(database, context);
    else if (hasTable(context, database, "bookmarks")) yield* tabs(database, context);
  },

  observables: (record) =>
    record.kind === "tab"
      ? observablesOfTab([record.url, record.shownUrl], record.pages ?? [])
      : [{ type: "url:value", role: "listed", value: record.url }],
  events: ({ kind, viewed, url }) =>
    viewed ? [{ time: viewed, kind: "visit", message: `artifacts/ios/safari-tabs/viewed-${kind}`, params: { url: url ?? "" } }] : [],
});

type Batches = Generator<readonly Located<SafariTabsRecord>[]>;

const TAB_COLUMNS = ["id", "parent", "title", "url", "deleted", "date_closed", "extra_attributes", "local_attributes"];
/** Names of the folders of private tabs, and of pinned ones. */
const PRIVATE_FOLDERS = new Set(["private", "privatepinned"]);
/** Folders kept; a person has some hundred groups of tabs. */
const MAX_FOLDERS = 100_000;
const MAX_DEPTH = 64;

/** Tabs are bookmarks in folders of windows and groups. */
function* tabs(database: EvidenceDatabase, context: ParseContext): Batches {
  const isPrivate = privateFolders(database, context);
  yield* context.records(
    database.rows({ from: "bookmarks", select: TAB_COLUMNS }),
    ([id]) => [atRow("bookmarks", String(id))],
    (row) => readTab(row, isPrivate, context),
  );
}

interface Folder {
  readonly parent: number | undefined;
  readonly isPrivate: boolean;
}

/**
 * Tells whether a folder or one around it holds private tabs: by its name, or because a window says so. Damage among the folders is
 * said and costs no tab.
 */
function privateFolders(database: EvidenceDatabase, context: ParseContext): (folder: number | undefined) => boolean {
  const folders = new Map<number, Folder>();
  readField(context, atFile, "parent", () => {
    const ofWindows = groupsOfWindows(database, context);
    for (const batch of database.rows({ from: "bookmarks", select: ["id", "parent", "title", "type", "url"] })) {
      for (const row of batch) if (folders.size < MAX_FOLDERS) addFolder(folders, ofWindows, row);
    }
  });
  if (folders.size === MAX_FOLDERS) tellTooMany(context, atFile, MAX_FOLDERS);
  return (folder) => isBelowPrivate(folders, folder);
}

function groupsOfWindows(database: EvidenceDatabase, context: ParseContext): ReadonlySet<number> {
  const groups = new Set<number>();
  if (!database.has("windows", "private_tab_group_id")) return groups;
  for (const batch of database.rows({ from: "windows", select: ["private_tab_group_id"] })) {
    for (const [group] of batch) if (groups.size < MAX_FOLDERS) groups.add(asNumber(group) ?? -1);
  }
  if (groups.size === MAX_FOLDERS) tellTooMany(context, atFile, MAX_FOLDERS);
  return groups;
}

function addFolder(folders: Map<number, Folder>, ofWindows: ReadonlySet<number>, [key, parent, title, type, url]: SqlRow): void {
  const id = asNumber(key);
  if (id === undefined || (asNumber(type) !== 1 && asText(url))) return;
  const isPrivate = ofWindows.has(id) || PRIVATE_FOLDERS.has((asText(title) ?? "").toLowerCase());
  folders.set(id, { parent: asNumber(parent), isPrivate });
}

function isBelowPrivate(folders: ReadonlyMap<number, Folder>, start: number | undefined): boolean {
  let folder = start === undefined ? undefined : folders.get(start);
  for (let depth = 0; folder && depth < MAX_DEPTH; depth++) {
    if (folder.isPrivate) return true;
    folder = folder.parent === undefined ? undefined : folders.get(folder.parent);
  }
  return false;
}

/** Attributes are a property list shared by the account's devices, and one of this device with the tab's session. */
function readTab(row: SqlRow, isPrivate: (folder: number | undefined) => boolean, context: ParseContext): SafariTab | undefined {
  const [id, parent, title, url, deleted, dateClosed, extraBytes, localBytes] = row;
  const at = atRow("bookmarks", String(id));
  const local = readPlistField(context, at, "local_attributes", asBytes(localBytes));
  const extra = readPlistField(context, at, "extra_attributes", asBytes(extraBytes));
  const session = memberOf(local, "SessionState");
  const pages = pagesOfSession(context, at, "SessionState", session instanceof Uint8Array ? session : undefined);
  const address = asText(url);
  if (!address && pages.length === 0) return undefined; // a folder
  const localUrl = textOf(memberOf(extra, "LocalURL"));
  const viewed = timeOf(memberOf(local, "LastVisitTime")) ?? timeOf(memberOf(extra, "DateLastViewed"));
  return {
    kind: "tab",
    ...optional("url", address || undefined),
    ...optional("shownUrl", localUrl && localUrl !== address ? localUrl : undefined),
    ...optional("title", asText(title) || undefined),
    ...optional("viewed", viewed),
    ...optional("closed", readAppleTime(context, at, "date_closed", dateClosed)),
    isPrivate: isPrivate(asNumber(parent)),
    ...optional("isOpenedByLink", flagOf(memberOf(local, "OpenedFromLink"))),
    isDeleted: asFlag(deleted),
    ...optional("pages", pages.length > 0 ? pages : undefined),
  };
}

const cloudTabs = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "cloud_tabs",
      select: ["rowid", "url", "title", "last_viewed_time", "device.device_name"],
      joins: [{ as: "device", table: "cloud_tab_devices", on: "device_uuid", equals: "device_uuid" }],
    }),
    ([row]) => [atRow("cloud_tabs", String(row))],
    ([rowid, url, title, viewed, deviceName]): CloudTab | undefined => {
      const address = asText(url);
      if (!address) return undefined;
      return {
        kind: "cloud-tab",
        url: address,
        ...optional("title", asText(title) || undefined),
        ...optional("deviceName", asText(deviceName) || undefined),
        ...optional("viewed", readAppleTime(context, atRow("cloud_tabs", String(rowid)), "last_viewed_time", viewed)),
      };
    },
  );
