import { isIpAddress, normalizeHost } from "../model/host-name.ts";
import type { IndicatorType } from "../model/indicator.ts";
import { hostType } from "./key.ts";
import type { ObjectPath } from "./stix-pattern/pattern.ts";

/**
 * STIX properties that say the same as one of our types. Names of hash algorithms are written in many ways (`'SHA-256'`, SHA256,
 * sha256); `app:*` and the like are the field's additions (spec/ios-artifacts 3.1).
 */
const TYPES: Readonly<Record<string, IndicatorType>> = {
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
};

/** Ends of a connection: the value tells what it is. */
const HOSTS: ReadonlySet<string> = new Set(["network-traffic:dst_ref.value", "network-traffic:src_ref.value"]);

export function typeOfProperty(path: ObjectPath, value: string): IndicatorType | undefined {
  const written = keyOf(path);
  if (HOSTS.has(written)) return typeOfHost(value);
  return Object.hasOwn(TYPES, written) ? TYPES[written] : undefined;
}

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
