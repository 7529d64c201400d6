import { buildDatabase } from "../database.ts";
import { binaryPlist } from "../plist.ts";
import { DAY, toDate } from "../time.ts";
import { activation, containermanagerd, lockdownd, mobileInstallation } from "./daemon-logs.ts";
import { networkExtensions } from "./network-extensions.ts";
import { keyTransparency, securityEvents, WIFI_SCAN, wifiPasswords } from "./network-state.ts";
import type { SysdiagnosePhone } from "./phone.ts";
import { localStamp } from "./stamps.ts";

type File = readonly [path: string, content: string | Uint8Array];

/** What the collectors copied of the phone's state, and wrote about their own work. */
export function deviceState(phone: SysdiagnosePhone): readonly File[] {
  const { handsOn, style, made } = phone;
  /** Systems after iOS 17 do not write the one, and leave the other out. */
  const isOlder = style === "ios15" || style === "ios17";
  return [
    ["logs/MobileInstallation/mobile_installation.log.0", mobileInstallation(phone)],
    ...(isOlder ? [["logs/MobileContainerManager/containermanagerd.log.0", containermanagerd(phone)] as const] : []),
    ["logs/MobileActivation/mobileactivationd.log.0", activation(phone)],
    ["logs/MobileLockdown/lockdownd.log", lockdownd(phone)],
    ["logs/Networking/com.apple.networkextension.plist", networkExtensions(handsOn?.proxy)],
    ["logs/Networking/com.apple.networkextension.cache.plist", networkRules()],
    ["logs/MCState/Shared/MCSettingsEvents.plist", settingsEvents(made - 20 * DAY)],
    ["logs/MobileBackup/com.apple.MobileBackup.plist", backups(made)],
    ["logs/itunesstored/downloads.28.sqlitedb", downloads(phone)],
    ...(isOlder ? [["logs/appinstallation/appstored.sqlitedb", storeEvents(made)] as const] : []),
    ["mount.txt", mounts(handsOn?.mounts ?? [])],
    ["swcutil_show.txt", associatedDomains(made)],
    ["otctl_status.txt", circle(phone)],
    ["logs/MCState/Shared/MDMAppManagement.plist", managedApps(handsOn !== undefined)],
    ["lsaw.csstoredump", registeredNames()],
    ["security-sysdiagnose.txt", securityEvents(made - 3 * DAY)],
    ["transparency.log", keyTransparency(made - 30 * DAY, made)],
    ["WiFi/wifi_scan.txt", WIFI_SCAN],
    ["WiFi/security.txt", wifiPasswords(made - 200 * DAY)],
    ["errors/codecctl_stderr.txt", "codecctl: nothing to do\n"],
    ["errors/spindump_stderr.txt", handsOn ? `${handsOn.complaint}\n` : ""],
  ];
}

/** The system itself writes here on every phone, and so does a profile that was there once. */
const settingsEvents = (at: number): Uint8Array => {
  const event = (process: string) => ({ value: { event: "set", process, timestamp: toDate(at) } });
  const restrictedBool = { allowCamera: event("MCMigrator"), allowUntrustedTLSPrompt: event("5B6A1C0D-2E3F-4A5B-8C7D-9E0F1A2B3C4D") };
  return binaryPlist({ Restrictions: { restrictedBool } });
};

const backups = (made: number): Uint8Array =>
  binaryPlist({
    AccountEnabledDate: toDate(made - 300 * DAY),
    BackupStateInfo: {
      errors: [3, 2, 1].map((days) => ({
        ...{ code: 0, domain: "MBErrorDomain", localizedDescription: "Backup succeeded" },
        date: toDate(made - days * DAY),
      })),
    },
  });

const downloads = ({ handsOn }: SysdiagnosePhone): Uint8Array =>
  buildDatabase({
    schema: [
      "CREATE TABLE asset (pid INTEGER PRIMARY KEY, download_id INTEGER, asset_type TEXT, url TEXT, local_path TEXT, is_downloaded INTEGER)",
    ],
    tables: [
      {
        table: "asset",
        rows: [
          {
            ...{ pid: 1, download_id: 7, asset_type: "media", is_downloaded: 1 },
            ...{ url: "https://iosapps.itunes.apple.com/demo.ipa", local_path: "/var/mobile/Media/Downloads/7/demo.ipa" },
          },
          ...(handsOn
            ? [
                {
                  pid: 2,
                  download_id: 8,
                  asset_type: "media",
                  is_downloaded: 0,
                  url: handsOn.download.url,
                  local_path: handsOn.download.path,
                },
              ]
            : []),
        ],
      },
    ],
  }).main;

const storeEvents = (made: number): Uint8Array =>
  buildDatabase({
    schema: ["CREATE TABLE app_updates (pid INTEGER PRIMARY KEY, bundle_id TEXT, timestamp REAL)"],
    tables: [{ table: "app_updates", rows: [{ pid: 1, bundle_id: "org.whispersystems.signal", timestamp: made - 5 * DAY }] }],
  }).main;

const ORDINARY_MOUNTS = [
  "com.apple.os.update-DEMO@/dev/disk0s1s1 on / (apfs, sealed, local, nosuid, read-only, journaled, noatime)",
  "devfs on /dev (devfs, local, nosuid, nobrowse)",
  "/dev/disk0s1s3 on /private/xarts (apfs, local, noexec, journaled, noatime, nobrowse)",
  "/dev/disk1 on /private/preboot (apfs, local, nosuid, nodev, journaled, noatime)",
  "/dev/disk2s1 on /System/Cryptexes/OS (apfs, sealed, local, nosuid, read-only, journaled, noatime)",
  "/dev/disk0s1s2 on /private/var (apfs, local, nodev, nosuid, journaled, noatime, protect)",
];
const mounts = (more: readonly string[]): string => [...ORDINARY_MOUNTS, ...more].map((line) => `${line}\n`).join("");

/** Apple, TN3155. */
const associatedDomains = (made: number): string => `=========================
DATABASE
=========================
Service:              applinks
App ID:               U68MSDN6DR.org.whispersystems.signal
App Version:          7.53
Domain:               signal.me
User Approval:        unspecified
Site/Fmwk Approval:   approved
Last Checked:         ${localStamp(made - DAY, 0)} +0000
Next Check:           ${localStamp(made + 4 * DAY, 0)} +0000
`;

const circle = ({ model, osVersion, build }: SysdiagnosePhone): string => {
  const peer = (peerID: string, modelId: string) => ({
    peerID,
    permanentInfo: { model_id: modelId },
    stableInfo: { os_version: `iOS ${osVersion} (${build})` },
  });
  return `${JSON.stringify({ contextDump: { self: peer("SHA256:DEMO-1", model), peers: [peer("SHA256:DEMO-2", "MacBookPro18,3")] } })}\n`;
};

/** Who manages a phone gives out apps; on others the list is there with nothing in it. */
const managedApps = (isManaged: boolean): Uint8Array =>
  binaryPlist({
    metadataByBundleID: isManaged ? { "com.example.field-agent": { state: 7, flags: 1, Attributes: { Removable: false } } } : {},
  });

const networkRules = (): Uint8Array =>
  binaryPlist({ "app-rules": { "org.whispersystems.signal": ["5C5E9A3B-1D2F-4E6A-9B8C-7D0E1F2A3B4C"] } });

/** Names between bytes that are none, as in the store's memory image; its own structure is not published. */
const registeredNames = (): Uint8Array =>
  new TextEncoder().encode(
    `\u0001\0\0\0${[
      "org.whispersystems.signal",
      "U68MSDN6DR.org.whispersystems.signal",
      "public.jpeg",
      "/private/var/containers/Bundle/Application/5C5E9A3B-1D2F-4E6A-9B8C-7D0E1F2A3B4C/Signal.app",
    ].join("\0\0\u0002")}\0`,
  );
