import { buildDatabase } from "../../packages/corpus/src/database.ts";
import { buildBackup } from "../../packages/corpus/src/ios/backup.ts";
import { buildCalendar } from "../../packages/corpus/src/ios/calendar.ts";
import type { Message } from "../../packages/corpus/src/ios/message.ts";
import type { Phone, PhoneFile } from "../../packages/corpus/src/ios/phone.ts";
import { plistFile } from "../../packages/corpus/src/life/belongings.ts";
import { type Life, merge } from "../../packages/corpus/src/life/life.ts";
import { ordinaryLife } from "../../packages/corpus/src/life/ordinary.ts";
import { type PlistInput, real, xmlPlist } from "../../packages/corpus/src/plist.ts";
import { defineScenario } from "../../packages/corpus/src/scenarios/scenario.ts";
import { networkExtensions } from "../../packages/corpus/src/sysdiagnose/network-extensions.ts";
import { DAY, HOUR, MINUTE, toAppleSeconds, toDate, type UnixSeconds } from "../../packages/corpus/src/time.ts";
import { contacted, deletedProcesses, smsLure } from "../../packages/corpus/src/traces.ts";

/** One phone with a trace for every rule that a backup can show, built by the corpus from names and rows; nothing on it could run. */
export const SIDELOADED = "example.updater";
export const FOREIGN = "example.second-copy";
const LURE = "akhbar-arabia.com";
const PROFILES = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
const FOLDER = "Library/ConfigurationProfiles";
const STRANGER = "+12025550188";

const scenario = defineScenario({
  id: "every-rule",
  title: "A phone with a trace for every rule",
  assembly: { smsStatements: ["DELETE FROM message WHERE ROWID IN (5, 6)"] },
  planted: [],
  absent: [],
  live: ({ seed, to }) =>
    merge(
      ordinaryLife({ seed, to }),
      smsLure(receivedAt(to), `https://${LURE}/n/1`),
      contacted(seed, triangulatedAt(to) + MINUTE, ["nehelper", "BackupAgent"]),
      deletedProcesses(seed, receivedAt(to) + HOUR, 2),
      { messages: messages(to), permissions: permissions(to) },
    ),
});

const receivedAt = (to: UnixSeconds): UnixSeconds => to - 9 * DAY;
const triangulatedAt = (to: UnixSeconds): UnixSeconds => to - 20 * DAY;

/** The backup folder, with what the root's property lists say of apps. */
export function plantedBackup(): Map<string, Uint8Array> {
  const phone = scenario.phone();
  const own = files(phone.backupTime);
  const places = new Set(own.map(({ domain, path }) => `${domain}-${path}`));
  const kept = [...phone.files].filter(({ domain, path }) => !places.has(`${domain}-${path}`));
  const backup = buildBackup({ ...phone, files: [...kept, ...own] });
  return backup.set("Info.plist", infoPlist(phone));
}

const party = { sender: STRANGER, chat: STRANGER } as const;

function messages(to: UnixSeconds): readonly Message[] {
  const text = "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone. This is a DEMO.";
  const apple = "threat-notifications@email.apple.com";
  const at = to - 30 * DAY;
  const gifs = Array.from({ length: 24 }, (_, index): Message => {
    const path = `~/Library/SMS/Attachments/b0/0${index % 10}/DEMO-${index}/A${index}.gif`;
    const attachments = [{ path, mimeType: "image/gif", uti: "com.compuserve.gif", size: 748 }];
    return { ...party, at: to - 40 * DAY + index * MINUTE, service: "iMessage", attachments };
  });
  const staged = [{ path: "/var/tmp/com.apple.messages/DEMO-1", mimeType: "image/gif", uti: "com.compuserve.gif", size: 9_000 }];
  return [
    { at, text, sender: apple, chat: apple, service: "iMessage" },
    { ...party, at: at + HOUR, text, service: "SMS" },
    { ...party, at: at + DAY, service: "iMessage", attachments: staged },
    { ...party, at: at + 2 * DAY, text: "An earlier message", service: "iMessage", deleted: at + 3 * DAY },
    ...gifs,
  ];
}

const permissions = (to: UnixSeconds): Life["permissions"] => [
  {
    service: "kTCCServiceMicrophone",
    client: "/private/var/tmp/DEMO-listener",
    clientType: 1,
    decision: "allowed",
    modified: to - 8 * DAY,
  },
  { service: "kTCCServiceMicrophone", client: SIDELOADED, decision: "allowed", modified: to - 7 * DAY },
];

function files(to: UnixSeconds): readonly PhoneFile[] {
  const dated = { birth: to - 90 * DAY, modified: to - HOUR };
  const list = (domain: string, path: string, content: PlistInput): PhoneFile => ({ ...plistFile(domain, path, content), ...dated });
  const database = (domain: string, path: string, content: Uint8Array): PhoneFile => ({ domain, path, kind: "file", content, ...dated });
  const changed = triangulatedAt(to);
  return [
    database(
      "SystemPreferencesDomain",
      "com.apple.networkextension.plist",
      networkExtensions({ bundleId: "example.demo-names", server: "names.demo.example.org" }),
    ),
    list("HomeDomain", "Library/Preferences/.GlobalPreferences.plist", { LDMGlobalEnabled: true }),
    list("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist", lookups(to)),
    list("RootDomain", "Library/Caches/locationd/clients.plist", clients(to)),
    list("RootDomain", "Library/Preferences/com.apple.CrashReporter.plist", { DEMO: true }),
    list(PROFILES, `${FOLDER}/profile-${"a".repeat(64)}.stub`, profile(to)),
    list(PROFILES, `${FOLDER}/MCProfileEvents.plist`, events(to)),
    list(PROFILES, `${FOLDER}/MDM.plist`, { ServerURL: "https://mdm.example.org/", ManagingProfileIdentifier: "example.mdm" }),
    ...["A", "B"].map((name) => database("MediaDomain", `Library/SMS/Attachments/aa/01/${name}/sample.pkpass`, new Uint8Array(4))),
    {
      ...plistFile("HomeDomain", "Library/Preferences/com.apple.imservice.ids.FaceTime.plist", {}),
      birth: to - 99 * DAY,
      modified: changed + 90,
    },
    { domain: "MediaDomain", path: "Library/SMS/Attachments/3c", kind: "directory", birth: to - 99 * DAY, modified: changed },
    database("HomeDomain", "Library/Calendar/Calendar.sqlitedb", calendar(to)),
    database("MobileDeviceDomain", "ProvisioningProfiles/mis.db", provisioning(to)),
    database("KeychainDomain", "TrustStore.sqlite3", trusted()),
  ];
}

const lookups = (to: UnixSeconds): PlistInput => ({
  "com.apple.madrid": { ["mailto:demo@example.org\0\0\0x"]: { LookupDate: real(toAppleSeconds(to - 9 * DAY)), IDStatus: 1 } },
  "com.apple.private.alloy.willow": { "mailto:stranger@example.org": { LookupDate: real(toAppleSeconds(to - 9 * DAY)), IDStatus: 1 } },
});

const clients = (to: UnixSeconds): PlistInput => ({
  "com.apple.locationd.executable-/private/var/tmp/DEMO-tracker": {
    Registered: "/private/var/tmp/DEMO-tracker",
    LocationTimeStopped: real(toAppleSeconds(to - 8 * DAY)),
  },
  "p/System/Library/LocationBundles/IonosphereHarvest.bundle": {
    BundlePath: "/System/Library/LocationBundles/IonosphereHarvest.bundle",
    LocationTimeStopped: real(toAppleSeconds(triangulatedAt(to) + 2 * MINUTE)),
  },
});

const payload = (type: string, fields: Record<string, PlistInput> = {}): PlistInput => ({
  PayloadType: type,
  PayloadVersion: 1,
  PayloadIdentifier: `example.${type}`,
  PayloadUUID: "8F2C1B77-1E0A-4B8E-8C2D-0A64F1D93E12",
  ...fields,
});

const profile = (to: UnixSeconds): PlistInput => ({
  PayloadType: "Configuration",
  PayloadIdentifier: "example.demo-profile",
  PayloadUUID: "2B0A61F4-7C1D-4E52-9A10-5D3B7E90C402",
  PayloadDisplayName: "DEMO profile",
  InstallDate: toDate(receivedAt(to) + 2 * HOUR),
  InstallOptions: { isInstalledInteractively: true },
  PayloadContent: [
    payload("com.apple.security.root"),
    payload("com.apple.vpn.managed", { VPN: { RemoteAddress: "vpn.example.org" } }),
    payload("com.apple.notificationsettings", {
      NotificationSettings: [{ BundleIdentifier: "com.apple.shortcuts", NotificationsEnabled: false }],
    }),
  ],
});

const events = (to: UnixSeconds): PlistInput => ({
  ProfileEvents: ["remove", "install"].map((operation, index) => ({
    "example.short-4D0C90D2-55AE-4D0C-9D4F-2D9C0E6A7B33": {
      Operation: operation,
      Process: "Preferences",
      Timestamp: toDate(to - 50 * DAY - index * HOUR),
    },
  })),
});

const calendar = (to: UnixSeconds): Uint8Array =>
  buildCalendar([{ starts: to - 80 * DAY, created: to - 60 * DAY, summary: "Meeting", notes: "Notes", organizer: "inviter@example.org" }])
    .main;

/** A profile as a signed message carries it: the list stands in it as it was written. */
const provisioning = (to: UnixSeconds): Uint8Array =>
  buildDatabase({
    schema: [
      "CREATE TABLE profiles (uuid TEXT PRIMARY KEY, team_id TEXT, install_time INTEGER, name TEXT, expires INTEGER, is_for_all_devices INTEGER, is_local INTEGER, is_beta INTEGER, cms_blob BLOB)",
      "CREATE TABLE trusted_team_ids (team_id TEXT PRIMARY KEY, signature BLOB)",
    ],
    tables: [
      {
        table: "profiles",
        rows: [
          {
            uuid: "0F1E2D3C-0000-4000-8000-000000000001",
            team_id: "DEMO123456",
            install_time: to - 10 * DAY,
            name: "DEMO",
            is_for_all_devices: 1,
            is_local: 0,
            is_beta: 0,
            cms_blob: xmlPlist({ Entitlements: { "application-identifier": `DEMO123456.${SIDELOADED}` } }),
          },
        ],
      },
      { table: "trusted_team_ids", rows: [{ team_id: "DEMO123456" }] },
    ],
  }).main;

const trusted = (): Uint8Array =>
  buildDatabase({
    schema: ["CREATE TABLE tsettings (sha256 BLOB PRIMARY KEY, subj BLOB, tset BLOB, data BLOB)"],
    tables: [{ table: "tsettings", rows: [{ sha256: new Uint8Array(32).fill(7) }] }],
  }).main;

function infoPlist({ device, apps }: Phone): Uint8Array {
  const record = (bundleId: string, account: string, source = "com.apple.AppStore"): PlistInput => ({
    iTunesMetadata: xmlPlist({
      softwareVersionBundleId: bundleId,
      sourceApp: source,
      "com.apple.iTunesStore.downloadInfo": { accountInfo: { AppleID: account } },
    }),
  });
  const others = ["example.other", SIDELOADED, FOREIGN];
  return xmlPlist({
    BridleDemo: true,
    "Installed Applications": [...apps.map(({ bundleId }) => bundleId), ...others],
    Applications: {
      ...Object.fromEntries(apps.map(({ bundleId }) => [bundleId, record(bundleId, "owner@example.com")])),
      "example.other": record("example.other", "owner@example.com", "example.installer"),
      [FOREIGN]: record("example.messenger", "someone@example.net"),
    },
    "Product Type": device.productType,
    "Product Version": device.productVersion,
    "Build Version": device.buildVersion,
    "Target Identifier": device.udid,
    "Unique Identifier": device.udid,
  });
}
