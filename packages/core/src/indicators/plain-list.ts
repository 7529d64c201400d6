import { isIpAddress, isIpv4, normalizeHost } from "../model/host-name.ts";
import type { Indicator, IndicatorType } from "../model/indicator.ts";
import { toColumns } from "./indicator-columns.ts";
import { addressValue } from "./misp/attribute-types.ts";
import { type NotEvaluable, notEvaluable } from "./not-evaluable.ts";
import { parseRange } from "./pattern/address-range.ts";
import type { NamedValue } from "./pattern/pattern-test.ts";
import type { ReadSet } from "./read-set.ts";
import { refanged } from "./refang.ts";
import { usableValue } from "./usable-value.ts";

/**
 * One value a line; `#` begins a comment, at the start of a line or after white space. Defanged values (`hxxp://evil[.]example`) are
 * read as meant. `domain-name:value evil.example`, one of our types in front, says what a value is; else the first of these rules decides:
 *
 * 1. with `://`: a URL
 * 2. an IPv4 or IPv6 address, or a range of them (`198.51.100.0/24`)
 * 3. `name@host`: an e-mail address
 * 4. 32, 40 or 64 hexadecimal digits: MD5, SHA-1 or SHA-256 of a file
 * 5. a leading `/` or `~/`: a path
 * 6. a leading `+` and digits: a phone number
 * 7. three labels or more of which the first is a common beginning of reversed names (`com.`, `org.`, ...): an app id
 * 8. a host with a path behind it: a URL
 * 9. a host name with a dot: a host
 * 10. a single word of letters, digits, `-`, `_` without a dot: a process name
 */
export function readPlainList(text: string, pack: string): ReadSet {
  const indicators: Indicator[] = [];
  const left: NotEvaluable[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const written = line.replace(/(?:^|\s)#.*$/, "").trim();
    if (written === "") continue;
    const named = typedLine(written);
    if (named === undefined) left.push(notEvaluable("untyped-line", written));
    else if (!usableValue(named)) left.push(notEvaluable("value", written));
    else indicators.push({ ...named, pack, families: [], references: [] });
  }
  return { columns: toColumns(indicators), notEvaluable: left, revoked: 0, objects: indicators.length + left.length, families: [] };
}

/** A type and its value, apart by white space or an equals sign. */
const EXPLICIT =
  /^((?:url|domain-name|ipv4-addr|ipv6-addr|email-addr|phone-number):value|process:name|file:(?:path|name|hashes\.(?:MD5|SHA-1|SHA-256))|app:(?:id|cert\.(?:md5|sha1|sha256))|configuration-profile:id|android-property:name)(?:\s*=\s*|\s+)(\S.*)$/;

function typedLine(written: string): NamedValue | undefined {
  const explicit = EXPLICIT.exec(written);
  return explicit ? { type: explicit[1] as IndicatorType, value: explicit[2]! } : typedValue(refanged(written));
}

/** What a value is by its looks; undefined where they do not tell. */
export function typedValue(value: string): NamedValue | undefined {
  const type = typeOf(value);
  if (type !== undefined) return { type, value };
  return parseRange(value) === undefined ? undefined : addressValue(value);
}

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
  if (slash !== -1 && parseRange(value) !== undefined) return undefined;
  if (slash !== -1) return hasDot ? "url:value" : undefined;
  if (hasDot) return "domain-name:value";
  return /^[\w-]+$/.test(value) ? "process:name" : undefined;
}
