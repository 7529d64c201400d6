import { isArray, isDictionary, memberOf, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atFile, atKey, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { eventsOfApplication, observablesOfApplication, readBundle, readInstallation, readStoreRecord } from "../application-traces.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { readPlistField, withinLimit } from "../partial-record.ts";
import { readDictionary } from "../plist-members.ts";

/**
 * Where an app came from, as far as the store's record says: `unstated` it does not, as records of computers never did ·
 * `no-store-record` there is none, as with apps that a developer, a company or another tool put there.
 */
export type Origin = "app-store" | "test-flight" | "device-management" | "marketplace" | "other" | "unstated" | "no-store-record";

/** An app, and what the store wrote of it. */
export interface Application {
  readonly kind: "application";
  readonly bundleId?: string;
  /** It stands in the list of installed apps, or its files were on the phone; others are only described. */
  readonly isInstalled: boolean;
  readonly origin: Origin;
  /** The program that asked for the installation, as stored. */
  readonly sourceApp?: string;
  /** Who distributes it, where that is not Apple's store (iOS 17.4 on). */
  readonly distributor?: string;
  /** The bundle id of the store's record, where it is another than that of the app. */
  readonly storeBundleId?: string;
  /** Number of the item in the store. */
  readonly storeItem?: string;
  /** What the store calls it. */
  readonly title?: string;
  readonly seller?: string;
  readonly version?: string;
  /** When an account got it from the store; not when it was put on this phone. */
  readonly purchased?: EvidenceTime;
  /** The account it was got with: its owner may be somebody else than the phone's. */
  readonly storeAccount?: string;
}

/** Info.plist of an app's bundle. */
export interface ApplicationBundle {
  readonly kind: "bundle";
  readonly bundleId?: string;
  /** Canonical path of the bundle. */
  readonly bundlePath: string;
  readonly title?: string;
  readonly version?: string;
  /** Name of the program in the bundle. */
  readonly executable?: string;
  /** What it may do unseen: location, voip, audio … as stored. */
  readonly backgroundModes?: readonly string[];
  /** Protected data that it gives a reason for asking for: Microphone, Camera … */
  readonly asksFor?: readonly string[];
  /** It is marked so that the home screen does not show it. */
  readonly isHidden?: boolean;
}

/** What the installer noted beside a bundle. */
export interface Installation {
  readonly kind: "installation";
  /** Known where the folder of the bundle is. */
  readonly bundleId?: string;
  /** Canonical path of the folder that holds the bundle. */
  readonly bundlePath: string;
  readonly appInstalled?: EvidenceTime;
  /** Build of the system that installed it. */
  readonly osBuild?: string;
}

/** A data folder in Manifest.plist: of an app, or of a group, a plug-in, a system service. */
export interface DataContainer {
  readonly kind: "container";
  readonly bundleId?: string;
  readonly isApp: boolean;
  readonly version?: string;
  readonly bundlePath?: string;
}

export type ApplicationRecord = Application | ApplicationBundle | Installation | DataContainer;

/** Apps listed by one backup; a full phone has some hundred, Manifest.plist a thousand with groups and plug-ins. */
const MAX_APPLICATIONS = 20_000;
const INSTALLED = "Installed Applications";
const DESCRIBED = "Applications";

export default defineArtifact<ApplicationRecord>({
  id: "ios/applications",
  version: 1,
  paths: [
    "bridle:/backup-root/Info.plist", // all versions
    "bridle:/backup-root/Manifest.plist", // all versions
    "/private/var/containers/Bundle/Application/*/iTunesMetadata.plist", // iOS 9 on
    "/private/var/containers/Bundle/Application/*/*.app/Info.plist", // iOS 9 on
    "/private/var/containers/Bundle/Application/*/BundleMetadata.plist", // seen from iOS 15 on
    "/private/var/mobile/Containers/Bundle/Application/*/iTunesMetadata.plist", // iOS 8
    "/private/var/mobile/Containers/Bundle/Application/*/*.app/Info.plist", // iOS 8
    "/private/var/mobile/Applications/*/iTunesMetadata.plist", // to iOS 7
    "/private/var/mobile/Applications/*/*.app/Info.plist", // to iOS 7
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected" },
  scope: "device",
  emits: {
    "app:id": ["installed", "listed"],
    "process:name": ["listed"],
    "file:path": ["installed"],
    "email-addr:value": ["listed"],
  },
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/bundleresources/information-property-list",
    "https://docs.mvt.re/en/latest/ios/records/",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    if (file.path.startsWith("bridle:")) yield file.path.endsWith("/Info.plist") ? listed(root, context) : containers(root, context);
    else if (file.path.endsWith("/Info.plist")) yield [{ at: [atFile], data: readBundle(root, file.path, context) }];
    else if (file.path.endsWith("/BundleMetadata.plist")) yield [{ at: [atFile], data: readInstallation(root, file.path) }];
    else yield [{ at: [atFile], data: { kind: "application", isInstalled: true, ...readStoreRecord(root, undefined) } }];
  },

  observables: observablesOfApplication,
  events: eventsOfApplication,
});

/** The apps of a backup's Info.plist: those installed, and those that have a record of the store. */
function listed(root: PlistDictionary, context: ParseContext): Located<ApplicationRecord>[] {
  const list = root.get(INSTALLED);
  const described = root.get(DESCRIBED);
  if (!isArray(list) && !isDictionary(described)) {
    context.skip(message("artifacts/shared/key-missing", { key: INSTALLED }), [atFile], "unreadable-form");
  }
  const places = isArray(list) ? placesOf(list) : undefined;
  const records = isDictionary(described) ? described : (new Map() as PlistDictionary);
  const ids = withinLimit(context, [...new Set([...records.keys(), ...(places?.keys() ?? [])])], MAX_APPLICATIONS);
  return ids.map((bundleId) => {
    const place = places?.get(bundleId);
    const at = [...(records.has(bundleId) ? [atKey(DESCRIBED, bundleId)] : []), ...(place === undefined ? [] : [atKey(INSTALLED, place)])];
    const isInstalled = places === undefined || place !== undefined;
    return { at, data: { kind: "application", isInstalled, ...storeRecordOf(records.get(bundleId), bundleId, at[0]!, context) } };
  });
}

const placesOf = (list: readonly PlistValue[]): ReadonlyMap<string, number> =>
  new Map(list.flatMap((entry, index): [string, number][] => (typeof entry === "string" ? [[entry, index]] : [])));

/** A record of the store that cannot be read is not the same as none. */
function storeRecordOf(entry: PlistValue | undefined, bundleId: string, at: Locator, context: ParseContext) {
  const stored = memberOf(entry, "iTunesMetadata");
  if (stored === undefined) return { bundleId, origin: "no-store-record" } as const;
  const metadata = stored instanceof Uint8Array ? readPlistField(context, at, "iTunesMetadata", stored) : stored;
  return isDictionary(metadata) ? readStoreRecord(metadata, bundleId) : ({ bundleId, origin: "unstated" } as const);
}

function containers(root: PlistDictionary, context: ParseContext): Located<ApplicationRecord>[] {
  const described = root.get(DESCRIBED);
  return withinLimit(context, isDictionary(described) ? [...described] : [], MAX_APPLICATIONS).map(([id, value]) => ({
    at: [atKey(DESCRIBED, id)],
    data: containerOf(id, value, context.canonical),
  }));
}

/** Groups and plug-ins stand in the same list as apps; those without a class are apps of old versions. */
const containerOf = (bundleId: string, value: PlistValue, canonical: (path: string) => string): DataContainer => {
  const content = textOf(memberOf(value, "ContainerContentClass"));
  const version = textOf(memberOf(value, "CFBundleVersion"));
  const path = textOf(memberOf(value, "Path"));
  const isApp = content === undefined || content === "Data/Application";
  return { kind: "container", bundleId, isApp, ...(version && { version }), ...(path && { bundlePath: canonical(path) }) };
};
