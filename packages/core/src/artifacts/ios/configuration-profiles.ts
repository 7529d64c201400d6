import { isArray, isDictionary, memberOf, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { flagOf, readDictionary, readMember, textsOf, timeOf } from "../plist-members.ts";
import { type ProfilePayload, readPayload, serversOf } from "../profile-payloads.ts";
import { observablesOfProfile } from "../profile-traces.ts";

/** An installed profile, as its stub tells it. */
export interface InstalledProfile {
  readonly kind: "profile";
  readonly identifier?: string;
  readonly uuid?: string;
  readonly title?: string;
  readonly organization?: string;
  readonly profileInstalled?: EvidenceTime;
  /** When the system is to take it away by itself. */
  readonly profileRemoved?: EvidenceTime;
  /** Of the system that installed it. */
  readonly osVersion?: string;
  readonly osBuild?: string;
  /** It came through a management server; by hand; encrypted for this phone. As far as the stub says. */
  readonly isByManagement?: boolean;
  readonly isByHand?: boolean;
  readonly isEncrypted?: boolean;
  /** The owner cannot remove it. */
  readonly isLocked?: boolean;
  /** Certificates of who signed it. */
  readonly signers: number;
  readonly payloads: readonly ProfilePayload[];
}

/** An entry of PayloadManifest.plist or ProfileTruth.plist: a profile that is there, whether or not its stub is. */
export interface NamedProfile {
  readonly kind: "named-profile";
  /** As stored: an identifier, or a name and a UUID in one. */
  readonly profile: string;
  /** It stands among those that the settings do not show. */
  readonly isHidden?: boolean;
  /** Names of what it restricts. */
  readonly restrictions?: readonly string[];
}

/** The server that manages the phone (MDM.plist), or what was given to it when it was set up (CloudConfigurationDetails.plist). */
export interface Management {
  readonly kind: "management" | "supervision";
  readonly servers: readonly string[];
  /** The profile that enrolled it. */
  readonly profile?: string;
  readonly organization?: string;
  readonly isSupervised?: boolean;
  /** The owner cannot end the management. */
  readonly isLocked?: boolean;
}

export type ConfigurationRecord = InstalledProfile | NamedProfile | Management;

/** Profiles, and payloads of one of them; managed phones have some tens. */
const MAX_PROFILES = 5_000;
const MAX_PAYLOADS = 5_000;
const MAX_RESTRICTIONS = 1_000;
/** The profiles in the order of their installation; those that the settings do not show. */
const LISTS = ["OrderedProfiles", "HiddenProfiles"] as const;
/** Kinds of restrictions; a profile's names stand below them. */
const RESTRICTIONS = ["restrictedBool", "restrictedValue", "union", "intersection"] as const;

const SYSTEM = "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles";
const OLD = "/private/var/mobile/Library/ConfigurationProfiles";
const USER = "/private/var/mobile/Library/UserConfigurationProfiles";

export default defineArtifact<ConfigurationRecord>({
  id: "ios/configuration-profiles",
  version: 1,
  paths: [
    `${SYSTEM}/profile-*.stub`, // iOS 10 on
    `${SYSTEM}/PayloadManifest.plist`, // iOS 10 on; there without a profile too
    `${SYSTEM}/ProfileTruth.plist`, // iOS 10 on
    `${SYSTEM}/MDM.plist`, // iOS 10 on, managed phones
    `${SYSTEM}/CloudConfigurationDetails.plist`, // iOS 10 on
    `${USER}/profile-*.stub`, // iOS 9 on
    `${USER}/PayloadManifest.plist`, // iOS 9 on
    `${USER}/ProfileTruth.plist`, // iOS 9 on
    `${OLD}/profile-*.stub`, // to iOS 9
    `${OLD}/PayloadManifest.plist`, // to iOS 9
    `${OLD}/ProfileTruth.plist`, // to iOS 9
    `${OLD}/MDM.plist`, // to iOS 9
    `${OLD}/CloudConfigurationDetails.plist`, // iOS 7 to 9
  ],
  presence: { "ios-backup": "expected", "ios-backup-encrypted": "expected", "ios-file-system": "expected", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "configuration-profile:id": ["installed"], "url:value": ["listed"], "app:id": ["listed"] },
  provenOn: "synthetic-only",
  references: [
    "https://developer.apple.com/documentation/devicemanagement/profile-specific-payload-keys",
    "https://docs.mvt.re/en/latest/ios/records/",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    if (name.endsWith(".stub")) yield [{ at: [atFile], data: readProfile(root, context) }];
    else if (name === "PayloadManifest.plist") yield manifestEntries(root, context);
    else if (name === "ProfileTruth.plist") yield restrictions(root, context);
    else yield management(root, name, context);
  },

  observables: observablesOfProfile,
  events: (record) =>
    record.kind === "profile" && record.profileInstalled
      ? [
          {
            time: record.profileInstalled,
            kind: "profile",
            message: "artifacts/ios/configuration-profiles/installed",
            params: { profile: record.title ?? record.identifier ?? record.uuid ?? "" },
          },
        ]
      : [],
});

/** Members of a stub: MCProfile in Apple's ManagedConfiguration writes them. */
function readProfile(root: PlistDictionary, context: ParseContext): InstalledProfile {
  const options = root.get("InstallOptions");
  const signers = root.get("SignerCerts");
  return {
    kind: "profile",
    ...optional("identifier", textOf(root.get("PayloadIdentifier"))),
    ...optional("uuid", textOf(root.get("PayloadUUID"))),
    ...optional("title", textOf(root.get("PayloadDisplayName"))),
    ...optional("organization", textOf(root.get("PayloadOrganization"))),
    ...optional("profileInstalled", timeOf(root.get("InstallDate"))),
    ...optional("profileRemoved", timeOf(root.get("RemovalDate"))),
    ...optional("osVersion", textOf(root.get("ProductVersion"))),
    ...optional("osBuild", textOf(root.get("ProductBuildVersion"))),
    ...optional("isByManagement", flagOf(memberOf(options, "isInstalledByMDM")) ?? flagOf(memberOf(options, "installedByMDM"))),
    ...optional("isByHand", flagOf(memberOf(options, "isInstalledInteractively"))),
    ...optional("isEncrypted", flagOf(root.get("ProfileWasEncrypted"))),
    ...optional("isLocked", flagOf(root.get("ProfileWasLocked")) ?? flagOf(root.get("PayloadRemovalDisallowed"))),
    signers: isArray(signers) ? signers.length : 0,
    payloads: readPayloads(root, context),
  };
}

/** The payloads, and the first half of a profile that a service delivered in two. */
function readPayloads(root: PlistDictionary, context: ParseContext): readonly ProfilePayload[] {
  const content = root.get("PayloadContent");
  const payloads = withinLimit(context, isArray(content) ? content : [], MAX_PAYLOADS).flatMap((entry, index) => {
    const at = atKey("PayloadContent", index);
    if (isDictionary(entry)) return [readPayload(entry, at, context)];
    context.skip(message("artifacts/shared/field-damaged", { field: "PayloadContent" }), [at]);
    return [];
  });
  const service = root.get("OTAProfileStub");
  return isDictionary(service) ? [...payloads, readService(service, context)] : payloads;
}

/** Its content is a dictionary with the service's URL. */
function readService(service: PlistDictionary, context: ParseContext): ProfilePayload {
  const at = atKey("OTAProfileStub");
  const content = service.get("PayloadContent");
  const servers = isDictionary(content) ? serversOf(content, at, context) : [];
  return { ...readPayload(service, at, context), effect: "enrollment", ...(servers.length > 0 && { servers }) };
}

function manifestEntries(root: PlistDictionary, context: ParseContext): Located<ConfigurationRecord>[] {
  const hidden = new Set(textsOf(root.get("HiddenProfiles")));
  if (!LISTS.some((key) => root.has(key))) readMember(context, root, LISTS[0]);
  return LISTS.flatMap((key) => {
    const list = root.get(key);
    return withinLimit(context, isArray(list) ? list : [], MAX_PROFILES).flatMap((entry, index): Located<ConfigurationRecord>[] => {
      if (typeof entry === "string")
        return [{ at: [atKey(key, index)], data: { kind: "named-profile", profile: entry, isHidden: hidden.has(entry) } }];
      context.skip(message("artifacts/shared/field-damaged", { field: key }), [atKey(key, index)]);
      return [];
    });
  });
}

const restrictions = (root: PlistDictionary, context: ParseContext): Located<ConfigurationRecord>[] =>
  withinLimit(context, [...root], MAX_PROFILES).map(([profile, value]) => {
    const restricted = RESTRICTIONS.flatMap((kind) => namesBelow(memberOf(value, kind)));
    const names = withinLimit(context, restricted, MAX_RESTRICTIONS, atKey(profile));
    return { at: [atKey(profile)], data: { kind: "named-profile", profile, ...(names.length > 0 && { restrictions: names }) } };
  });

const namesBelow = (value: PlistValue | undefined): readonly string[] => (isDictionary(value) ? [...value.keys()] : []);

/** Phones that nobody manages have the second list too, with nothing in it that says so. */
function management(root: PlistDictionary, name: string, context: ParseContext): Located<ConfigurationRecord>[] {
  const record: Management = {
    kind: name === "MDM.plist" ? "management" : "supervision",
    servers: serversOf(root, atFile, context),
    ...optional("profile", textOf(root.get("ManagingProfileIdentifier"))),
    ...optional("organization", textOf(root.get("OrganizationName"))),
    ...optional("isSupervised", flagOf(root.get("IsSupervised"))),
    ...optional("isLocked", flagOf(root.get("IsMDMUnremovable"))),
  };
  return [{ at: [atFile], data: record }];
}
