import { isArray, isDictionary, memberOf, type PlistDictionary, type PlistValue, textOf } from "../formats/plist/value.ts";
import { normalizeHost } from "../model/host-name.ts";
import type { Locator } from "../model/locator.ts";
import type { ParseContext } from "./artifact.ts";
import { linksIn } from "./found-links.ts";
import { optional } from "./optional-field.ts";
import { tellTooDeep, tellTooMany, withinLimit } from "./partial-record.ts";
import { flagOf } from "./plist-members.ts";

/** What a payload of a profile changes on the phone. */
export type PayloadEffect =
  | "root-certificate" // connections may be read by who holds its key
  | "certificate"
  | "identity"
  | "management" // a server may give orders
  | "vpn"
  | "proxy"
  | "name-server"
  | "content-filter"
  | "relay"
  | "notifications"
  | "restrictions"
  | "app-lock"
  | "passcode"
  | "network" // Wi-Fi, cellular
  | "account"
  | "web-clip"
  | "enrollment" // the first half of a profile that is fetched in two
  | "other";

export interface ProfilePayload {
  /** As stored, such as com.apple.vpn.managed. */
  readonly payloadType: string;
  readonly effect: PayloadEffect;
  readonly identifier?: string;
  readonly uuid?: string;
  readonly title?: string;
  /** Whom a certificate names, and who issued it: their short names as the system shows them. */
  readonly subject?: string;
  readonly issuer?: string;
  /** Servers: URLs, host names and addresses. */
  readonly servers?: readonly string[];
  /** Bundle ids that it names. */
  readonly apps?: readonly string[];
  /** Apps whose notifications it turns off. */
  readonly silencedApps?: readonly string[];
}

/** Types and their beginnings, longest first where one begins another (Apple, Device Management: Profile-Specific Payload Keys). */
const EFFECTS: readonly (readonly [type: string, effect: PayloadEffect])[] = [
  ["com.apple.security.root", "root-certificate"],
  ["com.apple.security.pkcs12", "identity"],
  ["com.apple.security.scep", "identity"],
  ["com.apple.security.acme", "identity"],
  ["com.apple.security", "certificate"],
  ["com.apple.mdm", "management"],
  ["com.apple.vpn", "vpn"],
  ["com.apple.proxy", "proxy"],
  ["com.apple.dnsSettings", "name-server"],
  ["com.apple.dnsProxy", "name-server"],
  ["com.apple.webcontent-filter", "content-filter"],
  ["com.apple.relay", "relay"],
  ["com.apple.notificationsettings", "notifications"],
  ["com.apple.applicationaccess", "restrictions"],
  ["com.apple.app.lock", "app-lock"],
  ["com.apple.mobiledevice.passwordpolicy", "passcode"],
  ["com.apple.profileRemovalPassword", "passcode"],
  ["com.apple.wifi", "network"],
  ["com.apple.cellular", "network"],
  ["com.apple.apn", "network"],
  ["com.apple.webClip", "web-clip"],
  ["com.apple.mail", "account"],
  ["com.apple.eas", "account"],
  ["com.apple.caldav", "account"],
  ["com.apple.carddav", "account"],
  ["com.apple.subscribedcalendar", "account"],
  ["com.apple.ldap", "account"],
  ["com.apple.google-oauth", "account"],
  ["Profile Service", "enrollment"],
];

/** Members of one payload that are looked at, and how deep; the longest real ones are filters with some thousand names. */
const MAX_MEMBERS = 20_000;
const MAX_DEPTH = 16;
/** Servers and apps kept of one payload. */
const MAX_VALUES = 1_000;

const SERVER_KEY = /(?:Address|Addresses|Server|Servers|ServerName|HostName|Host|Proxy|RemoteIdentifier)$/i;
const APP_KEY = /(?:Bundle ?(?:ID|Identifier)s?|VPNSubType|^Identifier)$/i;
const BUNDLE_ID = /^[A-Za-z][\w-]*(?:\.[\w-]+)+$/;

export function readPayload(payload: PlistDictionary, at: Locator, context: ParseContext): ProfilePayload {
  const payloadType = textOf(payload.get("PayloadType")) ?? "";
  const effect = effectOf(payloadType, payload);
  const { servers, apps } = valuesOf(payload, at, context);
  const silencedApps = withinLimit(context, silencedBy(payload.get("NotificationSettings")), MAX_VALUES, at);
  return {
    payloadType,
    effect,
    ...optional("identifier", textOf(payload.get("PayloadIdentifier"))),
    ...optional("uuid", textOf(payload.get("PayloadUUID"))),
    ...optional("title", textOf(payload.get("PayloadDisplayName"))),
    ...optional("subject", textOf(payload.get("CertSubject"))),
    ...optional("issuer", textOf(payload.get("Issuer"))),
    ...(servers.length > 0 && { servers }),
    ...(apps.length > 0 && { apps }),
    ...(silencedApps.length > 0 && { silencedApps }),
  };
}

/** The system writes of every certificate of a profile whether it signs itself. */
function effectOf(type: string, payload: PlistDictionary): PayloadEffect {
  const effect = EFFECTS.find(([start]) => type === start || type.startsWith(`${start}.`))?.[1] ?? "other";
  return effect === "certificate" && flagOf(payload.get("IsRoot")) === true ? "root-certificate" : effect;
}

/** Apple, NotificationSettings: an entry without the member has its notifications on. */
const silencedBy = (settings: PlistValue | undefined): readonly string[] =>
  (isArray(settings) ? settings : []).flatMap((entry) => {
    const app = textOf(memberOf(entry, "BundleIdentifier"));
    return app !== undefined && flagOf(memberOf(entry, "NotificationsEnabled")) === false ? [app] : [];
  });

/** The servers that a dictionary names anywhere: every URL, and what stands under the name of a host or an address. */
export const serversOf = (root: PlistDictionary, at: Locator, context: ParseContext): readonly string[] =>
  valuesOf(root, at, context).servers;

function valuesOf(root: PlistDictionary, at: Locator, context: ParseContext): Record<"servers" | "apps", readonly string[]> {
  const servers = new Set<string>();
  const apps = new Set<string>();
  const members = textMembers(root);
  for (const { key, text } of members.texts) {
    if (text.includes("://")) for (const { url } of linksIn(context, at, text)) servers.add(url);
    else if (SERVER_KEY.test(key) && isHost(text)) servers.add(text);
    else if (APP_KEY.test(key) && BUNDLE_ID.test(text)) apps.add(text);
  }
  if (members.isCut) tellTooMany(context, at, MAX_MEMBERS);
  if (members.isTooDeep) tellTooDeep(context, at, MAX_DEPTH);
  return { servers: withinLimit(context, [...servers], MAX_VALUES, at), apps: withinLimit(context, [...apps], MAX_VALUES, at) };
}

/** A name with a dot or an address; accounts, and the labels of Wi-Fi networks, are none. */
function isHost(text: string): boolean {
  if (/[\s@/]/.test(text) || !/[.:]/.test(text)) return false;
  const host = normalizeHost(text.replace(/^([^:]*):\d{1,5}$/, "$1"));
  return host !== undefined && (host.includes(".") || host.includes(":"));
}

interface Member {
  readonly key: string;
  readonly value: PlistValue;
  readonly depth: number;
}

interface TextMembers {
  readonly texts: readonly { key: string; text: string }[];
  readonly isCut: boolean;
  readonly isTooDeep: boolean;
}

/** Texts with the key they stand under; those of a list stand under the list's. Payloads inside are their own records and left out. */
function textMembers(root: PlistDictionary): TextMembers {
  const texts: { key: string; text: string }[] = [];
  const members: Member[] = [{ key: "", value: root, depth: 0 }];
  let isCut = false;
  let isTooDeep = false;
  for (let index = 0; index < members.length; index++) {
    const { key, value, depth } = members[index]!;
    if (typeof value === "string") texts.push({ key, text: value });
    for (const member of membersOf(key, value, depth + 1)) {
      if (member.depth > MAX_DEPTH) isTooDeep = true;
      else if (members.length < MAX_MEMBERS) members.push(member);
      else isCut = true;
    }
  }
  return { texts, isCut, isTooDeep };
}

const IGNORED = new Set(["PayloadContent", "PayloadDescription", "PayloadDisplayName", "PayloadOrganization", "ConsentText"]);

function* membersOf(key: string, value: PlistValue, depth: number): Generator<Member> {
  if (isArray(value)) for (const item of value) yield { key, value: item, depth };
  if (!isDictionary(value)) return;
  for (const [name, member] of value) if (!IGNORED.has(name)) yield { key: name, value: member, depth };
}
