import { createHash } from "node:crypto";
import { buildAccounts } from "../../packages/corpus/src/ios/accounts.ts";
import { assembleFiles } from "../../packages/corpus/src/ios/assemble.ts";
import { type BackupEntry, backupEntries } from "../../packages/corpus/src/ios/backup.ts";
import { buildCalendar } from "../../packages/corpus/src/ios/calendar.ts";
import { buildCalls } from "../../packages/corpus/src/ios/calls.ts";
import { backupTimeOf, demoDevice } from "../../packages/corpus/src/ios/devices.ts";
import { buildInteractionC } from "../../packages/corpus/src/ios/interaction-c.ts";
import type { Phone, PhoneFile } from "../../packages/corpus/src/ios/phone.ts";
import { buildChatStorage, WHATSAPP_GROUP } from "../../packages/corpus/src/ios/whatsapp.ts";
import { plistFile } from "../../packages/corpus/src/life/belongings.ts";
import { type Life, merge } from "../../packages/corpus/src/life/life.ts";
import { networkName, traffic } from "../../packages/corpus/src/life/network.ts";
import { ordinaryLife } from "../../packages/corpus/src/life/ordinary.ts";
import { binaryPlist, type PlistInput, real, xmlPlist } from "../../packages/corpus/src/plist.ts";
import { createRandom, seedFor } from "../../packages/corpus/src/random.ts";
import { DAY, HOUR, MINUTE, toAppleSeconds, toDate, type UnixSeconds } from "../../packages/corpus/src/time.ts";
import * as databases from "./databases.ts";
import { EVENT_PROFILE, HIDING_PROFILE, MANIFEST_PATH, PROFILE_UUID } from "./traces.ts";

/** The phone of the comparison: an ordinary life, and every trace of traces.ts once. */
const GENERATION = "ios18";
const SEED = 5_124;
const TO = backupTimeOf(GENERATION);
const PROFILES = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
const SAFARI = "AppDomain-com.apple.mobilesafari";
const FIREFOX = "AppDomainGroup-group.org.mozilla.ios.Firefox";
const STATISTICS = "Library/WebKit/WebsiteData/ResourceLoadStatistics";

const host = (name: string): string => `${name}.example.org`;
const page = (name: string): string => `https://${host(name)}/`;

/** The backup folder, file by file. */
export function comparisonBackup(): Map<string, Uint8Array> {
  const entries = new Map<string, Uint8Array>(backupEntries(phone()) as Iterable<BackupEntry>);
  entries.set("Info.plist", infoPlist());
  return entries;
}

/** What MVT's recorded answers were given to. */
export function digestOf(entries: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest("hex");
}

function phone(): Phone {
  const life = merge(ordinaryLife({ seed: SEED, to: TO }), planted());
  const own = [...ownFiles()];
  const places = new Set(own.map(({ domain, path }) => `${domain}-${path}`));
  const assembled = [...assembleFiles({ life, generation: GENERATION, seed: SEED, to: TO })];
  return {
    generation: GENERATION,
    seed: SEED,
    device: demoDevice(GENERATION, "comparison", SEED),
    backupTime: TO,
    apps: life.apps,
    files: [...assembled.filter(({ domain, path }) => !places.has(`${domain}-${path}`)), ...own],
  };
}

function planted(): Partial<Life> {
  const stranger = "+12025550177";
  const message = (days: number, text: string, over: Partial<Life["messages"][number]> = {}): Life["messages"][number] => ({
    at: TO - days * DAY,
    text,
    sender: stranger,
    chat: stranger,
    service: "SMS",
    storedIn: "both",
    ...over,
  });
  const file = (path: string) => ({ path, mimeType: "image/gif", uti: "com.compuserve.gif", size: 31_744 });
  return {
    messages: [
      message(9, `Your parcel: ${page("sms-link")}`),
      message(8, `Is this you? ${page("attributed-text")}`, { storedIn: "attributedBody", service: "iMessage" }),
      message(7, `Vote here: ${page("no-handle")}`, { handle: "none" }),
      message(0, `Tonight: ${page("in-log")}`, { at: TO - 2 * HOUR, service: "iMessage" }),
      message(6, "Hello", { sender: "sender@mail.example.org", chat: "sender@mail.example.org", service: "iMessage" }),
      message(5, "ALERT: State-sponsored attackers may be targeting your iPhone"),
      message(5, "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone", { at: TO - 5 * DAY + HOUR }),
      message(4, "", { attachments: [file("/var/tmp/com.apple.messages/demo-staged-1")] }),
      message(3, "", { attachments: [file("~/Library/SMS/Attachments/0a/10/DEMO-0001/demo-attachment.gif")] }),
    ],
    visits: [
      { at: TO - 12 * DAY, url: page("safari-visit") },
      { at: TO - 13 * DAY, url: `https://${host("with-port")}:8443/x` },
      { at: TO - 14 * DAY, url: `https://a.b.${host("deeper")}/x` },
      { at: TO - 16 * DAY, url: `http://10.0.0.1/?u=not${host("decoy")}.community` },
      { at: TO - 17 * DAY, url: "http://198.51.100.10/" },
      { at: TO - 18 * DAY, url: `https://not-${host("suffix")}/` },
      { at: TO - 15 * DAY, url: `http://${host("rule-redirect")}/news` },
      { at: TO - 15 * DAY + 0.2, url: "http://landing.example.com/", isRedirected: true },
    ],
    processes: [
      networkProcess(10, "demonetd"),
      networkProcess(11, "demohalf", "com.example.other"),
      networkProcess(12, "Demo", "com.example.demo.usage"),
      { ...networkProcess(13, "gone-with-usage"), isDeleted: true },
      { ...networkProcess(14, "gone-altogether"), usage: [], isDeleted: true },
    ],
    permissions: [permission("/usr/libexec/demotccd", 1), permission("demotccd", 0), permission("com.example.demo.asked", 0)],
  };
}

const permission = (client: string, clientType: 0 | 1): Life["permissions"][number] => ({
  service: "kTCCServiceMicrophone",
  client,
  clientType,
  decision: "allowed",
  modified: TO - 20 * DAY,
});

function networkProcess(days: number, name: string, bundleId?: string): Life["processes"][number] {
  const random = createRandom(seedFor(SEED, name));
  const first = TO - days * DAY;
  const usage = [traffic(random, first + 2), traffic(random, first + 3 * HOUR)];
  return { name: networkName(name, bundleId), first, last: usage.at(-1)!.at, usage, ...(bundleId !== undefined && { bundleId }) };
}

function* ownFiles(): Generator<PhoneFile> {
  const dated = { birth: TO - 90 * DAY, modified: TO - HOUR };
  const at = TO - 16 * DAY;
  const file = (domain: string, path: string, content: Uint8Array): PhoneFile => ({ domain, path, kind: "file", content, ...dated });
  const list = (domain: string, path: string, content: PlistInput): PhoneFile => ({ ...plistFile(domain, path, content), ...dated });
  const chrome = "Library/Application Support/Google/Chrome/Default";
  yield file(SAFARI, `Library/WebKit/WebsiteData/LocalStorage/https_${host("catalogue-name")}_0.localstorage`, new Uint8Array());
  yield file(SAFARI, `${STATISTICS}/observations.db`, databases.resourceLoadStatistics(at, host("resource-load-statistics")));
  yield list(SAFARI, `${STATISTICS}/full_browsing_session_resourceLog.plist`, sessionLog(at));
  yield file("HomeDomain", "Library/Safari/BrowserState.db", databases.browserState(at, page("safari-tab")));
  yield file("HomeDomain", "Library/Safari/SafariTabs.db", databases.safariTabs(page("tabs-db")));
  yield file("AppDomain-com.google.chrome.ios", `${chrome}/History`, databases.chromeHistory(at, page("chrome-history")));
  yield file("AppDomain-com.google.chrome.ios", `${chrome}/Favicons`, databases.chromeFavicons(at, page("chrome-icon")));
  yield file(
    "AppDomain-com.microsoft.msedge",
    "Library/Application Support/Microsoft/Edge/Default/History",
    databases.chromeHistory(at, page("edge")),
  );
  yield file(
    FIREFOX,
    "profile.profile/browser.db",
    databases.firefoxBrowser(at, page("firefox-history"), `${page("firefox-icon")}favicon.ico`),
  );
  yield file(FIREFOX, "profile.profile/places.db", databases.firefoxPlaces(at, page("places")));
  yield file("HomeDomain", "Library/Shortcuts/Shortcuts.sqlite", databases.shortcuts(at, page("shortcut-link")));
  yield file(WHATSAPP_GROUP, "ChatStorage.sqlite", whatsApp(at));
  yield file("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb", databases.contacts("contact@mail.example.org"));
  yield file("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata", calls(at));
  yield file("HomeDomain", "Library/CoreDuet/People/interactionC.db", interactions(at));
  yield file("HomeDomain", "Library/Accounts/Accounts3.sqlite", accounts(at));
  yield file("HomeDomain", "Library/Calendar/Calendar.sqlitedb", calendar(at));
  yield list("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist", lookups(at));
  yield list("HomeDomain", "Library/Preferences/.GlobalPreferences.plist", { AppleLocale: "en_GB", LDMGlobalEnabled: true });
  yield list("HomeDomain", "Library/Preferences/com.apple.osanalytics.addaily.plist", daily(at));
  yield list("HomeDomain", "Library/Preferences/com.example.demo-name.plist", { demo: true });
  yield list("RootDomain", MANIFEST_PATH.replace("/private/var/root/", ""), { demo: true });
  yield list("RootDomain", "Library/Caches/locationd/clients.plist", locationClients(at));
  yield* profileFiles(at, list);
}

function* profileFiles(at: UnixSeconds, list: (domain: string, path: string, content: PlistInput) => PhoneFile): Generator<PhoneFile> {
  const folder = "Library/ConfigurationProfiles";
  const stub = (identifier: string): string => `${folder}/profile-${createHash("sha256").update(identifier).digest("hex")}.stub`;
  yield list(PROFILES, stub("example.demo.profile"), profile("example.demo.profile", PROFILE_UUID, "com.apple.wifi.managed", at));
  yield list(
    PROFILES,
    stub(HIDING_PROFILE),
    profile(HIDING_PROFILE, "0D3A0C11-5A5E-4C1B-9B7E-2F0B9B1E7A02", "com.apple.notificationsettings", at),
  );
  const event = (process: string): PlistInput => ({ Operation: "install", Process: process, Timestamp: toDate(at) });
  yield list(PROFILES, `${folder}/MCProfileEvents.plist`, {
    ProfileEvents: [
      { [EVENT_PROFILE]: event("Preferences") },
      { "example.demo.process-event": event("demoinstaller") },
      { "example.demo.rule-event": event("Preferences") },
    ],
  });
}

const profile = (identifier: string, uuid: string, payload: string, at: UnixSeconds): PlistInput => ({
  PayloadType: "Configuration",
  PayloadVersion: 1,
  PayloadIdentifier: identifier,
  PayloadUUID: uuid,
  PayloadDisplayName: "Demo",
  InstallDate: toDate(at),
  PayloadContent: [
    {
      PayloadType: payload,
      PayloadVersion: 1,
      PayloadIdentifier: `${identifier}.payload`,
      PayloadUUID: uuid.replace("0D3A", "0D3B"),
      ...(payload === "com.apple.notificationsettings" && {
        NotificationSettings: [{ BundleIdentifier: "com.apple.shortcuts", NotificationsEnabled: false }],
      }),
    },
  ],
});

const sessionLog = (at: UnixSeconds): PlistInput => ({
  browsingStatistics: [
    {
      PrevalentResourceOrigin: host("session-resource-log"),
      lastSeen: toDate(at),
      hadUserInteraction: false,
      mostRecentUserInteraction: toDate(at),
      topFrameUniqueRedirectsFrom: [{ origin: "www.example.org", count: 1 }],
      topFrameUniqueRedirectsTo: [],
      subframeUnderTopFrameOrigins: [],
      subresourceUnderTopFrameOrigins: [],
    },
  ],
  version: 11,
});

const whatsApp = (at: UnixSeconds): Uint8Array =>
  buildChatStorage([
    { at, number: "12025550122", text: "See you at eight" },
    { at: at + MINUTE, number: "12025550188", text: `Look ${page("whatsapp-link")}` },
  ]).main;

const calls = (at: UnixSeconds): Uint8Array =>
  buildCalls([
    { at, others: ["caller@mail.example.org"], provider: "com.apple.FaceTime", type: 8 },
    { at: at + HOUR, others: ["+12025550122"], seconds: 61, provider: "com.apple.Telephony", type: 1 },
  ]).main;

const interactions = (at: UnixSeconds): Uint8Array =>
  buildInteractionC([{ at, app: "com.apple.MobileSMS", sender: "interaction@mail.example.org" }]).main;

const accounts = (at: UnixSeconds): Uint8Array =>
  buildAccounts([
    { at, type: "com.apple.account.AppleAccount", username: "owner@demo.example", maker: "com.apple.Preferences" },
    { at, type: "com.apple.account.IMAP", username: "account@mail.example.org", maker: "com.apple.Preferences" },
  ]).main;

const calendar = (at: UnixSeconds): Uint8Array =>
  buildCalendar([
    { starts: at, created: at - DAY, summary: "Interview", organizer: "organizer@mail.example.org" },
    { starts: at + DAY, created: at - DAY, summary: "Meeting", notes: "Notes" },
  ]).main;

const lookups = (at: UnixSeconds): PlistInput => ({
  "com.apple.madrid": {
    "mailto:lookedup@mail.example.org": { LookupDate: real(toAppleSeconds(at)), IDStatus: 1 },
    "mailto:nulhandle@mail.example.org\0\0": { LookupDate: real(toAppleSeconds(at)), IDStatus: 2 },
  },
});

const daily = (at: UnixSeconds): PlistInput => {
  const counters = [toDate(at), real(1200), real(800), real(0), real(0)];
  return { netUsageBaseline: { demodailyd: counters, "mDNSResponder/com.apple.Maps": counters } };
};

const locationClients = (at: UnixSeconds): PlistInput => ({
  "icom.apple.Maps:": { BundleId: "com.apple.Maps", Authorization: 2, LocationTimeStopped: real(toAppleSeconds(at)) },
  "icom.example.demo.place:": { BundleId: "com.example.demo.place", Authorization: 2 },
  "/private/var/tmp/demolocd": { Registered: "/private/var/tmp/demolocd" },
  "com.example.demo.longer:": { Executable: "/private/var/tmp/demo-prefixed", Authorization: 2 },
  "com.example.demo.executable:": { Executable: "/private/var/tmp/demo-executable", Authorization: 2 },
});

/** As Finder writes it, with apps of several sources. */
function infoPlist(): Uint8Array {
  const device = demoDevice(GENERATION, "comparison", SEED);
  return xmlPlist({
    BridleDemo: true,
    Applications: {
      "com.example.demo.ordinary": { iTunesMetadata: storeRecord("com.example.demo.ordinary") },
      "com.example.demo.listed": { iTunesMetadata: storeRecord("com.example.demo.listed") },
      "com.example.demo.process": { iTunesMetadata: storeRecord("com.example.demo.process") },
      "com.example.demo.elsewhere": { iTunesMetadata: storeRecord("com.example.demo.elsewhere", "com.example.other-store") },
      "com.example.demo.sideloaded": { iTunesMetadata: binaryPlist({ itemName: "com.example.demo.sideloaded" }) },
    },
    "Build Version": device.buildVersion,
    "Device Name": device.name,
    "Display Name": device.name,
    "Installed Applications": ["ordinary", "listed", "process", "elsewhere", "sideloaded"].map((name) => `com.example.demo.${name}`),
    "Last Backup Date": toDate(TO),
    "Product Name": device.productName,
    "Product Type": device.productType,
    "Product Version": device.productVersion,
    "Serial Number": device.serialNumber,
    "Target Identifier": device.udid,
    "Target Type": "Device",
    "Unique Identifier": device.udid.toUpperCase(),
    "iTunes Version": "12.13.4.4",
  });
}

const storeRecord = (bundleId: string, sourceApp = "com.apple.AppStore"): Uint8Array =>
  binaryPlist({
    itemName: bundleId,
    artistName: "Demo",
    bundleShortVersionString: "1.0",
    softwareVersionBundleId: bundleId,
    sourceApp,
    "com.apple.iTunesStore.downloadInfo": { purchaseDate: "2021-01-11T09:30:00Z", accountInfo: { AppleID: "owner@example.com" } },
  });
