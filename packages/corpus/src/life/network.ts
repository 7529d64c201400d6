import type { NetworkProcess, Usage } from "../ios/data-usage.ts";
import type { InstalledApp } from "../ios/phone.ts";
import { createRandom, type Random, seedFor } from "../random.ts";
import { DAY, HOUR, type UnixSeconds } from "../time.ts";

/** Names Apple's own programs go by; a healthy phone has some hundred of them in its accounting. */
const DAEMONS = [
  "accountsd",
  "adprivacyd",
  "akd",
  "analyticsd",
  "appleaccountd",
  "apsd",
  "assetsd",
  "assistantd",
  "BackupAgent2",
  "backupd",
  "bird",
  "bluetoothd",
  "callservicesd",
  "captiveagent",
  "cloudd",
  "cloudpaird",
  "CommCenter",
  "dataaccessd",
  "deleted",
  "destinationd",
  "distnoted",
  "duetexpertd",
  "familycircled",
  "findmydeviced",
  "fmfd",
  "gamed",
  "geod",
  "healthd",
  "homed",
  "identityservicesd",
  "imagent",
  "itunescloudd",
  "itunesstored",
  "linkd",
  "locationd",
  "lockdownd",
  "lsd",
  "maild",
  "mapspushd",
  "mDNSResponder",
  "mediaserverd",
  "mobileassetd",
  "mobileactivationd",
  "navd",
  "nehelper",
  "networkserviceproxy",
  "newsd",
  "nfcd",
  "nsurlsessiond",
  "parsecd",
  "passd",
  "photoanalysisd",
  "promotedcontentd",
  "rapportd",
  "remindd",
  "routined",
  "searchpartyd",
  "securityd",
  "sharingd",
  "siriknowledged",
  "SpringBoard",
  "storekitd",
  "suggestd",
  "syncdefaultsd",
  "timed",
  "transparencyd",
  "triald",
  "trustd",
  "usermanagerd",
  "voicememod",
  "wcd",
  "weatherd",
  "webbookmarksd",
  "wifid",
] as const;

const ON_BEHALF: readonly (readonly [process: string, bundle: string])[] = [
  ["IMRemoteURLConnectionAgent", "com.apple.datausage.messages"],
  ["nsurlsessiond", "com.apple.mobilesafari"],
  ["com.apple.WebKit.Networking", "com.apple.mobilesafari"],
  ["assistantd", "com.apple.datausage.siri"],
  ["mediaserverd", "com.apple.Music"],
  ["mobileassetd", "com.apple.datausage.softwareupdate"],
  ["dataaccessd", "com.apple.mobilemail"],
  ["apsd", "com.apple.datausage.push"],
  ["geod", "com.apple.Maps"],
  ["lockdownd", "com.apple.datausage.security"],
];

const APPLE_APPS = [
  "com.apple.mobilesafari",
  "com.apple.MobileSMS",
  "com.apple.mobilemail",
  "com.apple.Maps",
  "com.apple.AppStore",
  "com.apple.weather",
  "com.apple.Preferences",
  "com.apple.mobilecal",
];

/** iOS keeps sixteen characters of the process before the bundle. */
export const NAME_LENGTH = 16;
export const networkName = (process: string, bundleId?: string): string =>
  bundleId ? `${process.slice(0, NAME_LENGTH)}/${bundleId}` : process.slice(0, NAME_LENGTH);

/** About one process row in eleven had no usage of its own on a healthy phone (35 of 371 in the public DataUsage.sqlite). */
const SILENT_ONE_IN = 11;
const FIRST_DAY_SHARE = 0.6;

export interface NetworkInput {
  readonly seed: number;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly apps: readonly InstalledApp[];
}

/** Most processes show up within a day of the first start, the rest over the following weeks. */
export function ordinaryNetwork({ seed, from, to, apps }: NetworkInput): readonly NetworkProcess[] {
  const random = createRandom(seedFor(seed, "network"));
  const container = random.uuid();
  const named = [
    ...DAEMONS.map((name) => ({ name: networkName(name), bundleId: undefined })),
    ...ON_BEHALF.map(([name, bundleId]) => ({ name: networkName(name, bundleId), bundleId })),
    ...APPLE_APPS.map((bundleId) => ({ name: `${container}/${bundleId}`, bundleId })),
    ...apps.map(({ executable, bundleId }) => ({ name: networkName(executable, bundleId), bundleId })),
  ];
  return named.map(({ name, bundleId }, index) => {
    const isEarly = random.fraction() < FIRST_DAY_SHARE;
    const first = from + random.fraction() * (isEarly ? Math.min(DAY, to - from) : to - from);
    const usage = index % SILENT_ONE_IN === SILENT_ONE_IN - 1 ? [] : someUsage(random, first, to);
    return { name, ...(bundleId && { bundleId }), first, last: usage.at(-1)?.at ?? first, usage };
  });
}

function someUsage(random: Random, first: UnixSeconds, to: UnixSeconds): readonly Usage[] {
  const moments = Array.from({ length: random.whole(1, 4) }, () => first + random.fraction() * Math.max(to - first, 0));
  return moments.sort((a, b) => a - b).map((at) => traffic(random, at));
}

export const traffic = (random: Random, at: UnixSeconds): Usage => ({
  at,
  wifiIn: random.whole(500, 9_000_000),
  wifiOut: random.whole(200, 900_000),
  wwanIn: random.whole(0, 2_000_000),
  wwanOut: random.whole(0, 200_000),
});

/** Usage that names processes no row has: what a restore leaves behind. Numbers and times are spread, not huddled. */
export function scatteredOrphans(seed: number, count: number, from: UnixSeconds): readonly { process: number; usage: Usage }[] {
  const random = createRandom(seedFor(seed, "orphans"));
  return Array.from({ length: count }, (_, index) => ({
    process: 400 + index * 3 + random.whole(0, 2),
    usage: traffic(random, from + index * HOUR * random.fraction()),
  }));
}
