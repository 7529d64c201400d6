import { toCanonical } from "../model/canonical-path.ts";
import { isIpv4, normalizeHost } from "../model/host-name.ts";
import { type IndicatorType, PATTERN_TYPE } from "../model/indicator.ts";
import { splitAddress, type WebAddress } from "../model/web-address.ts";

/**
 * Under which text an indicator is found. Both sides, what was published and what a record holds, pass through the functions of
 * this file: equal things are equal text, whoever wrote them.
 */

/** What a key is compared with. The order is part of the compiled index. */
export const KEY_KINDS = ["host", "url", "process", "path-ios", "path-android", "path-suffix", "file-name", "text"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface Key {
  readonly kind: KeyKind;
  readonly text: string;
}

/** A published value in its normalized form, with the keys it is found under. */
export interface Normalized {
  /** What the value is, which is not always what it was published as: a `domain-name:value` may hold an address or a whole URL. */
  readonly type: IndicatorType;
  readonly value: string;
  readonly keys: readonly Key[];
}

/** Shorter names are everywhere (`bh`, `ind`, `tmp`): they are compared with processes only (design 5.5). */
export const MAX_SHORT_NAME = 4;
/** No published value is longer; what is, is a mistake or an attack. */
export const MAX_VALUE_LENGTH = 8_192;

/** Undefined where the value is not of its type, or could only match by accident. */
export function normalizeIndicator(type: IndicatorType, raw: string): Normalized | undefined {
  const value = raw.trim();
  if (value === "" || value.length > MAX_VALUE_LENGTH) return undefined;
  switch (type) {
    case "url:value":
      return fromAddress(value);
    case "domain-name:value":
    case "ipv4-addr:value":
    case "ipv6-addr:value":
      return fromHost(value);
    case "process:name":
      return value.startsWith("/") ? fromPath(value) : { type, value, keys: [{ kind: "process", text: value }] };
    case "file:path":
      return fromPath(value);
    case "file:name":
      return fromFileName(value);
    case PATTERN_TYPE:
      return undefined;
    default:
      return fromText(type, value);
  }
}

/** Types compared as whole text without regard to case: the comparable form, or undefined when there is none. */
export function normalizeText(type: IndicatorType, value: string): string | undefined {
  if (type === "phone-number:value") return normalizePhone(value);
  const text = value.trim().toLowerCase();
  return text === "" ? undefined : text;
}

/** One namespace for all of them: the type stands in front. */
export const textKey = (type: IndicatorType, normalized: string): string => `${type}=${normalized}`;

/** The comparable form of a URL: host, port unless it is the web's own, path and query. Not the scheme and not the fragment. */
export function urlKey({ host, port, rest }: WebAddress): string {
  const fragment = rest.indexOf("#");
  const shownPort = port === undefined || port === 80 || port === 443 ? "" : `:${port}`;
  return host + shownPort + (fragment === -1 ? rest : rest.slice(0, fragment));
}

export const hostType = (host: string): "domain-name:value" | "ipv4-addr:value" | "ipv6-addr:value" => {
  if (host.includes(":")) return "ipv6-addr:value";
  return isIpv4(host) ? "ipv4-addr:value" : "domain-name:value";
};

/** E.164 as far as the text says: digits behind a `+`. `00` is the plus of many countries. Fewer than five digits are a short code. */
export function normalizePhone(raw: string): string | undefined {
  const text = raw.replace(/^(?:tel|sms):/i, "").replace(/[\s().\-/\u00a0\u202a-\u202e\u2066-\u2069]/g, "");
  if (!/^\+?\d{5,20}$/.test(text)) return undefined;
  return `+${text.replace(/^(?:\+|00)/, "")}`;
}

const fromKey = (type: IndicatorType, value: string, kind: KeyKind): Normalized => ({ type, value, keys: [{ kind, text: value }] });

function fromAddress(value: string): Normalized | undefined {
  const address = splitAddress(value);
  return address && fromKey("url:value", urlKey(address), "url");
}

const isPlainHost = (value: string): boolean => !value.includes("/") && !value.startsWith("*") && !value.startsWith(".");

/** Published as a host, and sometimes not one: `evil.example/x`, `*.evil.example`, `https://evil.example/`. */
function fromHost(value: string): Normalized | undefined {
  const host = normalizeHost(isPlainHost(value) ? value : value.replace(/^\*?\./, "").replace(/\/(?:32|128)$/, ""));
  if (host !== undefined) return fromKey(hostType(host), host, "host");
  const address = /\/\d{1,3}$/.test(value) ? undefined : splitAddress(value);
  if (address === undefined) return undefined;
  return address.rest === "/" ? fromKey(hostType(address.host), address.host, "host") : fromAddress(value);
}

/** A name with a slash is a path, whatever it was published as. */
function fromFileName(value: string): Normalized | undefined {
  if (value.includes("/")) return fromPath(value);
  return value.length > MAX_SHORT_NAME ? fromKey("file:name", value, "file-name") : undefined;
}

export const ANDROID_ROOT = /^\/(?:data|sdcard|storage|mnt|system|system_ext|vendor|product|apex|odm|cache|oem)(?:\/|$)/;

/**
 * An absolute path is one entry found under its canonical form of either system; its value is that of the system it looks like.
 * A relative one is compared with the ends of paths.
 */
function fromPath(value: string): Normalized | undefined {
  const platform = ANDROID_ROOT.test(value) ? "android" : "ios";
  const path = withoutEndSlash(toCanonical(value, platform));
  if (path === "" || path === "/") return undefined;
  if (!path.startsWith("/"))
    return path.length > MAX_SHORT_NAME && !path.startsWith("..") ? fromKey("file:path", path, "path-suffix") : undefined;
  return {
    type: "file:path",
    value: path,
    keys: [
      { kind: "path-ios", text: withoutEndSlash(toCanonical(value, "ios")) },
      { kind: "path-android", text: withoutEndSlash(toCanonical(value, "android")) },
    ],
  };
}

const withoutEndSlash = (path: string): string => (path.endsWith("/") ? path.slice(0, -1) : path);

const HASH_LENGTHS: Partial<Record<IndicatorType, number>> = {
  "file:hashes.MD5": 32,
  "file:hashes.SHA-1": 40,
  "file:hashes.SHA-256": 64,
  "app:cert.md5": 32,
  "app:cert.sha1": 40,
  "app:cert.sha256": 64,
};

function fromText(type: IndicatorType, raw: string): Normalized | undefined {
  const length = HASH_LENGTHS[type];
  const value = normalizeText(type, length === undefined ? raw : raw.replaceAll(":", ""));
  if (value === undefined) return undefined;
  if (length !== undefined && (value.length !== length || !/^[\da-f]+$/.test(value))) return undefined;
  return { type, value, keys: [{ kind: "text", text: textKey(type, value) }] };
}

const HOST_KEY = KEY_KINDS.indexOf("host") + 1;
const isHostType = (type: IndicatorType): boolean =>
  type === "domain-name:value" || type === "ipv4-addr:value" || type === "ipv6-addr:value";

/**
 * Position + 1 in KEY_KINDS of the key that a value is, where it is its own normalized form, of its own type; 0 where it has to be
 * normalized, undefined where it cannot be.
 */
export function ownKeyKind(type: IndicatorType, value: string): number | undefined {
  // Nearly all values are hosts, and nearly all are written as they are compared.
  if (isHostType(type) && isPlainHost(value) && normalizeHost(value) === value && hostType(value) === type) return HOST_KEY;
  const normalized = normalizeIndicator(type, value);
  if (normalized === undefined) return undefined;
  const [first, second] = normalized.keys;
  const isOwn = second === undefined && first!.text === value && normalized.type === type;
  return isOwn ? KEY_KINDS.indexOf(first!.kind) + 1 : 0;
}
