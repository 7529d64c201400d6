import type { DomainRole, IndicatorType } from "../model/indicator.ts";

/**
 * The list of stalkerware and watchware that Echap keeps (ioc.yaml, watchware.yaml), once its YAML is parsed: entries of a name,
 * packages, certificates, and hosts by what they are for. https://github.com/AssoEchap/stalkerware-indicators
 */
export interface ListedValue {
  readonly family: string;
  readonly type: IndicatorType;
  readonly value: string;
  readonly domainRole?: DomainRole;
}

/** A field of an entry that names no value of a phone. */
export interface UnlistedField {
  readonly family: string;
  readonly field: string;
  readonly value: string;
}

export interface StalkerwareList {
  readonly values: readonly ListedValue[];
  /** Left out, and to be said. */
  readonly unlisted: readonly UnlistedField[];
  /** Other names of a family, by that name itself and by them: samples are filed under any. */
  readonly families: ReadonlyMap<string, string>;
}

/**
 * Hosts that the list gives as servers of a spyware and that thousands of other programs use: a phone that speaks to them shows
 * nothing. They get the lowest role. Umeng is an analytics service, Jiagu a packer's update service, AppRTC Google's public
 * demonstration, waws-prod a front end that all tenants of an Azure region share, Zendesk and Atlassian a vendor's help desk.
 */
const SHARED_SERVICES =
  /^(?:alog\.umeng\.com|(?:[a-z]\.)?appjiagu\.com|apprtc\.appspot\.com|waws-prod-.*\.(?:windows\.net|azure\.com)|.*\.(?:zendesk\.com|atlassian\.net|typeform\.com))$/;

const FIELDS: readonly { readonly field: string; readonly type: IndicatorType }[] = [
  { field: "packages", type: "app:id" },
  { field: "ios_bundles", type: "app:id" },
  { field: "certificates", type: "app:cert.sha1" },
];
const HOST_FIELDS: readonly (readonly [field: string, role: DomainRole])[] = [
  ["websites", "website"],
  ["distribution", "distribution"],
];
/** Of the signer's name, not of its certificate's hash: no indicator; detections/android/listed-signer-name.ts compares them. */
const UNREAD_FIELDS = ["certificate_cname_re", "certificate_organizations"];
/** Entries and values of one field that are read; the published list has 174, the longest field 132. */
const MAX_ENTRIES = 20_000;
const MAX_VALUES = 20_000;

type Entry = Readonly<Record<string, unknown>>;

/** True of the form that `readStalkerwareList` takes: a list of named entries. */
export const isStalkerwareList = (parsed: unknown): boolean =>
  Array.isArray(parsed) && parsed.length > 0 && parsed.every((entry) => isEntry(entry) && typeof entry["name"] === "string");

export function readStalkerwareList(parsed: unknown): StalkerwareList {
  const entries = Array.isArray(parsed) ? parsed.slice(0, MAX_ENTRIES).filter(isEntry) : [];
  const values: ListedValue[] = [];
  const unlisted: UnlistedField[] = [];
  const roleOf = rolesOf(entries);
  for (const entry of entries) {
    const family = String(entry["name"]);
    for (const { field, type } of FIELDS) for (const value of textsOf(entry[field])) values.push({ family, type, value });
    for (const { value, role } of hostsOf(entry)) values.push({ family, type: typeOf(value), value, domainRole: roleOf(value, role) });
    for (const field of UNREAD_FIELDS) for (const value of textsOf(entry[field])) unlisted.push({ family, field, value });
  }
  return { values, unlisted, families: familiesOf(entries) };
}

const isEntry = (value: unknown): value is Entry => typeof value === "object" && value !== null && !Array.isArray(value);

const textsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value
        .slice(0, MAX_VALUES)
        .filter((item) => typeof item === "string" || typeof item === "number")
        .map(String)
    : [];

interface Host {
  readonly value: string;
  readonly role: DomainRole;
}

function hostsOf(entry: Entry): Host[] {
  const servers = isEntry(entry["c2"]) ? entry["c2"] : {};
  // `ip` stands for `ips` in two entries.
  const ofServers = ["domains", "ips", "ip"].flatMap((field) => textsOf(servers[field]).map((value): Host => ({ value, role: "c2" })));
  return [...HOST_FIELDS.flatMap(([field, role]) => textsOf(entry[field]).map((value): Host => ({ value, role }))), ...ofServers];
}

const typeOf = (value: string): IndicatorType => {
  if (value.includes("://")) return "url:value";
  return /^[\d.]+$/.test(value) ? "ipv4-addr:value" : "domain-name:value";
};

/**
 * A host that stands in several fields, of one entry or of several, or beside its own `www.`, gets the lowest of its roles: a
 * vendor's website that the spyware also speaks to is still the page that a worried person looks up.
 */
function rolesOf(entries: readonly Entry[]): (host: string, role: DomainRole) => DomainRole {
  const all = entries.flatMap(hostsOf);
  const websites = new Set(all.filter(({ role }) => role === "website").map(({ value }) => bare(value)));
  const downloads = new Set(all.filter(({ role }) => role === "distribution").map(({ value }) => bare(value)));
  return (host, role) => {
    const name = bare(host);
    if (websites.has(name) || SHARED_SERVICES.test(name)) return "website";
    return downloads.has(name) ? "distribution" : role;
  };
}

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, "");

function familiesOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const families = new Map<string, string>();
  for (const entry of entries)
    for (const alias of [entry["name"], ...textsOf(entry["names"])]) families.set(String(alias), String(entry["name"]));
  return families;
}
