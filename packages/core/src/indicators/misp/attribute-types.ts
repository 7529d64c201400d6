import { isIpAddress, normalizeHost } from "../../model/host-name.ts";
import { type IndicatorType, PATTERN_TYPE } from "../../model/indicator.ts";
import { hostType } from "../key.ts";
import { isOneAddress, parseRange } from "../pattern/address-range.ts";
import type { NamedValue } from "../pattern/pattern-test.ts";

/** Types of MISP attributes that say the same as one of ours (https://www.misp-project.org/datamodels/, types of attributes). */
const TYPES: Readonly<Record<string, IndicatorType>> = {
  domain: "domain-name:value",
  hostname: "domain-name:value",
  url: "url:value",
  link: "url:value",
  uri: "url:value",
  email: "email-addr:value",
  "email-src": "email-addr:value",
  "email-dst": "email-addr:value",
  "email-reply-to": "email-addr:value",
  "phone-number": "phone-number:value",
  md5: "file:hashes.MD5",
  sha1: "file:hashes.SHA-1",
  sha256: "file:hashes.SHA-256",
  filename: "file:name",
  "x509-fingerprint-md5": "app:cert.md5",
  "x509-fingerprint-sha1": "app:cert.sha1",
  "x509-fingerprint-sha256": "app:cert.sha256",
  "mobile-application-id": "app:id",
};
/** Two values in one, apart by a bar: the parts that are looked for. A hash with a name is looked for by its hash, which names one file. */
const COMPOSITES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "domain|ip": ["domain", "ip-dst"],
  "hostname|port": ["hostname", undefined],
  "ip-dst|port": ["ip-dst", undefined],
  "ip-src|port": ["ip-src", undefined],
  "filename|md5": [undefined, "md5"],
  "filename|sha1": [undefined, "sha1"],
  "filename|sha256": [undefined, "sha256"],
};
const ADDRESSES: ReadonlySet<string> = new Set(["ip", "ip-src", "ip-dst"]);
/** Rules in languages of their own. */
export const RULE_TYPES: ReadonlySet<string> = new Set([
  "yara",
  "snort",
  "suricata",
  "bro",
  "zeek",
  "sigma",
  "pattern-in-file",
  "pattern-in-traffic",
]);
export const STIX_RULE_TYPE = "stix2-pattern";

/** What an attribute asks to be looked for; undefined where its type is none that a phone's records hold. */
export function valuesOfAttribute(type: string, value: string): readonly NamedValue[] | undefined {
  if (ADDRESSES.has(type)) return [addressValue(value)];
  if (Object.hasOwn(TYPES, type)) return [{ type: TYPES[type]!, value }];
  if (!Object.hasOwn(COMPOSITES, type)) return undefined;
  const parts = value.split("|");
  return COMPOSITES[type]!.flatMap((part, at) => (part === undefined ? [] : (valuesOfAttribute(part, (parts[at] ?? "").trim()) ?? [])));
}

/** An address, or a range of addresses as a pattern. */
export function addressValue(value: string): NamedValue {
  const range = parseRange(value);
  if (range !== undefined && !isOneAddress(range)) return { type: PATTERN_TYPE, value: `[${range.type} ISSUBSET '${value.trim()}']` };
  const host = normalizeHost(value.replace(/\/(?:32|128)$/, ""));
  return { type: host !== undefined && isIpAddress(host) ? hostType(host) : "ipv4-addr:value", value };
}
