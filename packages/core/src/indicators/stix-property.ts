import { isIpAddress, normalizeHost } from "../model/host-name.ts";
import type { IndicatorType } from "../model/indicator.ts";
import type { ObservableType } from "../model/observable.ts";
import { hostType } from "./key.ts";
import type { ObjectPath } from "./stix-pattern/pattern.ts";

/**
 * What a pattern may ask of a record: a value of one of our types, or what follows from one: the host of a connection whatever its
 * kind, that kind (`domain-name`, `ipv4-addr`, `ipv6-addr`), the folder a file lies in.
 */
export type Property = ObservableType | "host" | "host-type" | "folder";

/**
 * STIX properties that say the same as one of ours. Names of hash algorithms are written in many ways (`'SHA-256'`, SHA256,
 * sha256); `app:*` and the like are the field's additions (spec/ios-artifacts 3.1).
 */
const PROPERTIES: Readonly<Record<string, Property>> = {
  "url:value": "url:value",
  "domain-name:value": "domain-name:value",
  "ipv4-addr:value": "ipv4-addr:value",
  "ipv6-addr:value": "ipv6-addr:value",
  "email-addr:value": "email-addr:value",
  "email-message:from_ref.value": "email-addr:value",
  "email-message:sender_ref.value": "email-addr:value",
  "phone-number:value": "phone-number:value",
  "process:name": "process:name",
  "process:image_ref.name": "file:name",
  "process:binary_ref.name": "file:name",
  "file:path": "file:path",
  "directory:path": "file:path",
  "file:name": "file:name",
  "file:parent_directory_ref.path": "folder",
  "file:hashes.md5": "file:hashes.MD5",
  "file:hashes.sha1": "file:hashes.SHA-1",
  "file:hashes.sha256": "file:hashes.SHA-256",
  "app:id": "app:id",
  "app:cert.md5": "app:cert.md5",
  "app:cert.sha1": "app:cert.sha1",
  "app:cert.sha256": "app:cert.sha256",
  "x509-certificate:hashes.md5": "app:cert.md5",
  "x509-certificate:hashes.sha1": "app:cert.sha1",
  "x509-certificate:hashes.sha256": "app:cert.sha256",
  "configuration-profile:id": "configuration-profile:id",
  "android-property:name": "android-property:name",
  "network-traffic:dst_ref.value": "host",
  "network-traffic:src_ref.value": "host",
  "network-traffic:dst_ref.type": "host-type",
  "network-traffic:src_ref.type": "host-type",
};

export function propertyOf(path: ObjectPath): Property | undefined {
  const written = keyOf(path);
  return Object.hasOwn(PROPERTIES, written) ? PROPERTIES[written] : undefined;
}

/** The type of indicator that a property with this value is; undefined where it is none and a pattern has to be evaluated. */
export function typeOfProperty(property: Property, value: string): IndicatorType | undefined {
  if (property === "host") return typeOfHost(value);
  return property === "host-type" || property === "folder" ? undefined : property;
}

/** Quoted keys and plain ones say the same (`hashes.'SHA-256'`, `hashes.SHA-256`); elements of lists are properties of none of ours. */
const keyOf = ({ type, steps }: ObjectPath): string => {
  const names = steps.map((step) => ("name" in step ? step.name : `[${step.index}]`));
  if (names.length === 2 && (names[0] === "hashes" || names[0] === "cert")) names[1] = names[1]!.toLowerCase().replaceAll("-", "");
  return `${type}:${names.join(".")}`;
};

const typeOfHost = (value: string): IndicatorType | undefined => {
  const host = normalizeHost(value.replace(/\/(?:32|128)$/, ""));
  if (host === undefined) return undefined;
  return isIpAddress(host) ? hostType(host) : "domain-name:value";
};
