import { utf8 } from "../bytes.ts";
import { type InstalledApp, type PhoneFile, ROOT_USER } from "../ios/phone.ts";
import type { Permission } from "../ios/tcc.ts";
import { binaryPlist, type PlistInput, xmlPlist } from "../plist.ts";
import { createRandom, seedFor } from "../random.ts";
import { DAY, type UnixSeconds } from "../time.ts";

export const APPS: readonly InstalledApp[] = [
  { bundleId: "org.whispersystems.signal", executable: "Signal", version: "7.58" },
  { bundleId: "net.whatsapp.WhatsApp", executable: "WhatsApp", version: "25.12.73" },
  { bundleId: "org.mozilla.ios.Firefox", executable: "Client", version: "138.1" },
  { bundleId: "com.google.Maps", executable: "GoogleMaps", version: "25.18" },
  { bundleId: "com.spotify.client", executable: "Spotify", version: "9.0.44" },
  { bundleId: "org.openstreetmap.demo", executable: "Maps", version: "3.1" },
  { bundleId: "example.bank.mobile", executable: "Bank", version: "12.4" },
];

const SERVICES = ["Camera", "Microphone", "Photos", "AddressBook", "Calendar", "MediaLibrary", "Liverpool", "Ubiquity"] as const;

export function ordinaryPermissions(seed: number, to: UnixSeconds): readonly Permission[] {
  const random = createRandom(seedFor(seed, "permissions"));
  const asked = APPS.flatMap(({ bundleId }) =>
    SERVICES.filter(() => random.whole(0, 2) === 0).map(
      (service): Permission => ({
        service: `kTCCService${service}`,
        client: bundleId,
        decision: random.pick(["allowed", "allowed", "denied", "limited"]),
        modified: to - random.whole(1, 100) * DAY,
      }),
    ),
  );
  const system: Permission = {
    service: "kTCCServiceLiverpool",
    client: "/usr/libexec/routined",
    clientType: 1,
    decision: "allowed",
    reason: 4,
    modified: to - 90 * DAY,
  };
  return [...asked, system];
}

type Entry = readonly [domain: string, path: string, content: PlistInput | Uint8Array];

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]);

/** A small part of what every phone has, so that its catalogue looks like one. */
const ENTRIES: readonly Entry[] = [
  [
    "HomeDomain",
    "Library/Preferences/.GlobalPreferences.plist",
    { AppleLanguages: ["en-GB"], AppleLocale: "en_GB", LDMGlobalEnabled: false },
  ],
  ["HomeDomain", "Library/Preferences/com.apple.springboard.plist", { SBLockScreenAutolock: true }],
  ["HomeDomain", "Library/Preferences/com.apple.mobilesafari.plist", { HomepageURL: "https://www.example.org/" }],
  ["HomeDomain", "Library/Preferences/com.apple.MobileSMS.plist", { ReadReceiptsEnabled: true }],
  ["HomeDomain", "Library/Preferences/com.apple.locationd.plist", { LocationServicesEnabled: true }],
  ["HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist", {}],
  ["HomeDomain", "Library/Preferences/com.apple.madrid.plist", { AccountRegistered: true }],
  ["HomeDomain", "Library/Preferences/com.apple.AppStore.plist", { LastVersion: "3.0" }],
  ["HomeDomain", "Library/SpringBoard/IconState.plist", { buttonBar: ["com.apple.mobilesafari", "com.apple.MobileSMS"] }],
  ["HomeDomain", "Library/ConfigurationProfiles/MCProfileEvents.plist", { ProfileEvents: [] }],
  ["HomeDomain", "Library/Keyboard/en_GB-dynamic.lm/fingerprint.lm", utf8("lm")],
  ["HomeDomain", "Library/Accounts/VerifiedBackup/marker", utf8("1")],
  ["HomeDomain", "Library/Cookies/Cookies.binarycookies", utf8("cook\0\0\0\0")],
  ["HomeDomain", "Library/Calendar/Extras.db", utf8("")],
  ["RootDomain", "Library/Preferences/com.apple.ids.deviceproperties.plist", { ids: true }],
  ["RootDomain", "Library/Caches/locationd/consolidated.db", utf8("")],
  ["SystemPreferencesDomain", "SystemConfiguration/preferences.plist", { Model: "D79AP" }],
  ["SystemPreferencesDomain", "SystemConfiguration/com.apple.wifi.known-networks.plist", {}],
  ["WirelessDomain", "Library/Preferences/com.apple.commcenter.plist", { kPhoneNumber: "12025550100" }],
  ["DatabaseDomain", "timezone/localtime", utf8("TZif2")],
  ["ManagedPreferencesDomain", "mobile/.GlobalPreferences.plist", {}],
  ["KeychainDomain", "keychain-backup.plist", { genp: [], inet: [] }],
  ["HealthDomain", "Health/healthdb.sqlite", utf8("")],
  ["MediaDomain", "Media/Recordings/Recordings.db", utf8("")],
  ["MediaDomain", "Media/PhotoData/MISC/DCIM_APPLE.plist", { DCIMLastDirectoryNumber: 100 }],
  ["CameraRollDomain", "Media/DCIM/100APPLE/IMG_0001.JPG", JPEG],
  ["CameraRollDomain", "Media/DCIM/100APPLE/IMG_0002.JPG", JPEG],
  ["CameraRollDomain", "Media/DCIM/100APPLE/IMG_0003.JPG", JPEG],
  ["BooksDomain", "Media/Books/Books.plist", { Books: [] }],
  ["AppDomain-com.apple.mobilesafari", "Library/Preferences/com.apple.mobilesafari.plist", { SafariDidMigrate: true }],
  ["AppDomain-com.apple.mobilesafari", "Library/WebKit/WebsiteData/LocalStorage/https_en.wikipedia.org_0.localstorage", utf8("")],
  ["AppDomain-com.apple.mobilesafari", "Library/WebKit/WebsiteData/LocalStorage/https_shop.example.com_0.localstorage", utf8("")],
  ["AppDomain-org.whispersystems.signal", "Library/Preferences/org.whispersystems.signal.plist", { launched: 41 }],
  ["AppDomain-net.whatsapp.WhatsApp", "Library/Preferences/net.whatsapp.WhatsApp.plist", { launched: 230 }],
  ["AppDomain-org.mozilla.ios.Firefox", "Library/Preferences/org.mozilla.ios.Firefox.plist", { theme: "dark" }],
  ["AppDomain-com.spotify.client", "Library/Application Support/prefs", utf8("volume=40\n")],
  ["AppDomain-example.bank.mobile", "Documents/settings.json", utf8('{"locale":"en"}')],
  [
    "AppDomainGroup-group.net.whatsapp.WhatsApp.shared",
    "Library/Preferences/group.net.whatsapp.WhatsApp.shared.plist",
    { registered: true },
  ],
  ["AppDomainPlugin-org.mozilla.ios.Firefox.ShareTo", "Library/Preferences/share.plist", {}],
  ["SysContainerDomain-com.apple.geod", "Library/Preferences/com.apple.geod.plist", {}],
  ["SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles", "Library/ConfigurationProfiles/ClientTruth.plist", {}],
  ["HomeKitDomain", "Library/homed/datastore3.sqlite", utf8("")],
  ["TonesDomain", "Media/iTunes_Control/iTunes/Ringtones.plist", {}],
];

export function ordinaryFiles(seed: number, to: UnixSeconds): readonly PhoneFile[] {
  const random = createRandom(seedFor(seed, "belongings"));
  const files = ENTRIES.map(([domain, path, content]): PhoneFile => {
    const birth = to - random.whole(60, 400) * DAY;
    return { ...plistFile(domain, path, content), birth, modified: Math.min(to, birth + random.whole(0, 59) * DAY) };
  });
  const container = `/private/var/mobile/Containers/Data/Application/${random.uuid()}`;
  return [
    ...files,
    { domain: "AppDomain-com.apple.mobilesafari", path: "Library/Caches", kind: "directory", birth: to - 300 * DAY, modified: to - DAY },
    {
      domain: "AppDomain-com.spotify.client",
      path: "Documents/Current",
      kind: "link",
      target: `${container}/Documents/Library`,
      birth: to - 99 * DAY,
      modified: to - 99 * DAY,
    },
  ];
}

/** A property list (or bytes) at a place of its domain; XML where Apple's files are XML. */
export function plistFile(domain: string, path: string, content: PlistInput | Uint8Array): Omit<PhoneFile, "birth" | "modified"> {
  const bytes = content instanceof Uint8Array ? content : path.includes("SystemConfiguration") ? xmlPlist(content) : binaryPlist(content);
  const isRoot = domain === "RootDomain" || domain === "SystemPreferencesDomain";
  const quarantine = path.startsWith("Media/DCIM") ? { extendedAttributes: { "com.apple.assetsd.uuid": utf8(path.slice(-12)) } } : {};
  return { domain, path, kind: "file", content: bytes, ...(isRoot && { owner: ROOT_USER }), ...quarantine };
}

/** As many photographs as a benchmark asks for, made one at a time; of `bytes` bytes each, which do not compress. */
export function* bulkFiles(count: number, to: UnixSeconds, bytes = JPEG.length): Generator<PhoneFile> {
  const noise = bytes > JPEG.length ? createRandom(NOISE_SEED).bytes(NOISE_BYTES) : new Uint8Array();
  for (let index = 0; index < count; index++) {
    const birth = to - 300 * DAY + (index / count) * 290 * DAY;
    const path = `Media/DCIM/${101 + Math.floor(index / 1000)}APPLE/IMG_${10_000 + index}.JPG`;
    yield { domain: "CameraRollDomain", path, kind: "file", content: () => photograph(index, bytes, noise), birth, modified: birth };
  }
}

const NOISE_BYTES = 1 << 20;
const NOISE_SEED = 7;

/** The start of a JPEG, and noise from a place of its own for each, so that no two are the same. */
function photograph(index: number, length: number, noise: Uint8Array): Uint8Array {
  if (length <= JPEG.length) return JPEG;
  const whole = new Uint8Array(length);
  whole.set(JPEG);
  let offset = JPEG.length;
  for (let start = (index * 4_093) % NOISE_BYTES; offset < length; start = 0) {
    const piece = noise.subarray(start, start + length - offset);
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
