import { expect, test } from "vitest";
import { toHex } from "../model/json.ts";
import type { Message } from "../model/message.ts";
import type { Reason } from "../model/outcome.ts";
import {
  archiveObject,
  attributedBody,
  binaryPlist,
  buildDatabase,
  keyedArchive,
  type PlistInput,
  read,
  xmlPlist,
} from "../testing/index.ts";
import type { Artifact, ParseContext } from "./artifact.ts";
import applications from "./ios/applications.ts";
import calendar from "./ios/calendar.ts";
import configurationProfiles from "./ios/configuration-profiles.ts";
import contacts from "./ios/contacts.ts";
import interactionC from "./ios/interaction-c.ts";
import manifest from "./ios/manifest.ts";
import messenger from "./ios/messenger.ts";
import provisioningProfiles from "./ios/provisioning-profiles.ts";
import safariClosedTabs from "./ios/safari-closed-tabs.ts";
import safariHistory from "./ios/safari-history.ts";
import safariTabs from "./ios/safari-tabs.ts";
import shortcuts from "./ios/shortcuts.ts";
import sms from "./ios/sms.ts";
import viber from "./ios/viber.ts";
import resourceLog from "./ios/webkit-session-resource-log.ts";
import whatsapp from "./ios/whatsapp.ts";
import { profileObservables } from "./profile-traces.ts";
import { createTotals } from "./whatsapp-totals.ts";

/*
 * Whoever holds a phone can fill a record until a limit is reached and put what matters behind it. So each limit that leaves
 * something unread has to make its artifact `partial: over-budget`: then the headline is never "nothing matched".
 */

const LURE = "https://evil.example/";
const links = (count: number): string => `${Array.from({ length: count }, (_, index) => `https://a${index}.example/`).join(" ")} ${LURE}`;
const deepLink = (depth: number): string => `${"https://r.example/".repeat(depth)}${LURE}`;
const times = <T>(count: number, value: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => value(index));
const deepList = (depth: number, core: PlistInput): PlistInput => {
  let list = core;
  for (let index = 0; index < depth; index++) list = [list];
  return list;
};
const membersNamed = (count: number): Record<string, PlistInput> => Object.fromEntries(times(count, (index) => [`n${index}`, true]));
const blob = (bytes: Uint8Array): string => `x'${toHex(bytes)}'`;
const text = (value: string): string => `'${value}'`;

const MESSAGE = `CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, subject TEXT, attributedBody BLOB, payload_data BLOB,
  message_summary_info BLOB, service TEXT, is_from_me INTEGER, date INTEGER, handle_id INTEGER)`;
const smsWith = (column: string, value: string) => () =>
  buildDatabase([MESSAGE, `INSERT INTO message (guid, ${column}) VALUES ('g', ${value})`]);
const edits = { ec: { "0": times(101, (index) => ({ d: 1, t: attributedBody(`text ${index}`) })) } };

const WHATSAPP = [
  "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZTEXT VARCHAR)",
  "CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZMETADATA BLOB)",
];
/** A field of text, and behind it numbers without end. */
const longMetadata = Uint8Array.from([
  0x0a,
  LURE.length,
  ...new TextEncoder().encode(LURE),
  ...times(60_000, (index) => (index % 2 ? 1 : 8)),
]);

const ENTRY = (extended: Readonly<Record<string, PlistInput>>) => () =>
  buildDatabase([
    "CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)",
    `INSERT INTO Files VALUES ('${"a".repeat(40)}', 'HomeDomain', 'x', 1, ${blob(
      binaryPlist(keyedArchive(archiveObject("MBFile", { ExtendedAttributes: binaryPlist(extended) }))),
    )})`,
  ]);

const session = (count: number): Uint8Array =>
  Uint8Array.from([
    ...[0, 0, 0, 2],
    ...binaryPlist({ SessionHistory: { SessionHistoryEntries: times(count, () => ({ SessionHistoryEntryURL: LURE })) } }),
  ]);
const stubWith = (payload: PlistInput) => () => binaryPlist({ PayloadType: "Configuration", PayloadContent: [payload] });

const GROUP = "/private/var/mobile/Containers/Shared/AppGroup";
const PROFILES = "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles";
const SMS = "/private/var/mobile/Library/SMS/sms.db";
const WHATSAPP_PATH = `${GROUP}/group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite`;
const INTERACTIONS = "/private/var/mobile/Library/CoreDuet/People/interactionC.db";
const CLOSED_TABS = "/private/var/mobile/Library/Safari/RecentlyClosedTabs.plist";
const CATALOGUE = "bridle:/backup-root/Manifest.db";
const STUB = `${PROFILES}/profile-0a1b.stub`;

interface Case {
  readonly limit: string;
  readonly artifact: Artifact;
  readonly path: string;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  readonly says: string;
}
const limited = <T extends object>(limit: string, artifact: Artifact<T>, path: string, says: string, bytes: Case["bytes"]): Case => ({
  limit,
  artifact: artifact as unknown as Artifact,
  path,
  bytes,
  says,
});

const CASES: readonly Case[] = [
  limited("links of a message", sms, SMS, "too-many-links", smsWith("text", text(links(1_000)))),
  limited("links of a text", sms, SMS, "links-cut", smsWith("subject", text("https://a.example/ ".repeat(10_001)))),
  limited("links in links", sms, SMS, "links-cut", smsWith("text", text(deepLink(9)))),
  limited("text that is searched", sms, SMS, "links-cut", smsWith("text", `'${LURE}' || printf('%.*c', 16777216, 'a')`)),
  limited("values of a link preview", sms, SMS, "too-many", smsWith("payload_data", blob(binaryPlist(times(20_001, String))))),
  limited("depth of a link preview", sms, SMS, "too-deep", smsWith("payload_data", blob(binaryPlist(deepList(66, LURE))))),
  limited("edits of a message", sms, SMS, "too-many", smsWith("message_summary_info", blob(binaryPlist(edits)))),
  limited("links of a WhatsApp message", whatsapp, WHATSAPP_PATH, "too-many-links", () =>
    buildDatabase([...WHATSAPP, `INSERT INTO ZWAMESSAGE VALUES (1, '${links(1_000)}')`]),
  ),
  limited("metadata of a WhatsApp attachment", whatsapp, WHATSAPP_PATH, "links-cut", () =>
    buildDatabase([...WHATSAPP, `INSERT INTO ZWAMEDIAITEM VALUES (1, 1, ${blob(longMetadata)})`]),
  ),
  limited(
    "links of a Messenger message",
    messenger,
    `${GROUP}/group.com.facebook.Messenger/lightspeed-userDatabases/1.db`,
    "too-many-links",
    () =>
      buildDatabase([
        "CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, text TEXT, sender_id INTEGER)",
        `INSERT INTO messages VALUES (1, 1, 'm', '${links(1_000)}', 1)`,
      ]),
  ),
  limited(
    "links of a Viber message",
    viber,
    `${GROUP}/group.viber.share.container/com.viber/database/Contacts.data`,
    "too-many-links",
    () =>
      buildDatabase([
        "CREATE TABLE ZVIBERMESSAGE (Z_PK INTEGER PRIMARY KEY, ZDATE TIMESTAMP, ZMETADATA VARCHAR, ZSTATE VARCHAR, ZTEXT VARCHAR)",
        `INSERT INTO ZVIBERMESSAGE VALUES (1, 1, '${links(1_000)}', 'received', '')`,
      ]),
  ),
  limited("links of an interaction", interactionC, INTERACTIONS, "too-many-links", () =>
    buildDatabase([
      "CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, ZBUNDLEID VARCHAR)",
      "CREATE TABLE ZATTACHMENT (Z_PK INTEGER PRIMARY KEY, ZCONTENTTEXT VARCHAR)",
      `INSERT INTO ZATTACHMENT VALUES (1, '${links(1_000)}')`,
    ]),
  ),
  limited("links of an event", calendar, "/private/var/mobile/Library/Calendar/Calendar.sqlitedb", "too-many", () =>
    buildDatabase([
      "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, description TEXT)",
      `INSERT INTO CalendarItem VALUES (1, 'x', '${links(1_000)}')`,
    ]),
  ),
  limited("links of a contact", contacts, "/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb", "links-cut", () =>
    buildDatabase([
      "CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, value TEXT)",
      `INSERT INTO ABMultiValue VALUES (1, 1, 22, '${deepLink(9)}')`,
    ]),
  ),
  limited("links in a visited link", safariHistory, "/private/var/mobile/Library/Safari/History.db", "links-cut", () =>
    buildDatabase([
      "CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT, visit_count INTEGER)",
      "CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL, origin INTEGER)",
      `INSERT INTO history_items VALUES (1, '${deepLink(9)}', 1)`,
      "INSERT INTO history_visits VALUES (1, 1, 1, 0)",
    ]),
  ),
  limited("pages of a tab", safariClosedTabs, CLOSED_TABS, "too-many", () => binaryPlist({ TabURL: LURE, SessionState: session(1_001) })),
  limited("pages of an old tab", safariClosedTabs, CLOSED_TABS, "too-many", () =>
    binaryPlist({
      TabURL: LURE,
      SafariStateDocumentBackForwardList: { entries: times(10_001, (index) => ({ "": `https://${index}.example/` })) },
    }),
  ),
  limited("depth of lists of tabs", safariClosedTabs, CLOSED_TABS, "too-deep", () => binaryPlist(deepList(70, { TabURL: LURE }))),
  limited("groups of private tabs", safariTabs, "/private/var/mobile/Library/Safari/SafariTabs.db", "too-many", () =>
    buildDatabase([
      "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, parent INTEGER, type INTEGER, title TEXT, url TEXT)",
      "CREATE TABLE windows (id INTEGER PRIMARY KEY, private_tab_group_id INTEGER)",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 100000) INSERT INTO windows SELECT i, i FROM n",
    ]),
  ),
  limited("restrictions of a profile", configurationProfiles, `${PROFILES}/ProfileTruth.plist`, "too-many", () =>
    binaryPlist({ one: { restrictedBool: membersNamed(1_001) } }),
  ),
  limited("depth of a payload", configurationProfiles, STUB, "too-deep", stubWith({ PayloadType: "x", List: deepList(20, LURE) })),
  limited("servers of a payload", configurationProfiles, STUB, "too-many", stubWith({ PayloadType: "x", Text: links(1_000) })),
  limited(
    "apps that a payload silences",
    configurationProfiles,
    STUB,
    "too-many",
    stubWith({
      PayloadType: "x",
      NotificationSettings: times(1_001, (index) => ({ BundleIdentifier: `com.example.a${index}`, NotificationsEnabled: false })),
    }),
  ),
  limited("certificates of a profile", provisioningProfiles, "/private/var/MobileDevice/ProvisioningProfiles/1-2-3-4-5", "too-many", () =>
    xmlPlist({ DeveloperCertificates: times(101, (index) => Uint8Array.from([index])) }),
  ),
  limited("attributes of a file", manifest, CATALOGUE, "too-many", ENTRY(membersNamed(101))),
  limited(
    "addresses that a file came from",
    manifest,
    CATALOGUE,
    "too-many",
    ENTRY({ "com.apple.metadata:kMDItemWhereFroms": binaryPlist([links(100)]) }),
  ),
  limited("text of an attribute", manifest, CATALOGUE, "too-long", ENTRY({ "com.apple.quarantine": "x".repeat(4_097) })),
  limited(
    "hosts that met a website",
    resourceLog,
    "/private/var/mobile/Library/WebKit/full_browsing_session_resourceLog.plist",
    "too-many",
    () =>
      binaryPlist({
        browsingStatistics: [
          {
            PrevalentResourceDomain: "a.example",
            subresourceUniqueRedirectsFrom: times(2_001, (index) => ({ domain: `b${index}.example` })),
          },
        ],
      }),
  ),
  limited("names in an app's own list", applications, "/private/var/containers/Bundle/Application/A/B.app/Info.plist", "too-many", () =>
    binaryPlist({ CFBundleIdentifier: "com.example.b", UIBackgroundModes: times(101, String) }),
  ),
  limited("links of a shortcut", shortcuts, "/private/var/mobile/Library/Shortcuts/Shortcuts.sqlite", "links-cut", () =>
    buildDatabase([
      "CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, ZNAME VARCHAR)",
      "CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, ZSHORTCUT INTEGER, ZDATA BLOB)",
      "INSERT INTO ZSHORTCUT VALUES (1, 'x')",
      `INSERT INTO ZSHORTCUTACTIONS VALUES (1, 1, ${blob(
        binaryPlist([{ WFWorkflowActionIdentifier: "x", WFWorkflowActionParameters: { text: deepLink(9) } }]),
      )})`,
    ]),
  ),
];

test.each(CASES)("$artifact.id says that there was more than the limit: $limit", async ({ artifact, path, bytes, says }) => {
  const { problems, error } = await read(artifact, { [path]: await bytes() });
  expect(error).toBeUndefined();
  expect(problems.filter(({ reason }) => reason === "over-budget").map(({ problem }) => problem.problem.message)).toContain(
    `artifacts/shared/${says}`,
  );
});

test("keeps the links up to the limit", async () => {
  const { records } = await read(sms, { [SMS]: await smsWith("text", text(links(1_000)))() });
  expect(records).toMatchObject([{ urls: { length: 1_000 } }]);
});

test("says nothing where a limit is just not reached", async () => {
  const { problems, records } = await read(sms, { [SMS]: await smsWith("text", text(links(999)))() });
  expect(problems).toEqual([]);
  expect(records).toMatchObject([{ urls: { length: 1_000 } }]);
});

test("names every profile that a text names, however many stand before it", () => {
  const uuid = (index: number): string => `00000000-0000-0000-0000-${String(index).padStart(12, "0")}`;
  const values = profileObservables([times(50, uuid).join(" ")], "installed").map(({ value }) => value);
  expect(values).toContain(uuid(49));
});

test("says once that chats beyond the limit are not counted", () => {
  const told: [Message, Reason | undefined][] = [];
  const totals = createTotals({
    skip: (problem: Message, _: unknown, reason?: Reason) => void told.push([problem, reason]),
  } as unknown as ParseContext);
  for (let chat = 0; chat <= 100_001; chat++) totals.add(chat, undefined);
  expect(told).toEqual([[{ message: "artifacts/shared/too-many", params: { limit: 100_000 } }, "over-budget"]]);
});
