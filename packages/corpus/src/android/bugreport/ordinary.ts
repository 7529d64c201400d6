import { createRandom, type Random, seedFor } from "../../random.ts";
import { DAY, HOUR, MINUTE, type UnixSeconds } from "../../time.ts";
import { androidDevice, dumpTimeOf } from "./devices.ts";
import type { AndroidApp, AndroidDevice, AndroidPhone, AndroidStyle, InstallSession, LogLine, Maker, OpUse, ProcessLine } from "./phone.ts";
import { preloadsOf, storeApps } from "./preloads.ts";
import { propertiesOf } from "./properties.ts";
import { ordinarySettings } from "./settings.ts";

export interface OrdinaryOptions {
  readonly style: AndroidStyle;
  readonly maker: Maker;
  readonly seed: number;
  /** How long the phone has been in use. */
  readonly days?: number;
}

const FIRST_APP_UID = 10_050;
const OVERLAYS = 130;
const USUAL_DAYS = 400;
export const PLAY = "com.android.vending";
/** Packages whose code belongs to the maker's own user ids, and is signed by it. */
const SHARED: Readonly<Record<string, readonly [user: string, uid: number]>> = {
  android: ["android.uid.system", 1000],
  "com.android.settings": ["android.uid.system", 1000],
  "com.android.keychain": ["android.uid.system", 1000],
  "com.android.phone": ["android.uid.phone", 1001],
  "com.android.providers.telephony": ["android.uid.phone", 1001],
  "com.android.shell": ["android.uid.shell", 2000],
  "com.android.nfc": ["android.uid.nfc", 1027],
  "com.android.bluetooth": ["android.uid.bluetooth", 1002],
};
const GOOGLE_SIGNER = "e3ca78d8";
const OLD_TIME = 1_230_768_000; // 2009-01-01, the date of everything on a read-only system image

/** A phone in ordinary use: what the maker put on it, what its owner installed from the store, and what they do with it. */
export function ordinaryPhone({ style, maker, seed, days = USUAL_DAYS }: OrdinaryOptions): AndroidPhone {
  const device = androidDevice(maker, style);
  const made = dumpTimeOf(style);
  const setUp = made - days * DAY;
  const random = createRandom(seedFor(seed, `${maker} ${style}`));
  const system = preloadsOf(maker, OVERLAYS).map((id, index) => systemApp({ id, index, device, made, random }));
  const firstStoreUid = FIRST_APP_UID + system.length;
  const installed = storeApps.map((id, index) => storeApp({ id, uid: firstStoreUid + index, setUp, made, random }));
  const apps = [...system, ...installed].map((app, index) => ({ ...app, ...runsAs(app, index) }));
  return {
    style,
    device,
    seed,
    made,
    booted: made - Math.min(days * DAY, 3 * DAY + 2 * HOUR),
    setUp,
    zone: "Europe/Belgrade",
    apps,
    sessions: sessionsOf(installed, made),
    days: daysOf(installed, made, random),
    adbKeys: [],
    isDebuggingOn: true, // a bug report is taken through the developer options
    settings: ordinarySettings(maker),
    properties: propertiesOf(device),
    processes: processesOf(apps),
    log: ordinaryLog(apps, made, random),
    ghosts: [],
    connections: [
      { uid: uidOf(apps, "com.whatsapp"), remote: "203.0.113.20", port: 443 },
      { uid: uidOf(apps, "com.google.android.gms"), remote: "198.51.100.7", port: 5228 },
    ],
  };
}

export const uidOf = (apps: readonly AndroidApp[], id: string): number => apps.find((app) => app.id === id)?.uid ?? 10_000;

interface SystemOptions {
  readonly id: string;
  readonly index: number;
  readonly device: AndroidDevice;
  readonly made: UnixSeconds;
  readonly random: Random;
}

function systemApp({ id, index, device, made, random }: SystemOptions): AndroidApp {
  const shared = SHARED[id];
  const isGoogle = id.startsWith("com.google.") || id === PLAY || id === "com.android.chrome";
  const isUpdated = isGoogle && !id.includes("overlay") && random.fraction() < 0.6;
  const name = (id.split(".").at(-1) ?? id).replace(/^./, (letter) => letter.toUpperCase());
  const sdk = device.sdk;
  return {
    id,
    uid: shared?.[1] ?? FIRST_APP_UID + index,
    isSystem: true,
    codePath: isUpdated
      ? appPath(id, random)
      : `/${random.pick(["system", "product", "system_ext"])}/${random.pick(["app", "priv-app"])}/${name}`,
    versionCode: sdk,
    versionName: device.release,
    installed: OLD_TIME,
    updated: isUpdated ? made - random.whole(2, 40) * DAY : OLD_TIME,
    ...(isUpdated && { installer: PLAY, initiator: PLAY, isUpdatedSystem: true }),
    signer: isGoogle ? GOOGLE_SIGNER : device.platformSigner,
    ...(shared && { sharedUser: shared[0] }),
    requested: ["android.permission.INTERNET", "android.permission.RECEIVE_BOOT_COMPLETED", "android.permission.ACCESS_NETWORK_STATE"],
    granted: [],
    hasLauncher: /camera|dialer|contacts|settings|calendar|messaging|maps|youtube|gallery|chrome|vending$/i.test(id),
    ...(id.endsWith("talkback") && { services: { "android.accessibilityservice.AccessibilityService": ".TalkBackService" } }),
    ...(id === "com.samsung.accessibility" && {
      services: { "android.accessibilityservice.AccessibilityService": ".universalswitch.UniversalSwitchService" },
    }),
    ...(id === "com.google.android.gms" && {
      isDeviceAdmin: false,
      isIdleExempt: true,
      ops: [use("FINE_LOCATION", "bg-s", made - 4 * MINUTE), use("COARSE_LOCATION", "bg-s", made - 4 * MINUTE)],
      services: { "android.app.action.DEVICE_ADMIN_SERVICE": ".mdm.receivers.MdmService" },
    }),
    ...(id === "com.android.phone" && { ops: [use("READ_SMS", "pers-s", made - 3 * HOUR)] }),
    ...(id === "com.google.android.projection.gearhead" && {
      isNotificationListener: true,
      services: { [LISTENER]: ".notifications.SharedNotificationListener" },
    }),
    receivers: { "android.intent.action.BOOT_COMPLETED": ".BootReceiver" },
  };
}

export const LISTENER = "android.service.notification.NotificationListenerService";
const use = (op: string, key: string, at: UnixSeconds): OpUse => ({ op, key, at });
/** Folders of apps carry random names since Android 11. */
export const appPath = (id: string, random: Random): string => `/data/app/~~${random.hex(22)}==/${id}-${random.hex(22)}==`;

interface StoreOptions {
  readonly id: string;
  readonly uid: number;
  readonly setUp: UnixSeconds;
  readonly made: UnixSeconds;
  readonly random: Random;
}

const MESSENGER = /whatsapp|telegram|securesms|orca|viber|teams|zoom/;

function storeApp({ id, uid, setUp, made, random }: StoreOptions): AndroidApp {
  const isMessenger = MESSENGER.test(id);
  const installed = setUp + Math.floor(random.fraction() * Math.max(1, made - setUp - 30 * DAY));
  const version = random.whole(100, 900);
  const permissions = [
    "android.permission.INTERNET",
    "android.permission.ACCESS_NETWORK_STATE",
    "android.permission.RECEIVE_BOOT_COMPLETED",
  ];
  const granted = [
    ...(isMessenger ? ["CAMERA", "RECORD_AUDIO", "READ_CONTACTS"] : []),
    ...(/uber|booking|strava|weather|dwd/.test(id) ? ["ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION"] : []),
  ].map((name) => `android.permission.${name}`);
  return {
    id,
    uid,
    isSystem: false,
    codePath: appPath(id, random),
    versionCode: version,
    versionName: `${Math.floor(version / 100)}.${version % 100}`,
    installed,
    updated: Math.min(made - DAY, Math.max(installed, made - random.whole(1, 30) * DAY)),
    installer: PLAY,
    initiator: PLAY,
    signer: random.hex(8),
    requested: [...permissions, ...granted],
    granted,
    hasLauncher: true,
    receivers: { "android.intent.action.BOOT_COMPLETED": ".BootReceiver" },
    ...(/fitbit/i.test(id) && { isNotificationListener: true, services: { [LISTENER]: ".NotificationListener" } }),
    ops: [
      ...(isMessenger ? [{ op: "RECORD_AUDIO", key: "top-s", at: made - random.whole(1, 20) * HOUR, seconds: random.whole(2, 90) }] : []),
      ...(isMessenger ? [{ op: "CAMERA", key: "top-s", at: made - random.whole(1, 90) * HOUR, seconds: 5 }] : []),
      ...(/uber|strava|dwd/.test(id) ? [use("FINE_LOCATION", "top-s", made - random.whole(1, 50) * HOUR)] : []),
    ],
  };
}

/** One in six packages runs at any time. */
const runsAs = ({ id }: AndroidApp, index: number): Pick<AndroidApp, "pid"> =>
  index % 6 === 0 || /whatsapp|gms$|systemui|phone$/.test(id) ? { pid: 2_000 + index * 7 } : {};

/** The installer forgets sessions after some days; what is kept are the last ones. */
const sessionsOf = (apps: readonly AndroidApp[], made: UnixSeconds): readonly InstallSession[] =>
  apps
    .filter(({ updated }) => made - updated < 8 * DAY)
    .map((app, index) => ({
      id: 700_000_000 + index * 7_919,
      app: app.id,
      created: app.updated - 20,
      installerUid: 10_130,
      installer: PLAY,
      status: 1,
    }));

const KEPT_DAYS = 9;

/** Newest first. What an app was updated to on earlier days is a lower version than today's. */
const daysOf = (apps: readonly AndroidApp[], made: UnixSeconds, random: Random): AndroidPhone["days"] =>
  Array.from({ length: KEPT_DAYS }, (_, index) => {
    const from = made - (index + 1) * DAY;
    const updates = apps
      .filter(({ updated }) => updated >= from && updated < from + DAY)
      .map(({ id, versionCode }) => ({ app: id, version: versionCode }));
    const since = apps.filter((app) => app.updated >= from + DAY);
    const earlier = since.length > 0 ? random.pick(since) : undefined;
    return { from, updates: updates.length > 0 || !earlier ? updates : [{ app: earlier.id, version: earlier.versionCode - index - 1 }] };
  });

const SYSTEM_PROCESSES: readonly (readonly [label: string, user: string, name: string])[] = [
  ["init", "root", "init"],
  ["kernel", "root", "[kthreadd]"],
  ["kernel", "root", "[kworker/0:0]"],
  ["vold", "root", "vold"],
  ["netd", "root", "netd"],
  ["zygote", "root", "zygote64"],
  ["adbd", "shell", "adbd"],
  ["system_server", "system", "system_server"],
  ["surfaceflinger", "system", "surfaceflinger"],
  ["mediaserver", "media", "mediaserver"],
  ["mediaextractor", "mediaex", "media.extractor"],
  ["mediacodec", "mediacodec", "media.codec"],
  ["audioserver", "audioserver", "audioserver"],
  ["cameraserver", "cameraserver", "cameraserver"],
  ["keystore", "keystore", "keystore2"],
  ["rild", "radio", "rild"],
  ["statsd", "statsd", "statsd"],
  ["dumpstate", "shell", "dumpstate"],
];

const processesOf = (apps: readonly AndroidApp[]): readonly ProcessLine[] => [
  ...SYSTEM_PROCESSES.map(([label, user, name], index) => ({
    label: `u:r:${label}:s0`,
    user,
    pid: index + 1,
    parent: index === 0 ? 0 : 1,
    name,
  })),
  ...apps.flatMap((app) => (app.pid === undefined ? [] : [processOf(app, app.pid)])),
];

export const processOf = ({ id, uid, isSystem }: Pick<AndroidApp, "id" | "uid" | "isSystem">, pid: number): ProcessLine => ({
  label: `u:r:${isSystem ? "platform_app" : "untrusted_app"}:s0:c${uid % 256},c${256 + (uid % 200)},c512,c768`,
  user: uid >= 10_000 ? `u0_a${uid - 10_000}` : String(uid),
  pid,
  parent: 6,
  name: id,
});

const LOG_LINES = 3_000;
/** Of a hundred lines about one tells of a program that started. */
const STARTS = 0.012;

function ordinaryLog(apps: readonly AndroidApp[], made: UnixSeconds, random: Random): readonly LogLine[] {
  const running = apps.filter(({ pid }) => pid !== undefined);
  return Array.from({ length: LOG_LINES }, (_, index) => {
    const at = made - (LOG_LINES - index) * 2.5;
    const app = random.pick(running);
    const [tag, text] =
      random.fraction() < STARTS
        ? (["ActivityManager", `Start proc ${app.pid}:${app.id}/u0a${app.uid % 10_000} for service {${app.id}/.SyncService}`] as const)
        : random.pick([
            ["WifiHAL", "Received stats of 14 channels"],
            ["ConnectivityService", "NetReassign [no changes]"],
            ["PowerManagerService", 'Acquired suspend blocker "PowerManagerService.WakeLocks"'],
            ["GnssLocationProvider", "SV status reported: 17 satellites, of which 11 are used in the fix; mean signal 31.4 dBHz"],
            ["JobScheduler", `Job ${app.id}/.SyncJob finished after 412 ms, wakelock released`],
            [
              "BufferQueueProducer",
              `[${app.id}/${app.id}.MainActivity#0](id:5aa0000000c,api:1,p:1450,c:711) queueBuffer: fps=59.93 dur=1001.06 max=17.10`,
            ],
          ] as const);
    return { at, uid: 1000, pid: 1450, priority: random.pick(["D", "I", "I", "W"] as const), tag, text };
  });
}
