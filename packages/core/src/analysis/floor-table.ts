import type { AcquisitionKind } from "../model/acquisition.ts";

/** What must hold before a kind of acquisition may say `nothing-matched` (design 5.4); below it the headline is `inconclusive`. */
export interface FloorRow {
  /** Artifacts that must be `parsed`. Those that have no reader yet are not `parsed`, and hold the headline down. */
  readonly artifacts: readonly string[];
  /** Days that the phone's own memory (OWN_MEMORY) must span at least. */
  readonly spanDays: number;
  /** A kind that can never say it, however whole: the catalog key of the reason. */
  readonly never?: string;
}

const ENCRYPTED_BACKUP = [
  "ios/manifest",
  "ios/sms",
  "ios/data-usage",
  "ios/os-analytics-addaily",
  "ios/safari-history",
  "ios/applications",
  "ios/configuration-profiles",
];

/** Of a bug report inside a collection, or of its dumpsys.txt, the same. */
const BUGREPORT = ["android/packages", "android/appops", "android/accessibility", "android/device-policy"];

export const FLOOR_TABLE: Readonly<Record<AcquisitionKind, FloorRow>> = {
  "ios-backup-encrypted": { artifacts: ENCRYPTED_BACKUP, spanDays: 30 },
  "ios-backup": { artifacts: [], spanDays: 30, never: "floor/never-plain-backup" },
  "ios-file-system": { artifacts: [...ENCRYPTED_BACKUP, "ios/file-listing", "ios/shutdown-log"], spanDays: 30 },
  sysdiagnose: { artifacts: ["ios/shutdown-log", "ios/processes", "ios/spindump", "ios/unified-log-processes"], spanDays: 7 },
  "android-bugreport": { artifacts: BUGREPORT, spanDays: 0 },
  androidqf: { artifacts: [...BUGREPORT, "android/installed-packages", "android/files", "android/settings"], spanDays: 0 },
  "android-backup": { artifacts: [], spanDays: 0, never: "floor/never-android-backup" },
  "android-intrusion-log": { artifacts: [], spanDays: 0, never: "floor/never-intrusion-log" },
};

/** The newest default pack of mercenary families must not be older than this at the run's date. */
export const MAX_KNOWLEDGE_AGE_DAYS = 90;

/**
 * Artifacts that tell nothing about how far back the phone's memory goes: catalogues list files older than the phone, the store
 * remembers purchases of years ago, profiles, accounts and stored passwords move from phone to phone, appointments lie years off in both directions, the apps of a system bear the
 * date of its image.
 */
export const NOT_IN_SPAN: readonly string[] = [
  "android/files",
  "android/packages",
  "ios/accounts",
  "ios/applications",
  "ios/backup-info",
  "ios/calendar",
  "ios/configuration-profiles",
  "ios/contacts",
  "ios/file-listing",
  "ios/manifest",
  "ios/profile-events",
  "ios/provisioning-profiles",
  "ios/safari-bookmarks",
  "ios/wifi-passwords",
];

/**
 * What the system itself notes as it runs. How far back it reaches is how long this phone has been watched: messages, calls and
 * history come along when a backup is restored onto a phone that is a day old, and would make it look like one of years.
 */
export const OWN_MEMORY: readonly string[] = [
  "ios/data-usage",
  "ios/logdata-statistics",
  "ios/os-analytics-addaily",
  "ios/power-log",
  "ios/shutdown-log",
  "ios/unified-log-processes",
];
