import { expect, test } from "vitest";
import { editDatabase } from "../packages/corpus/src/database.ts";
import { buildCalls } from "../packages/corpus/src/ios/calls.ts";
import { buildDataUsage, type NetworkProcess } from "../packages/corpus/src/ios/data-usage.ts";
import type { Message } from "../packages/corpus/src/ios/message.ts";
import type { PhoneFile } from "../packages/corpus/src/ios/phone.ts";
import { buildChatStorage, WHATSAPP_GROUP } from "../packages/corpus/src/ios/whatsapp.ts";
import { binaryPlist, real, xmlPlist } from "../packages/corpus/src/plist.ts";
import { PHONE, safariFile, smsFile } from "./support/weak-point-files.ts";
import { backupOf, host, judged, listFile, matchesIn, payload, rulesIn, statusOf, TO } from "./support/weak-points.ts";

/** Rows that MVT drops, and rows that take a whole module down with them; titles name the point of spec/ios-artifacts.md 5. */

const LISTED = "listed.example.org";
const LINK = `https://${LISTED}/x`;
const lookFor = async (...files: readonly PhoneFile[]): Promise<string[]> => matchesIn(await judged(backupOf(files), host(LISTED)));

test.each<readonly [string, Partial<Message>]>([
  ["names no handle", { text: LINK, handle: "none" }],
  ["names a handle that is gone", { text: LINK, handle: "gone" }],
  ["stands in a group", { text: LINK, chat: "chat123456789" }],
])("5.1 #5 a link is found in a message that %s", async (_what, message) => {
  expect(await lookFor(smsFile([message]))).toEqual([`ios/sms ${LISTED}`]);
});

test("5.1 #5 a link that was sent on is found, and is no lure", async () => {
  const { text: _text, ...own } = { text: "", chat: PHONE, service: "iMessage" as const };
  const file = smsFile([{ ...own, text: LINK }], "UPDATE message SET is_from_me = 1, handle_id = 0");
  const { analysis } = await judged(backupOf([file]), host(LISTED));
  expect(analysis.findings.filter(({ kind }) => kind === "indicator-match").map(({ axis }) => axis)).toEqual(["none"]);
});

test.each<readonly [string, Partial<Message>]>([
  ["the attributed text alone", { text: `Look ${LINK}`, storedIn: "attributedBody" }],
  ["the preview of a link", { text: "Look", preview: { url: LINK, title: "Demo" } }],
  ["the earlier text of an edited message", { text: "Look", edited: { at: TO - 60, earlier: [`Look ${LINK}`] } }],
  ["the subject", { text: "Look", subject: LINK }],
  ["a message that was deleted and can be recovered", { text: `Look ${LINK}`, deleted: TO - 60 }],
  ["a deleted part of a message", { text: "Look", deletedPart: { at: TO - 60, text: LINK } }],
])("5.1 #6 a link is found in %s", async (_what, message) => {
  expect(await lookFor(smsFile([message]))).toEqual([`ios/sms ${LISTED}`]);
});

test("5.1 #7 an app without a record of the store costs no other app, and is told", async () => {
  const info = xmlPlist({
    "Installed Applications": ["com.example.sideloaded", "com.example.listed"],
    Applications: {
      "com.example.sideloaded": {},
      "com.example.listed": {
        iTunesMetadata: binaryPlist({ softwareVersionBundleId: "com.example.listed", sourceApp: "com.apple.AppStore" }),
      },
    },
  });
  const result = await judged(backupOf([], { "Info.plist": info }), "[app:id='com.example.listed']", "[app:id='com.example.sideloaded']");
  expect(matchesIn(result)).toEqual(["ios/applications com.example.listed", "ios/applications com.example.sideloaded"]);
  expect(rulesIn(result, "ios/app-outside-store").map(({ observables }) => observables[0]?.value)).toEqual(["com.example.sideloaded"]);
});

test("5.1 #7 bytes that are no text in a call cost that call alone", async () => {
  const calls = buildCalls(
    ["first@mail.example.org", "listed@mail.example.org"].map((other, index) => ({
      at: TO - 3600 + index,
      others: [other],
      provider: "com.apple.FaceTime",
      type: 8,
    })),
  );
  const broken = editDatabase(calls, [
    "UPDATE ZCALLRECORD SET ZADDRESS = x'fffe80' WHERE Z_PK = 1",
    "UPDATE ZHANDLE SET ZVALUE = x'fffe80' WHERE Z_PK = 1",
  ]);
  const file = payload("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata", broken);
  expect(matchesIn(await judged(backupOf([file]), "[email-addr:value='listed@mail.example.org']"))).toEqual([
    "ios/calls listed@mail.example.org",
  ]);
});

test("5.1 #7 bytes in a text of WhatsApp cost that message alone", async () => {
  const chats = buildChatStorage([
    { at: TO - 3600, number: "12025550122", text: "first", preview: "https://www.example.org/" },
    { at: TO - 3500, number: "12025550122", text: LINK, preview: LINK },
  ]);
  const broken = editDatabase(chats, [
    "UPDATE ZWAMESSAGE SET ZTEXT = x'fffe80' WHERE Z_PK = 1",
    "UPDATE ZWAMESSAGEDATAITEM SET ZCONTENT1 = x'fffe80', ZMATCHEDTEXT = x'fffe80' WHERE ZMESSAGE = 1",
  ]);
  expect(await lookFor(payload(WHATSAPP_GROUP, "ChatStorage.sqlite", broken))).toEqual([`ios/whatsapp ${LISTED}`]);
});

test("5.1 #7 a profile with an empty payload costs no other profile", async () => {
  const domain = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
  const uuid = "0D3A0C11-5A5E-4C1B-9B7E-2F0B9B1E7A01";
  const profile = (digit: string, content: Parameters<typeof listFile>[2]): PhoneFile =>
    listFile(domain, `Library/ConfigurationProfiles/profile-${digit.repeat(64)}.stub`, content);
  const files = [
    profile("0", { PayloadType: "Configuration", PayloadIdentifier: "example.empty", PayloadContent: [] }),
    profile("1", { PayloadType: "Configuration", PayloadIdentifier: "example.listed", PayloadUUID: uuid, PayloadContent: [] }),
  ];
  const result = await judged(backupOf(files), `[configuration-profile:id='${uuid}']`);
  expect([statusOf(result, "ios/configuration-profiles"), matchesIn(result)]).toEqual(["parsed", [`ios/configuration-profiles ${uuid}`]]);
});

/** The table without what its columns ask for: a copy keeps rows and nothing else. */
const freed = (table: string): string =>
  `CREATE TABLE copy AS SELECT * FROM ${table}; DROP TABLE ${table}; ALTER TABLE copy RENAME TO ${table}`;
test.each([
  ["no address", "UPDATE history_items SET url = x'' WHERE id = 1"],
  ["an address that is bytes", "UPDATE history_items SET url = x'fffe80' WHERE id = 1"],
  ["an address that is NULL", freed("history_items"), "UPDATE history_items SET url = NULL WHERE id = 1"],
  ["a time that is NULL", freed("history_visits"), "UPDATE history_visits SET visit_time = NULL WHERE history_item = 1"],
  ["a time that is text", "UPDATE history_visits SET visit_time = 'yesterday' WHERE history_item = 1"],
])("5.1 #7 a visit with %s costs no other visit", async (_what, ...statements) => {
  expect(await lookFor(safariFile([{ url: "https://www.example.org/" }, { url: LINK }], ...statements))).toEqual([
    `ios/safari-history ${LISTED}`,
  ]);
});

test("5.1 #7 a location client whose members have other types costs no other client", async () => {
  const file = listFile("RootDomain", "Library/Caches/locationd/clients.plist", {
    "com.example.odd:": { Registered: 7, BundleId: [1, 2], LocationTimeStopped: "never" },
    "com.example.listed:": { BundleId: "com.example.listed", Authorization: 2 },
  });
  expect(matchesIn(await judged(backupOf([file]), "[app:id='com.example.listed']"))).toEqual(["ios/locationd-clients com.example.listed"]);
});

const usage = { at: TO - 3600, wifiIn: 1200, wifiOut: 340, wwanIn: 0, wwanOut: 0 };
const process = (name: string): NetworkProcess => ({ name, first: TO - 7200, last: TO - 3600, usage: [usage] });
test.each([
  ["a usage row that names no process", "UPDATE ZLIVEUSAGE SET ZHASPROCESS = NULL"],
  ["usage rows without times", "UPDATE ZLIVEUSAGE SET ZTIMESTAMP = NULL"],
  ["a process row without times", "UPDATE ZPROCESS SET ZFIRSTTIMESTAMP = NULL, ZTIMESTAMP = NULL"],
  ["a process row without usage", "DELETE FROM ZLIVEUSAGE WHERE ZHASPROCESS = 2"],
])("5.1 #8 a process is found beside %s", async (_what, statement) => {
  const database = editDatabase(buildDataUsage({ processes: [process("ordinary"), process("demobh")] }), [statement]);
  const result = await judged(
    backupOf([payload("WirelessDomain", "Library/Databases/DataUsage.sqlite", database)]),
    "[process:name='demobh']",
  );
  expect(matchesIn(result)).toEqual(["ios/data-usage demobh"]);
});

test("5.4 #37 a gap of five thousand process numbers with usage is told once", async () => {
  const numbers = Array.from({ length: 5_000 }, (_, index) => ({ process: index + 3, usage }));
  const database = buildDataUsage({ processes: [process("first"), process("second")], orphans: numbers }).main;
  const result = await judged(backupOf([payload("WirelessDomain", "Library/Databases/DataUsage.sqlite", database)]));
  const told = result.analysis.findings.filter(({ evidence }) => evidence.some(({ artifact }) => artifact === "ios/data-usage"));
  expect(told.map(({ detection }) => detection?.id)).toEqual(["ios/data-usage-deleted-rows"]);
});

test("5.1 #22 times of every magnitude are told, with their fractions", async () => {
  // Nanoseconds of 2003 (17 digits), of 2033 (19 digits), of 2020 with a fraction; seconds of 2010.
  const dates = ["99999999123456789", "1020000000123456789", "600000000500000000", "300000000"];
  const statements = dates.map((date, index) => `UPDATE message SET date = ${date} WHERE ROWID = ${index + 1}`);
  const links = dates.map((_, index) => ({ text: `https://${LISTED}/${index}` }));
  const { analysis } = await judged(backupOf([smsFile(links, ...statements)]), host(LISTED));
  const times = analysis.findings.flatMap(({ evidence }) => evidence.flatMap(({ record }) => JSON.stringify(record)));
  for (const start of ["1078307199123456789", "1998307200123456789", "1578307200500000000", "1278307200000000000"])
    expect(
      times.some((text) => text.includes(start)),
      start,
    ).toBe(true);
});

test("5.1 #24 an app that does not state its source is not taken for the store's, and a date is not moved by the zone", async () => {
  const record = (bundleId: string, members: Record<string, string>): { iTunesMetadata: Uint8Array } => ({
    iTunesMetadata: binaryPlist({
      softwareVersionBundleId: bundleId,
      ...members,
      "com.apple.iTunesStore.downloadInfo": { purchaseDate: "2021-01-11T09:30:00Z" },
    }),
  });
  const info = xmlPlist({
    "Installed Applications": ["com.example.unstated", "com.example.flight"],
    Applications: {
      "com.example.unstated": record("com.example.unstated", {}),
      "com.example.flight": record("com.example.flight", { sourceApp: "com.apple.TestFlight" }),
    },
  });
  const result = await judged(backupOf([], { "Info.plist": info }), "[app:id='com.example.unstated']");
  const [finding] = result.analysis.findings.filter(({ kind }) => kind === "indicator-match");
  const read = finding?.evidence[0]?.record as { origin?: string; purchased?: { earliest: string } };
  expect([read.origin, read.purchased?.earliest]).toEqual(["unstated", "1610357400000000000"]);
  expect(rulesIn(result, "ios/app-outside-store").map(({ severity, observables }) => [severity, observables[0]?.value])).toEqual([
    ["info", "com.example.flight"],
  ]);
});

test("5.1 #18 what exploits leave is told without any indicator", async () => {
  const domain = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
  const files = [
    listFile("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist", {
      "com.apple.madrid": { "mailto:x@mail.example.org\0\0": { LookupDate: real(700_000_000), IDStatus: 1 } },
    }),
    listFile(domain, `Library/ConfigurationProfiles/profile-${"2".repeat(64)}.stub`, {
      PayloadType: "Configuration",
      PayloadIdentifier: "example.hiding",
      PayloadContent: [{ PayloadType: "com.apple.notificationsettings", PayloadIdentifier: "example.hiding.settings" }],
    }),
  ];
  const result = await judged(backupOf(files));
  expect(rulesIn(result, "ios/nul-in-looked-up-handle")).toHaveLength(1);
  expect(rulesIn(result, "ios/notifications-set-by-profile")).toHaveLength(1);
});
