import { appPath, LISTENER, processOf } from "../../android/bugreport/ordinary.ts";
import type { AndroidApp, AndroidPhone, InstallSession } from "../../android/bugreport/phone.ts";
import { createRandom, seedFor } from "../../random.ts";
import { DAY, HOUR, MINUTE, type UnixSeconds } from "../../time.ts";

export interface SideLoaded {
  readonly id: string;
  readonly at: UnixSeconds;
  /** Who asked for the install: `null` is how the dump names nobody, as for adb. */
  readonly installer: string;
  readonly originatingUid?: number;
  readonly originatingUri?: string;
  readonly app?: Partial<AndroidApp>;
}

const SHELL_UID = 2000;
const INSTALLER_UID = 10_090;

/** A phone onto which an app came from outside the store: the app, its session, its process, the day's change. */
export function withSideLoaded(phone: AndroidPhone, { id, at, installer, originatingUid, originatingUri, app }: SideLoaded): AndroidPhone {
  const random = createRandom(seedFor(phone.seed, id));
  const uid = Math.max(...phone.apps.map((one) => one.uid)) + 1;
  const isByShell = installer === "null";
  const added: AndroidApp = {
    id,
    uid,
    isSystem: false,
    codePath: appPath(id, random),
    versionCode: 1,
    versionName: "1.0",
    installed: at,
    updated: at,
    installer,
    initiator: isByShell ? "com.android.shell" : installer,
    signer: random.hex(8),
    requested: ["android.permission.INTERNET", "android.permission.RECEIVE_BOOT_COMPLETED"],
    granted: [],
    hasLauncher: true,
    pid: 30_000 + uid,
    ...app,
  };
  const session: InstallSession = {
    id: 900_000_000 + uid,
    app: id,
    created: at - 15,
    installerUid: isByShell ? SHELL_UID : INSTALLER_UID,
    installer: isByShell ? "com.android.shell" : installer,
    ...(originatingUid !== undefined && { originatingUid }),
    ...(originatingUri !== undefined && { originatingUri }),
    status: 1,
  };
  return {
    ...phone,
    apps: [...phone.apps, added],
    sessions: [...phone.sessions, session],
    processes: [...phone.processes, ...(added.pid === undefined ? [] : [processOf(added, added.pid)])],
    days: phone.days.map((day) =>
      at >= day.from && at < day.from + DAY ? { ...day, updates: [...day.updates, { app: id, version: 1 }] } : day,
    ),
  };
}

/** What an app that watches its phone's owner asks for, as published analyses list it. */
export const watchingPowers = (made: UnixSeconds): Partial<AndroidApp> => {
  const granted = [
    "RECORD_AUDIO",
    "CAMERA",
    "ACCESS_FINE_LOCATION",
    "ACCESS_COARSE_LOCATION",
    "READ_SMS",
    "READ_CALL_LOG",
    "READ_CONTACTS",
  ].map((name) => `android.permission.${name}`);
  return {
    hasLauncher: false,
    granted,
    requested: [
      "android.permission.INTERNET",
      "android.permission.RECEIVE_BOOT_COMPLETED",
      "android.permission.SYSTEM_ALERT_WINDOW",
      ...granted,
    ],
    receivers: { "android.intent.action.BOOT_COMPLETED": ".BootReceiver", "android.intent.action.PHONE_STATE": ".CallReceiver" },
    services: { "android.accessibilityservice.AccessibilityService": ".WatchService", [LISTENER]: ".NotificationService" },
    isAccessibilityEnabled: true,
    isNotificationListener: true,
    isIdleExempt: true,
    ops: [
      { op: "RECORD_AUDIO", key: "bg-s", at: made - 9 * HOUR, seconds: 600 },
      { op: "FINE_LOCATION", key: "bg-s", at: made - 20 * MINUTE },
      { op: "READ_SMS", key: "bg-s", at: made - 3 * HOUR },
      { op: "SYSTEM_ALERT_WINDOW", key: "fg-s", at: made - 30 * HOUR },
    ],
  };
};

/** Settings once an accessibility service was switched on. */
export const withAccessibility = (phone: AndroidPhone, service: string): AndroidPhone => ({
  ...phone,
  settings: {
    ...phone.settings,
    secure: { ...phone.settings.secure, accessibility_enabled: "1", enabled_accessibility_services: service },
  },
});
