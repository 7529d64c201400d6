import { unarchive } from "../formats/keyed-archive/unarchive.ts";
import { type ArchivedValue, isArchivedObject } from "../formats/keyed-archive/value.ts";
import { isArray, memberOf, type PlistDate, type PlistDictionary, type PlistValue, textOf } from "../formats/plist/value.ts";
import { baseName } from "../model/canonical-path.ts";
import type { Observable } from "../model/observable.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { TimelineEvent } from "../model/timeline.ts";
import type { ParseContext } from "./artifact.ts";
import type { Application, ApplicationBundle, ApplicationRecord, Installation, Origin } from "./ios/applications.ts";
import { optional } from "./optional-field.ts";
import { withinLimit } from "./partial-record.ts";
import { figuresOf, textsOf, timeOf } from "./plist-members.ts";

/** Names in one list of an app's Info.plist that are kept. */
const MAX_NAMES = 100;
const APP_STORE = "com.apple.AppStore";
const TEST_FLIGHT = "com.apple.TestFlight";
/** The daemon that installs what a management server asks for; older systems wrote its bare name. */
const MANAGEMENT: readonly string[] = ["com.apple.dmd", "dmd"];
const DOWNLOAD = "com.apple.iTunesStore.downloadInfo";

/** What iTunesMetadata says; its members are those that the installer of iOS keeps (MIStoreMetadata in InstalledContentLibrary). */
export function readStoreRecord(metadata: PlistDictionary, bundleId: string | undefined): Omit<Application, "kind" | "isInstalled"> {
  const download = metadata.get(DOWNLOAD);
  const storeBundleId = textOf(metadata.get("softwareVersionBundleId"));
  const distributor = distributorOf(metadata);
  return {
    ...optional("bundleId", bundleId ?? storeBundleId),
    origin: originOf(metadata, distributor),
    ...optional("sourceApp", textOf(metadata.get("sourceApp"))),
    ...optional("distributor", distributor),
    ...(bundleId !== undefined && storeBundleId !== undefined && storeBundleId !== bundleId && { storeBundleId }),
    ...optional("storeItem", figuresOf(metadata.get("itemId"))),
    ...optional("title", textOf(metadata.get("itemName"))),
    ...optional("seller", textOf(metadata.get("artistName"))),
    ...optional("version", textOf(metadata.get("bundleShortVersionString"))),
    ...optional("purchased", timeOf(memberOf(download, "purchaseDate")) ?? timeOf(metadata.get("purchaseDate"))),
    ...optional("storeAccount", textOf(memberOf(download, "accountInfo", "AppleID")) ?? textOf(metadata.get("appleId"))),
  };
}

/** Undefined for Apple's own store. */
function distributorOf(metadata: PlistDictionary): string | undefined {
  const distributor = textOf(memberOf(metadata.get("distributorInfo"), "distributorID"));
  return distributor === APP_STORE || distributor === TEST_FLIGHT ? undefined : distributor;
}

/** That a record without a source came from the store is a guess which is not made. */
function originOf(metadata: PlistDictionary, distributor: string | undefined): Origin {
  const source = textOf(metadata.get("sourceApp"));
  const beta = metadata.get("betaExternalVersionIdentifier");
  if (distributor !== undefined) return "marketplace";
  if (source === TEST_FLIGHT || (typeof beta === "number" && beta > 0)) return "test-flight";
  if (source === undefined) return "unstated";
  if (source === APP_STORE || source.startsWith(`${APP_STORE}.`)) return "app-store";
  return MANAGEMENT.includes(source) ? "device-management" : "other";
}

/** The members of a bundle's Info.plist that tell what an app is and may do. */
export function readBundle(info: PlistDictionary, path: string, context: ParseContext): ApplicationBundle {
  const asksFor = [...info.keys()].flatMap((key) => /^NS(.+)UsageDescription$/.exec(key)?.[1] ?? []).sort();
  const backgroundModes = textsOf(info.get("UIBackgroundModes"));
  return {
    kind: "bundle",
    ...optional("bundleId", textOf(info.get("CFBundleIdentifier"))),
    bundlePath: path.slice(0, path.lastIndexOf("/")),
    ...optional("title", textOf(info.get("CFBundleDisplayName")) ?? textOf(info.get("CFBundleName"))),
    ...optional("version", textOf(info.get("CFBundleShortVersionString")) ?? textOf(info.get("CFBundleVersion"))),
    ...optional("executable", textOf(info.get("CFBundleExecutable"))),
    ...(backgroundModes.length > 0 && { backgroundModes: withinLimit(context, backgroundModes, MAX_NAMES) }),
    ...(asksFor.length > 0 && { asksFor: withinLimit(context, asksFor, MAX_NAMES) }),
    ...(isMarkedHidden(info.get("SBAppTags")) && { isHidden: true }),
  };
}

/** Members that the installer of iOS archives (MIBundleMetadata in InstalledContentLibrary). */
export function readInstallation(root: PlistDictionary, path: string): Installation {
  const bundlePath = path.slice(0, path.lastIndexOf("/"));
  const folder = baseName(bundlePath);
  const archived = root.has("$archiver") ? unarchive(root) : undefined;
  const fields = isArchivedObject(archived) ? archived.fields : root;
  const installed = fields.get("installDate");
  const build = fields.get("installBuildVersion");
  return {
    kind: "installation",
    ...(!UUID.test(folder) && { bundleId: folder }),
    bundlePath,
    ...optional("appInstalled", isArchivedDate(installed) ? timeOf(installed) : undefined),
    ...optional("osBuild", typeof build === "string" ? build : undefined),
  };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const isArchivedDate = (value: ArchivedValue | PlistValue | undefined): value is PlistDate =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "date";

const isMarkedHidden = (tags: PlistValue | undefined): boolean => isArray(tags) && tags.includes("hidden");

/** The ids, and for the store's record its account: who got an app onto somebody else's phone used one. */
export function observablesOfApplication(record: ApplicationRecord): readonly Observable[] {
  const { bundleId } = record;
  const observables: Observable[] = bundleId === undefined ? [] : [{ type: "app:id", role: roleOf(record), value: bundleId }];
  if (record.kind === "bundle") addExecutable(observables, record);
  if (record.kind !== "application") return observables;
  const { storeBundleId, storeAccount } = record;
  // Published names of processes are sometimes those of a bundle.
  if (bundleId !== undefined) observables.push({ type: "process:name", role: "listed", value: bundleId });
  if (storeBundleId !== undefined) observables.push({ type: "app:id", role: "listed", value: storeBundleId });
  if (storeAccount?.includes("@")) observables.push({ type: "email-addr:value", role: "listed", value: storeAccount });
  return observables;
}

function addExecutable(observables: Observable[], { executable, bundlePath }: ApplicationBundle): void {
  if (executable === undefined) return;
  observables.push({ type: "process:name", role: "listed", value: executable });
  observables.push({ type: "file:path", role: "installed", value: `${bundlePath}/${executable}` });
}

function roleOf(record: ApplicationRecord): "installed" | "listed" {
  if (record.kind === "application") return record.isInstalled ? "installed" : "listed";
  return record.kind !== "container" || record.isApp ? "installed" : "listed";
}

/** When an account got an app, and when it was put on the phone: the store knows the one, the installer the other. */
export function eventsOfApplication(record: ApplicationRecord): readonly TimelineEvent[] {
  const event = (time: EvidenceTime | undefined, what: string, app: string): readonly TimelineEvent[] =>
    time ? [{ time, kind: "install", message: `artifacts/ios/applications/${what}`, params: { app } }] : [];
  if (record.kind === "application") return event(record.purchased, "purchased", record.bundleId ?? "");
  return record.kind === "installation" ? event(record.appInstalled, "installed", record.bundleId ?? record.bundlePath) : [];
}
