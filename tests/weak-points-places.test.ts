import { expect, test } from "vitest";
import { editDatabase } from "../packages/corpus/src/database.ts";
import { fileId } from "../packages/corpus/src/ios/backup.ts";
import type { PhoneFile } from "../packages/corpus/src/ios/phone.ts";
import { buildSms } from "../packages/corpus/src/ios/sms.ts";
import { buildChatStorage, buildWhatsAppCalls } from "../packages/corpus/src/ios/whatsapp.ts";
import { real } from "../packages/corpus/src/plist.ts";
import * as databases from "../scripts/mvt-comparison/databases.ts";
import { PHONE, safariFile } from "./support/weak-point-files.ts";
import { backupOf, databaseFile, host, judged, listFile, matchesIn, payload, rulesIn, statusOf, TO } from "./support/weak-points.ts";

/** Places and rules of MVT that time has passed by; titles name the point of spec/ios-artifacts.md 5. */

const LISTED = "listed.example.org";
const LINK = `https://${LISTED}/`;
const SAFARI = "AppDomain-com.apple.mobilesafari";
const CHROME = "Library/Application Support/Google/Chrome";
const whatsApp = (group: string): PhoneFile =>
  payload(group, "ChatStorage.sqlite", buildChatStorage([{ at: TO - 3600, number: "12025550122", text: LINK }]).main);

const ORIGIN_FOLDER = "A".repeat(43);
/** {length, is 8 bit, letters} twice and no port, for the page and for the part of it; as WebKit writes them. */
const origin = (name: string): Uint8Array => {
  const text = (value: string): number[] => [value.length, 0, 0, 0, 1, ...[...value].map((letter) => letter.charCodeAt(0))];
  return Uint8Array.from([...text("https"), ...text(name), 0, ...text("https"), ...text(name), 0]);
};

test.each<readonly [string, string, PhoneFile]>([
  [
    "Firefox, places.db",
    "ios/firefox",
    payload("AppDomainGroup-group.org.mozilla.ios.Firefox", "profile.profile/places.db", databases.firefoxPlaces(TO - 60, LINK)),
  ],
  ["Safari, SafariTabs.db", "ios/safari-tabs", payload("HomeDomain", "Library/Safari/SafariTabs.db", databases.safariTabs(LINK))],
  [
    "website data in its new layout",
    "ios/webkit-website-data",
    payload(SAFARI, `Library/WebKit/WebsiteData/Default/${ORIGIN_FOLDER}/${ORIGIN_FOLDER}/origin`, origin(LISTED)),
  ],
  [
    "a second profile of Chrome",
    "ios/chrome-history",
    payload("AppDomain-com.google.chrome.ios", `${CHROME}/Profile 1/History`, databases.chromeHistory(TO - 60, LINK)),
  ],
  ["WhatsApp Business", "ios/whatsapp", whatsApp("AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared")],
])("5.1 #16 a link is found where it stands today: %s", async (_what, artifact, file) => {
  expect(matchesIn(await judged(backupOf([file]), host(LISTED)))).toEqual([`${artifact} ${LISTED}`]);
});

test("5.1 #16 a second container is read beside the first", async () => {
  const first = payload(
    "AppDomainGroup-group.net.whatsapp.WhatsApp.shared",
    "ChatStorage.sqlite",
    buildChatStorage([{ at: TO - 3600, number: "12025550122", text: "Hello" }]).main,
  );
  const result = await judged(backupOf([first, whatsApp("AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared")]), host(LISTED));
  expect(matchesIn(result)).toEqual([`ios/whatsapp ${LISTED}`]);
});

test("5.1 #16 lookups are read in their newer place", async () => {
  const file = listFile("HomeDomain", "Library/IdentityServices/idstatuscache.plist", {
    "com.apple.madrid": { "mailto:listed@mail.example.org": { LookupDate: real(700_000_000), IDStatus: 1 } },
  });
  expect(matchesIn(await judged(backupOf([file]), "[email-addr:value='listed@mail.example.org']"))).toEqual([
    "ios/id-status-cache listed@mail.example.org",
  ]);
});

const smsWithLog = (): readonly PhoneFile[] => {
  const message = (text: string, at: number) => ({ at, text, sender: PHONE, chat: PHONE, service: "iMessage" as const });
  const { main, log } = buildSms({
    generation: "ios18",
    seed: 3,
    messages: [message("Hello", TO - 9000)],
    inLog: [message(LINK, TO - 60)],
  });
  return [payload("HomeDomain", "Library/SMS/sms.db", main), payload("HomeDomain", "Library/SMS/sms.db-wal", log!)];
};

test("5.1 #17 what stands in the write-ahead log alone is read, though a backup stores it under a name of its own", async () => {
  const files = smsWithLog();
  expect(fileId("HomeDomain", "Library/SMS/sms.db-wal").startsWith(fileId("HomeDomain", "Library/SMS/sms.db"))).toBe(false);
  expect(matchesIn(await judged(backupOf(files), host(LISTED)))).toEqual([`ios/sms ${LISTED}`]);
  expect(matchesIn(await judged(backupOf(files.slice(0, 1)), host(LISTED)))).toEqual([]);
});

const redirect = (seconds: number, scheme = "http"): PhoneFile =>
  safariFile([
    { at: TO - 100_000, url: `${scheme}://news.example.org/` },
    { at: TO - 100_000 + seconds, url: `${scheme}://landing.test/`, isRedirected: true },
  ]);
test.each([
  ["in less than a second is told", redirect(0.4), 1],
  ["a day and 0.4 seconds later is not", redirect(86_400.4), 0],
  ["whose clock was set back a little is told", redirect(-0.4), 1],
  ["whose clock was set back by a day is not", redirect(-86_400.4), 0],
  ["from an encrypted page is told", redirect(0.4, "https"), 1],
])("5.1 #20 a redirect %s", async (_what, file, count) => {
  expect(rulesIn(await judged(backupOf([file])), "ios/safari-fast-redirect")).toHaveLength(count);
});

test("5.1 #20 a chain of redirects is followed to its end, and told once", async () => {
  const hosts = ["news.example.org", "one.example.net", "two.invalid", "end.test"];
  const file = safariFile(hosts.map((name, index) => ({ at: TO - 1000 + index * 0.2, url: `http://${name}/`, isRedirected: index > 0 })));
  const told = rulesIn(await judged(backupOf([file])), "ios/safari-fast-redirect");
  expect(told.map(({ observables }) => observables.map(({ value }) => value).sort())).toEqual([["end.test", "news.example.org"]]);
});

test("5.1 #25 hosts that the browser was sent to stand beside those it saw, and a damaged database costs itself alone", async () => {
  const statistics = (domain: string, content: Uint8Array): PhoneFile =>
    payload(domain, "Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db", content);
  const whole = databases.resourceLoadStatistics(TO - 60, LISTED);
  const redirected = editDatabase({ main: whole }, ["INSERT INTO TopFrameUniqueRedirectsTo VALUES (2, 1)"]);
  const files = [statistics("AppDomain-com.example.damaged", new TextEncoder().encode("no database")), statistics(SAFARI, redirected)];
  const result = await judged(backupOf(files), host(LISTED));
  expect([matchesIn(result), statusOf(result, "ios/webkit-resource-load-statistics")]).toEqual([
    [`ios/webkit-resource-load-statistics ${LISTED}`],
    expect.stringMatching(/^partial/),
  ]);
  const record = result.analysis.findings.flatMap(({ evidence }) => evidence.map(({ record: shown }) => JSON.stringify(shown)));
  expect(record.join()).toContain("example.org");
});

test("5.1 #26 a chat whose newest message is gone is told", async () => {
  const group = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
  const chats = buildChatStorage([{ at: TO - 9000, number: "12025550122", text: "Hello" }]);
  const lacking = editDatabase(chats, ["UPDATE ZWACHATSESSION SET ZLASTMESSAGEDATE = ZLASTMESSAGEDATE + 5000"]);
  const told = async (content: Uint8Array): Promise<number> =>
    rulesIn(await judged(backupOf([payload(group, "ChatStorage.sqlite", content)])), "ios/whatsapp-missing-messages").length;
  expect([await told(lacking), await told(chats.main)]).toEqual([1, 0]);
});

test("5.1 #26 calls of WhatsApp are read", async () => {
  const group = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
  const calls = buildWhatsAppCalls([{ at: TO - 3600, number: "12025550188", direction: "incoming" }]).main;
  const pattern = "[phone-number:value='+12025550188']";
  expect(matchesIn(await judged(backupOf([payload(group, "CallHistory.sqlite", calls)]), pattern))).toEqual([
    "ios/whatsapp-calls +12025550188",
  ]);
});

test("5.1 #16 a form of a database that is not known is said, and not passed over", async () => {
  const file = databaseFile("HomeDomain", "Library/SMS/sms.db", ["CREATE TABLE letters (a)"], []);
  expect(statusOf(await judged(backupOf([file])), "ios/sms")).toMatch(/unreadable-form|unsupported|failed|partial/);
});
