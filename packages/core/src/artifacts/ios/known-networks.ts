import { bytesOf, isArray, isDictionary, type PlistDictionary, type PlistValue, textOf } from "../../formats/plist/value.ts";
import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";
import { flagOf, readDictionary, textsOf, timeOf } from "../plist-members.ts";

/** A wireless network that the phone knows. Addresses of its stations, which tell where it stands, are not read. */
export interface KnownNetwork {
  /** As it calls itself. */
  readonly network: string;
  readonly security?: string;
  readonly isHidden?: boolean;
  /** It first asks for a sign-in on a page of its own. */
  readonly isCaptive?: boolean;
  /** Why it is known, in the system's words: chosen in the settings, of a profile, of a carrier. */
  readonly addReason?: string;
  /** The app that added it. */
  readonly bundleId?: string;
  readonly added?: EvidenceTime;
  readonly joinedByOwner?: EvidenceTime;
  readonly joinedBySystem?: EvidenceTime;
}

/** Networks of one list; a phone carried for years has some hundred. */
const MAX_NETWORKS = 20_000;

export default defineArtifact<KnownNetwork>({
  id: "ios/known-networks",
  version: 1,
  paths: [
    "/private/var/preferences/com.apple.wifi.known-networks.plist", // seen on iOS 16 and 17
    "/private/var/preferences/SystemConfiguration/com.apple.wifi.known-networks.plist",
    "/private/var/preferences/SystemConfiguration/com.apple.wifi.plist", // before; settings only since
  ],
  presence: { "ios-backup": "with-os", "ios-backup-encrypted": "with-os", "ios-file-system": "with-os", sysdiagnose: "with-os" },
  scope: "device",
  emits: { "app:id": ["listed"] },
  provenOn: "real-data",
  references: [
    "https://github.com/log2timeline/plaso/tree/main/plaso/parsers/plist_plugins",
    "https://github.com/abrignoni/iLEAPP/tree/main/scripts/artifacts",
  ],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    const old = root.get(OLD_LIST);
    if (old !== undefined) yield networksOf(isArray(old) ? [...old.entries()] : [], [OLD_LIST], readOld, context);
    else yield networksOf([...root].filter(isNetwork), [], readNew, context);
  },

  observables: ({ bundleId }) => (bundleId === undefined ? [] : [{ type: "app:id", role: "listed", value: bundleId }]),
  events: ({ added, joinedByOwner, joinedBySystem, network }) =>
    [
      { time: added, what: "added" },
      { time: joinedByOwner, what: "joined-by-owner" },
      { time: joinedBySystem, what: "joined-by-system" },
    ].flatMap(({ time, what }) =>
      time ? [{ time, kind: "usage" as const, message: `artifacts/ios/known-networks/${what}`, params: { network } }] : [],
    ),
});

const OLD_LIST = "List of known networks";
/** Keys of networks; the newer file of old settings holds other members, and no networks. */
const KEY = /^wifi\.(?:network|hotspot)\./;
const isNetwork = ([key, value]: readonly [string, PlistValue]): boolean => KEY.test(key) || (isDictionary(value) && value.has("SSID"));

type Read = (entry: PlistDictionary) => KnownNetwork | undefined;

function networksOf(
  entries: readonly (readonly [string | number, PlistValue])[],
  path: readonly string[],
  read: Read,
  context: ParseContext,
): readonly Located<KnownNetwork>[] {
  return withinLimit(context, entries, MAX_NETWORKS).flatMap(([key, entry]) => {
    const at = [path.length === 0 && key === "" ? atFile : atKey(...path, key)];
    const data = isDictionary(entry) ? read(entry) : undefined;
    if (data) return [{ at, data }];
    context.skip(message("artifacts/shared/field-damaged", { field: "SSID" }), at);
    return [];
  });
}

function readNew(entry: PlistDictionary): KnownNetwork | undefined {
  const network = nameIn(entry.get("SSID"));
  if (network === undefined) return undefined;
  const captive = entry.get("CaptiveProfile");
  return {
    network,
    ...optional("security", securityIn(entry.get("SupportedSecurityTypes"))),
    ...optional("isHidden", flagOf(entry.get("Hidden"))),
    ...optional("isCaptive", isDictionary(captive) ? flagOf(captive.get("CaptiveNetwork")) : undefined),
    ...optional("addReason", textOf(entry.get("AddReason"))),
    ...optional("bundleId", textOf(entry.get("BundleID"))),
    ...optional("added", timeOf(entry.get("AddedAt"))),
    ...optional("joinedByOwner", timeOf(entry.get("JoinedByUserAt"))),
    ...optional("joinedBySystem", timeOf(entry.get("JoinedBySystemAt"))),
  };
}

function readOld(entry: PlistDictionary): KnownNetwork | undefined {
  const network = textOf(entry.get("SSID_STR")) || nameIn(entry.get("SSID"));
  if (!network) return undefined;
  return {
    network,
    ...optional("security", securityIn(entry.get("SecurityMode"))),
    ...optional("isHidden", flagOf(entry.get("HIDDEN_NETWORK"))),
    ...optional("isCaptive", flagOf(entry.get("CaptiveNetwork"))),
    ...optional("bundleId", textOf(entry.get("BundleID"))),
    ...optional("added", timeOf(entry.get("addedAt") ?? entry.get("added"))),
    ...optional("joinedByOwner", timeOf(entry.get("lastJoined"))),
    ...optional("joinedBySystem", timeOf(entry.get("lastAutoJoined"))),
  };
}

/** A name is bytes, mostly of UTF-8. */
const nameIn = (value: PlistValue | undefined): string | undefined => {
  const bytes = bytesOf(value);
  return bytes ? new TextDecoder().decode(bytes) : textOf(value);
};

const securityIn = (value: PlistValue | undefined): string | undefined => textOf(value) ?? (textsOf(value).join(", ") || undefined);
