import dataUsage, { type DataUsageRecord } from "../artifacts/ios/data-usage.ts";
import locationdClients, { type LocationClient } from "../artifacts/ios/locationd-clients.ts";
import manifest, { type CatalogueEntry } from "../artifacts/ios/manifest.ts";
import { baseName, isBelow } from "../model/canonical-path.ts";
import { compareTimes, type EvidenceTime } from "../model/time.ts";
import { defineStream, type Moment } from "./detection.ts";
import { nanosecondsBetween } from "./times.ts";

/**
 * What Kaspersky published of Operation Triangulation beside its process (securelist.com, 109842 and 109867): traces that every phone
 * has singly, and attacked ones had within minutes of each other.
 */
export const WINDOW_SECONDS = 300;
const WINDOW = BigInt(WINDOW_SECONDS) * 1_000_000_000n;

const ATTACHMENTS = "/private/var/mobile/Library/SMS/Attachments";
/** Folders of two letters, one or two levels below; what is deeper is a message's own. */
const ATTACHMENT_FOLDER = new RegExp(`^(${ATTACHMENTS}/[0-9a-f]{2})(?:/[0-9a-f]{2})?$`);

const SETTINGS = new Set([
  "/private/var/root/Library/Preferences/com.apple.ImageIO.plist",
  "/private/var/mobile/Library/Preferences/com.apple.locationd.StatusBarIconManager.plist",
  "/private/var/mobile/Library/Preferences/com.apple.imservice.ids.FaceTime.plist",
]);

/** Apple's own daemon of today is BackupAgent2; the name without the number is what the operation left behind. */
export const BACKUP_AGENT = "BackupAgent";

/** As the database of network usage writes them. */
const PROCESSES = new Set([
  "nehelper",
  "com.apple.WebKit.WebContent",
  "powerd/com.apple.datausage.diagnostics",
  "lockdownd/com.apple.datausage.security",
]);
/** com.apple.WebKit.WebContent as older systems cut it; com.apple.WebKit.Networking, cut alike, always has a bundle behind it. */
const CUT_PROCESS = "com.apple.WebKit";

const LOCATION_BUNDLES = new Set(["IonosphereHarvest.bundle", "WRMLinkSelection.bundle"]);
const STOPPED = "LocationTimeStopped";

/** The first folder below the attachments that an entry of the catalogue lies in or is. */
export const attachmentFolderOf = (path: string): string | undefined => ATTACHMENT_FOLDER.exec(path)?.[1];

/** Both times of a folder: something in it came or went, and it was a folder's own doing and no copy. */
const folderTime = ({ path, entryKind, modified, statusChanged }: CatalogueEntry): EvidenceTime | undefined => {
  if (entryKind !== "folder" || !modified || !statusChanged || !ATTACHMENT_FOLDER.test(path)) return undefined;
  return nanosecondsBetween(modified, statusChanged) <= WINDOW ? modified : undefined;
};

export const attachmentFolders = defineStream<CatalogueEntry>({
  artifact: manifest,
  select: (entry) => momentOf(folderTime(entry), entry.path),
});

/** Files of attachments that are looked at; a full phone has some ten thousand. */
const MAX_FILES = 20_000;

/** A file that came with the folder's change explains it. */
export const attachmentFiles = defineStream<CatalogueEntry>({
  artifact: manifest,
  explainsUpTo: MAX_FILES,
  select: ({ path, entryKind, created, modified }) =>
    entryKind === "file" && isBelow(path, ATTACHMENTS) ? momentOf(created ?? modified, path) : undefined,
});

export const settings = defineStream<CatalogueEntry>({
  artifact: manifest,
  select: ({ path, modified, statusChanged }) => (SETTINGS.has(path) ? momentOf(modified ?? statusChanged, path) : undefined),
});

const isListed = (record: DataUsageRecord): boolean =>
  record.kind !== "highest-key" &&
  record.processName !== undefined &&
  (PROCESSES.has(record.processName) || (record.processName === CUT_PROCESS && record.bundleId === undefined));

const processStream = (timeOf: (record: DataUsageRecord) => EvidenceTime | undefined) =>
  defineStream<DataUsageRecord>({
    artifact: dataUsage,
    select: (record) => (isListed(record) ? momentOf(timeOf(record), (record as { processName: string }).processName) : undefined),
  });

/** A row of a process has two times and each row of usage one. */
export const processesUsed = processStream((record) => (record.kind === "usage" ? record.used : undefined));
export const processesFirst = processStream((record) => (record.kind === "process" ? record.firstSeen : undefined));
export const processesLast = processStream((record) => (record.kind === "process" ? record.lastSeen : undefined));

export const locationStops = defineStream<LocationClient>({
  artifact: locationdClients,
  select({ bundlePath, clientPath, locationTimes }) {
    const bundle = [bundlePath, clientPath].find((path) => path !== undefined && LOCATION_BUNDLES.has(baseName(path)));
    return bundle === undefined ? undefined : momentOf(locationTimes.find(({ what }) => what === STOPPED)?.time, bundle);
  },
});

const momentOf = (time: EvidenceTime | undefined, subject: string) => time && { time, subject };

const CLASSES: Readonly<Record<string, string>> = {
  settings: "settings",
  used: "processes",
  first: "processes",
  last: "processes",
  location: "location",
};

/**
 * The most kinds of traces, the anchor's own not counted, that lie together with the anchor within one window; none of the windows
 * that hold an attachment's file counts.
 */
export function classesBeside(anchor: Moment, beside: readonly Moment[]): ReadonlySet<string> {
  const moments = [anchor, ...beside].sort((a, b) => compareTimes(a.time, b.time));
  let best: ReadonlySet<string> = new Set();
  for (const first of moments) {
    if (compareTimes(first.time, anchor.time) > 0) break;
    const within = moments.filter(({ time }) => isWithin(time, first.time));
    if (!within.includes(anchor) || within.some(({ stream }) => stream === "file")) continue;
    const classes = new Set(within.flatMap(({ stream }) => CLASSES[stream] ?? []));
    if (classes.size > best.size) best = classes;
  }
  return best;
}

const isWithin = (time: EvidenceTime, start: EvidenceTime): boolean =>
  compareTimes(time, start) >= 0 && nanosecondsBetween(time, start) <= WINDOW;
