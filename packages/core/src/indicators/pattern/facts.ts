import { baseName, toCanonical } from "../../model/canonical-path.ts";
import { normalizeHost } from "../../model/host-name.ts";
import type { Observable, ObservableType } from "../../model/observable.ts";
import type { Platform } from "../../model/platform.ts";
import { addressText, splitAddress } from "../../model/web-address.ts";
import { hostType, normalizeText } from "../key.ts";
import type { Property } from "../stix-property.ts";

/** What an observable says of one property. */
export interface Fact {
  readonly property: Property;
  /** Spellings of the value: the normalized one first, then those that a pattern may be written for. */
  readonly texts: readonly string[];
  /** What the value is, as a finding names it. */
  readonly type: ObservableType;
}

/** The properties that observables of a type may speak of. */
export const PROPERTIES_OF: Readonly<Record<ObservableType, readonly Property[]>> = {
  "url:value": ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value", "host-type"],
  "domain-name:value": ["domain-name:value", "ipv4-addr:value", "ipv6-addr:value", "host-type"],
  "ipv4-addr:value": ["ipv4-addr:value", "host-type"],
  "ipv6-addr:value": ["ipv4-addr:value", "ipv6-addr:value", "host-type"],
  "email-addr:value": ["email-addr:value"],
  "phone-number:value": ["phone-number:value"],
  "process:name": ["process:name"],
  "file:path": ["file:path", "file:name", "folder"],
  "file:name": ["file:name"],
  "file:hashes.MD5": ["file:hashes.MD5"],
  "file:hashes.SHA-1": ["file:hashes.SHA-1"],
  "file:hashes.SHA-256": ["file:hashes.SHA-256"],
  "app:id": ["app:id"],
  "app:cert.md5": ["app:cert.md5"],
  "app:cert.sha1": ["app:cert.sha1"],
  "app:cert.sha256": ["app:cert.sha256"],
  "configuration-profile:id": ["configuration-profile:id"],
  "android-property:name": ["android-property:name"],
};

export function factsOf({ type, value }: Observable, platform: Platform): readonly Fact[] {
  if (value === "") return [];
  switch (type) {
    case "url:value":
      return ofUrl(value);
    case "domain-name:value":
    case "ipv4-addr:value":
    case "ipv6-addr:value":
      return ofHost(normalizeHost(value) ?? splitAddress(value)?.host);
    case "process:name":
      return ofProcess(value);
    case "file:path":
      return ofPath(value, platform);
    case "file:name":
      return [{ property: "file:name", texts: [value], type }];
    default: {
      const text = normalizeText(type, value);
      return text === undefined ? [] : [{ property: type, texts: [text], type }];
    }
  }
}

function ofUrl(value: string): readonly Fact[] {
  const address = splitAddress(value);
  if (address === undefined) return [];
  const text = addressText(address);
  return [{ property: "url:value", texts: text === value ? [text] : [text, value], type: "url:value" }, ...ofHost(address.host)];
}

function ofHost(host: string | undefined): readonly Fact[] {
  if (host === undefined) return [];
  const type = hostType(host);
  return [
    { property: type, texts: [host], type },
    { property: "host-type", texts: [type.slice(0, type.indexOf(":"))], type },
  ];
}

/** `proc/bundle` as DataUsage writes it speaks of two names; a path of its last component. */
function ofProcess(value: string): readonly Fact[] {
  const names = value.startsWith("/") ? [baseName(value)] : value.split("/");
  return names.filter((name) => name !== "").map((name) => ({ property: "process:name", texts: [name], type: "process:name" }));
}

const PRIVATE = "/private";

/** Publishers write `/var/...` where the canonical path is `/private/var/...`. */
function ofPath(value: string, platform: Platform): readonly Fact[] {
  const path = toCanonical(value, platform);
  const folder = path.slice(0, Math.max(1, path.lastIndexOf("/")));
  return [
    { property: "file:path", texts: spellings(path, value), type: "file:path" },
    { property: "file:name", texts: [baseName(path)], type: "file:name" },
    ...(path.startsWith("/") ? [{ property: "folder", texts: spellings(folder), type: "file:path" } satisfies Fact] : []),
  ];
}

const spellings = (...paths: readonly string[]): string[] => [
  ...new Set(paths.flatMap((path) => (path.startsWith(`${PRIVATE}/`) ? [path, path.slice(PRIVATE.length)] : [path]))),
];
