import { FormatError } from "../../bytes/format-error.ts";
import { isKeyedArchive, unarchive } from "../../formats/keyed-archive/unarchive.ts";
import { type ArchivedObject, type ArchivedValue, isArchivedDictionary, isArchivedObject } from "../../formats/keyed-archive/value.ts";
import { readPlist } from "../../formats/plist/read-plist.ts";
import { isDictionary, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atFile, atKey, type Locator } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { tellTooMany, withinLimit } from "../partial-record.ts";
import { flagOf, readDictionary } from "../plist-members.ts";
import { serversOf } from "../profile-payloads.ts";
import { serverObservables } from "../profile-traces.ts";

/** What a configuration does with the phone's connections. */
export type NetworkEffect =
  | "vpn"
  | "always-on-vpn"
  | "app-vpn"
  | "content-filter"
  | "dns-proxy"
  | "dns-settings"
  | "relay"
  | "url-filter"
  | "other";

/** Something that an app or a profile put into the way of connections. */
export interface NetworkConfiguration {
  /** As the settings show it. */
  readonly configurationName?: string;
  readonly networkEffects: readonly NetworkEffect[];
  /** It is switched on; a VPN that is not connected may be. */
  readonly isSwitchedOn?: boolean;
  /** The app whose configuration it is; absent where a profile brought it. */
  readonly bundleId?: string;
  readonly appName?: string;
  /** Profile that brought it. */
  readonly profile?: string;
  readonly servers: readonly string[];
}

/** Members of NEConfiguration as Apple's NetworkExtension archives them (class dumps of iOS 9 to 26). */
const EFFECTS: readonly (readonly [member: string, effect: NetworkEffect])[] = [
  ["VPN", "vpn"],
  ["AlwaysOnVPN", "always-on-vpn"],
  ["AppVPN", "app-vpn"],
  ["ContentFilter", "content-filter"],
  ["DNSProxy", "dns-proxy"],
  ["DNSSettings", "dns-settings"],
  ["Relay", "relay"],
  ["URLFilter", "url-filter"],
];
const CLASS = "NEConfiguration";
/** Configurations of one phone; VPN apps keep one each, some keep one for each server. */
const MAX_CONFIGURATIONS = 2_000;
/** Values of an archive that are looked at for configurations, and of one configuration. */
const MAX_VALUES = 200_000;

export default defineArtifact<NetworkConfiguration>({
  id: "ios/network-extension",
  version: 1,
  paths: [
    "/private/var/preferences/com.apple.networkextension.plist", // seen on iOS 15 to 17
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"], "url:value": ["listed"], "configuration-profile:id": ["installed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://developer.apple.com/documentation/networkextension"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    const found = configurationsIn(root, context);
    yield withinLimit(context, found, MAX_CONFIGURATIONS).map(
      ([object, at]): Located<NetworkConfiguration> => ({ at: [at], data: configurationOf(object, at, context) }),
    );
  },

  observables: ({ bundleId, profile, servers }) => [
    ...(bundleId === undefined ? [] : [{ type: "app:id", role: "listed", value: bundleId } as const]),
    ...(profile === undefined ? [] : [{ type: "configuration-profile:id", role: "installed", value: profile } as const]),
    ...serverObservables(servers),
  ],
});

type Found = readonly (readonly [ArchivedObject, Locator])[];

/** The list is one archive, or a dictionary of archives by the number of the configuration. */
function configurationsIn(root: PlistDictionary, context: ParseContext): Found {
  const list: PlistValue = root;
  if (isKeyedArchive(list)) {
    const archived = unarchive(list);
    if (isArchivedDictionary(archived)) return [...archived].flatMap(([key, value]) => objectsIn(value, atKey(key), context));
    return objectsIn(archived, atKey("$top", "root"), context);
  }
  const parts = [...root].flatMap(([key, value]) => {
    const archived = archiveIn(value, key, context);
    return archived === undefined ? [] : [objectsIn(archived, atKey(key), context)];
  });
  if (parts.length === 0 && root.size > 0 && !root.has("Version"))
    context.skip(message("artifacts/ios/network-extension/no-archive"), [atFile], "unreadable-form");
  return parts.flat();
}

function archiveIn(value: PlistValue, key: string, context: ParseContext): ArchivedValue | undefined {
  try {
    const list = value instanceof Uint8Array ? readPlist(value, { salvage: true }).value : value;
    return isDictionary(list) && isKeyedArchive(list) ? unarchive(list) : undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    context.skip(message("artifacts/shared/field-unreadable", { field: "archive", code: error.code }), [atKey(key)]);
    return undefined;
  }
}

/** Objects of the class anywhere below; parts that several share are visited once. */
function objectsIn(root: ArchivedValue, at: Locator, context: ParseContext): Found {
  const found: (readonly [ArchivedObject, Locator])[] = [];
  const seen = new Set<ArchivedValue>();
  const waiting: ArchivedValue[] = [root];
  for (let index = 0; index < waiting.length; index++) {
    const value = waiting[index]!;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isArchivedObject(value) && value.className === CLASS) found.push([value, at]);
    else if (waiting.length < MAX_VALUES) for (const child of childrenOf(value)) waiting.push(child);
    else tellTooMany(context, at, MAX_VALUES);
  }
  return found;
}

function childrenOf(value: ArchivedValue): Iterable<ArchivedValue> {
  if (Array.isArray(value)) return value;
  if (isArchivedDictionary(value)) return value.values();
  return isArchivedObject(value) ? value.fields.values() : [];
}

function configurationOf({ fields }: ArchivedObject, at: Locator, context: ParseContext): NetworkConfiguration {
  const plain = plainOf(fields, new Map()) as PlistDictionary;
  const parts = EFFECTS.filter(([member]) => isDictionary(plain.get(member)));
  const info = plain.get("ProfileInfo");
  const enabled = parts.flatMap(([member]) => flagOf((plain.get(member) as PlistDictionary).get("Enabled")) ?? []);
  return {
    ...optional("configurationName", textOf(plain.get("Name"))),
    networkEffects: parts.length === 0 ? ["other"] : parts.map(([, effect]) => effect),
    ...optional("isSwitchedOn", enabled.length === 0 ? undefined : enabled.includes(true)),
    ...optional("bundleId", textOf(plain.get("Application"))),
    ...optional("appName", textOf(plain.get("ApplicationName"))),
    ...optional("profile", isDictionary(info) ? profileIn(info) : undefined),
    servers: serversOf(plain, at, context),
  };
}

/** NEProfileIngestionPayloadInfo: the profile's identifier, else its UUID. */
const profileIn = (info: PlistDictionary): string | undefined =>
  textOf(info.get("ProfileIdentifier")) ?? textOf(info.get("profileIdentifier")) ?? textOf(info.get("ProfileUUID"));

/** The same without classes, so that one reader knows servers of profiles and of archives. What is met again is the same value again. */
function plainOf(value: ArchivedValue, known: Map<ArchivedValue, PlistValue>): PlistValue {
  const fields = isArchivedObject(value) ? value.fields : value;
  if (!Array.isArray(fields) && !isArchivedDictionary(fields))
    return typeof fields === "object" && isCycle(fields) ? null : (fields as PlistValue);
  const before = known.get(value);
  if (before !== undefined || known.size >= MAX_VALUES) return before ?? null;
  known.set(value, null);
  const plain: PlistValue = Array.isArray(fields)
    ? fields.map((item) => plainOf(item, known))
    : new Map([...(fields as ReadonlyMap<string, ArchivedValue>)].map(([key, member]) => [key, plainOf(member, known)]));
  known.set(value, plain);
  return plain;
}

const isCycle = (value: ArchivedValue): boolean => typeof value === "object" && value !== null && "kind" in value && value.kind === "cycle";
