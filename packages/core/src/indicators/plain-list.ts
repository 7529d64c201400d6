import { isIpAddress, isIpv4, normalizeHost } from "../model/host-name.ts";
import type { Indicator, IndicatorType } from "../model/indicator.ts";
import { normalizeIndicator } from "./key.ts";
import { type NotEvaluable, notEvaluable } from "./not-evaluable.ts";

/** What stands in a list, the pack's id still to be given. */
export interface PlainList {
  readonly indicators: readonly Omit<Indicator, "pack">[];
  readonly notEvaluable: readonly NotEvaluable[];
}

/**
 * One value a line; `#` begins a comment, at the start of a line or after white space. Defanged values (`hxxp://evil[.]example`) are
 * read as meant. `domain-name:value evil.example`, one of our types in front, says what a value is; else the first of these rules decides:
 *
 * 1. with `://`: a URL
 * 2. an IPv4 or IPv6 address
 * 3. `name@host`: an e-mail address
 * 4. 32, 40 or 64 hexadecimal digits: MD5, SHA-1 or SHA-256 of a file
 * 5. a leading `/` or `~/`: a path
 * 6. a leading `+` and digits: a phone number
 * 7. three labels or more of which the first is a common beginning of reversed names (`com.`, `org.`, ...): an app id
 * 8. a host with a path behind it: a URL
 * 9. a host name with a dot: a host
 * 10. a single word of letters, digits, `-`, `_` without a dot: a process name
 */
export function readPlainList(text: string): PlainList {
  const indicators: Omit<Indicator, "pack">[] = [];
  const left: NotEvaluable[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const written = line.replace(/(?:^|\s)#.*$/, "").trim();
    if (written === "") continue;
    const { type, value } = typedLine(written);
    if (type === undefined) left.push(notEvaluable("untyped-line", written));
    else if (normalizeIndicator(type, value) === undefined) left.push(notEvaluable("value", written));
    else indicators.push({ type, value, families: [], references: [] });
  }
  return { indicators, notEvaluable: left };
}

/** A type and its value, apart by white space or an equals sign. */
const EXPLICIT =
  /^((?:url|domain-name|ipv4-addr|ipv6-addr|email-addr|phone-number):value|process:name|file:(?:path|name|hashes\.(?:MD5|SHA-1|SHA-256))|app:(?:id|cert\.(?:md5|sha1|sha256))|configuration-profile:id|android-property:name)(?:\s*=\s*|\s+)(\S.*)$/;

interface TypedLine {
  readonly type: IndicatorType | undefined;
  readonly value: string;
}

function typedLine(written: string): TypedLine {
  const explicit = EXPLICIT.exec(written);
  if (explicit) return { type: explicit[1] as IndicatorType, value: explicit[2]! };
  const value = refanged(written);
  return { type: typeOf(value), value };
}

const refanged = (text: string): string =>
  text
    .replace(/^hxxp/i, "http")
    .replace(/\[\.\]|\(\.\)|\[dot\]/gi, ".")
    .replace(/\[:\]/g, ":")
    .replace(/\[at\]|\[@\]/gi, "@");

const HASHES: Readonly<Record<number, IndicatorType>> = { 32: "file:hashes.MD5", 40: "file:hashes.SHA-1", 64: "file:hashes.SHA-256" };
const REVERSED = /^(?:com|org|net|io|edu|gov|app|me|co|cn|ru|de|uk|us|in|jp|kr|br|fr|it|es)\.[\w-]+(?:\.[\w-]+)+$/i;

function typeOf(value: string): IndicatorType | undefined {
  if (value.includes("://")) return "url:value";
  if (isIpv4(value)) return "ipv4-addr:value";
  if (/^[\da-f:.]+$/i.test(value) && value.includes(":")) return isIpAddress(normalizeHost(value) ?? "") ? "ipv6-addr:value" : undefined;
  if (/^[^\s@/]+@[^\s@/]+$/.test(value)) return "email-addr:value";
  if (/^[\da-f]+$/i.test(value) && HASHES[value.length] !== undefined) return HASHES[value.length];
  if (value.startsWith("/") || value.startsWith("~/")) return "file:path";
  if (/^\+[\d\s().-]+$/.test(value)) return "phone-number:value";
  if (/\s/.test(value)) return undefined;
  if (REVERSED.test(value)) return "app:id";
  return typeOfWord(value);
}

function typeOfWord(value: string): IndicatorType | undefined {
  const slash = value.indexOf("/");
  const host = normalizeHost((slash === -1 ? value : value.slice(0, slash)).replace(/^\*\./, ""));
  const hasDot = host?.includes(".") === true && !/\.\d+$/.test(host);
  if (slash !== -1) return hasDot ? "url:value" : undefined;
  if (hasDot) return "domain-name:value";
  return /^[\w-]+$/.test(value) ? "process:name" : undefined;
}
