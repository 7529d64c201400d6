import type { EvidenceDatabase } from "../../formats/sqlite/database.ts";
import { asBytes, asFlag, asText, type SqlRow } from "../../formats/sqlite/value.ts";
import { atRow, type Locator } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { eachTable, hasTable, readAppleTime } from "../partial-record.ts";
import { observablesOfTab, pagesOfSession, type TabPage } from "../safari-session.ts";

/** A tab of Safari, or the pages of one whose row is gone. */
export interface BrowserStateTab {
  readonly kind: "tab" | "session";
  readonly url?: string;
  /** What the address bar shows, where it differs. */
  readonly shownUrl?: string;
  readonly title?: string;
  readonly viewed?: EvidenceTime;
  readonly isPrivate?: boolean;
  /** A link, not the owner's typing, opened it. */
  readonly isOpenedByLink?: boolean;
  /** Pages that the tab showed, oldest first. */
  readonly pages?: readonly TabPage[];
}

export default defineArtifact<BrowserStateTab>({
  id: "ios/safari-browser-state",
  version: 1,
  paths: [
    "/private/var/mobile/Library/Safari/BrowserState.db", // iOS 10 on; it stayed there after Safari moved into a container
    "/private/var/mobile/Library/Safari/Profiles/*/BrowserState.db", // iOS 17 on
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/BrowserState.db",
    "/private/var/mobile/Containers/Data/Application/*/Library/Safari/Profiles/*/BrowserState.db",
  ],
  presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os" },
  scope: "communication",
  emits: { "url:value": ["visited"] },
  provenOn: "synthetic-only",
  references: [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const database = context.database(file);
    yield* eachTable<readonly Located<BrowserStateTab>[]>(
      () => (hasTable(context, database, "tabs") ? tabs(database, context) : []),
      () => (database.has("tab_sessions") ? lostSessions(database, context) : []),
    );
  },

  observables: ({ url, shownUrl, pages }) => observablesOfTab([url, shownUrl], pages ?? []),
  events: ({ viewed, url }) =>
    viewed ? [{ time: viewed, kind: "visit", message: "artifacts/ios/safari-browser-state/viewed", params: { url: url ?? "" } }] : [],
});

type Batches = Generator<readonly Located<BrowserStateTab>[]>;

/** Up to the third version of the form the session stood in the tab's own row (SFBrowserStateSQLiteStore). */
const COLUMNS = [
  ...["rowid", "url", "user_visible_url", "title", "last_viewed_time", "private_browsing", "opened_from_link", "session_data"],
  ...["session.rowid", "session.session_data"],
];

const tabs = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "tabs",
      select: COLUMNS,
      joins: [{ as: "session", table: "tab_sessions", on: "tab_uuid", equals: "uuid" }],
    }),
    locateTab,
    (row) => readTab(row, context),
  );

const locateTab = (row: SqlRow): readonly Locator[] => {
  const session = row[COLUMNS.indexOf("session.rowid")];
  const own = atRow("tabs", String(row[0]));
  return session === null ? [own] : [own, atRow("tab_sessions", String(session))];
};

function readTab(row: SqlRow, context: ParseContext): BrowserStateTab {
  const [rowid, url, shownUrl, title, viewed, isPrivate, isOpenedByLink, ownSession, , session] = row;
  const at = atRow("tabs", String(rowid));
  const address = asText(url);
  const shown = asText(shownUrl);
  const pages = pagesOfSession(context, at, "session_data", asBytes(session) ?? asBytes(ownSession));
  return {
    kind: "tab",
    ...optional("url", address || undefined),
    ...optional("shownUrl", shown && shown !== address ? shown : undefined),
    ...optional("title", asText(title) || undefined),
    ...optional("viewed", readAppleTime(context, at, "last_viewed_time", viewed)),
    isPrivate: asFlag(isPrivate),
    isOpenedByLink: asFlag(isOpenedByLink),
    ...optional("pages", pages.length > 0 ? pages : undefined),
  };
}

/** Sessions whose tab is gone. */
const lostSessions = (database: EvidenceDatabase, context: ParseContext): Batches =>
  context.records(
    database.rows({
      from: "tab_sessions",
      select: ["rowid", "session_data", "tab.rowid"],
      joins: [{ as: "tab", table: "tabs", on: "uuid", equals: "tab_uuid" }],
    }),
    ([row]) => [atRow("tab_sessions", String(row))],
    ([rowid, bytes, tab]): BrowserStateTab | undefined => {
      if (tab !== null) return undefined;
      const pages = pagesOfSession(context, atRow("tab_sessions", String(rowid)), "session_data", asBytes(bytes));
      return pages.length > 0 ? { kind: "session", pages } : undefined;
    },
  );
