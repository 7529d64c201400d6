import { bytesOf, type PlistDictionary, type PlistValue } from "../formats/plist/value.ts";
import type { Locator } from "../model/locator.ts";
import { type EvidenceTime, fromUnixSeconds } from "../model/time.ts";
import type { ParseContext } from "./artifact.ts";
import { linksIn } from "./found-links.ts";
import { readPlistField, tellTooLong, withinLimit } from "./partial-record.ts";
import { stringsOf } from "./plist-strings.ts";

/** What extended attributes tell of where a file came from. */
export interface FileOrigin {
  /** URLs that it, or the page with the link to it, was fetched from. */
  readonly downloadedFrom?: readonly string[];
  /** The program that brought it, and when. */
  readonly downloadedBy?: string;
  readonly downloaded?: EvidenceTime;
}

/** Apple's metadata attribute kMDItemWhereFroms: a property list of URLs. */
const WHERE_FROMS = "com.apple.metadata:kMDItemWhereFroms";
/** `flags;time;program;id`, flags and Unix seconds in hexadecimal figures (LaunchServices, Quarantine). */
const QUARANTINE = "com.apple.quarantine";
const QUARANTINE_FORM = /^[\da-f]{1,8};([\da-f]{1,16});([^;\0]*)/i;
/** URLs kept of one file; there are two where both are known. */
const MAX_URLS = 100;
/** Longest attribute that is text. */
const MAX_TEXT_LENGTH = 4_096;

export function originOf(attributes: PlistDictionary, at: Locator, context: ParseContext): FileOrigin {
  const stored = attributes.get(WHERE_FROMS);
  const bytes = bytesOf(stored);
  const list = bytes ? readPlistField(context, at, WHERE_FROMS, bytes) : stored;
  const downloadedFrom = list === undefined ? [] : urlsOf(list, at, context);
  const [, seconds, program] = QUARANTINE_FORM.exec(quarantineIn(attributes, at, context)) ?? [];
  const downloaded = seconds === undefined ? undefined : fromUnixSeconds(BigInt(`0x${seconds}`));
  return {
    ...(downloadedFrom.length > 0 && { downloadedFrom }),
    ...(program && { downloadedBy: program }),
    ...(downloaded && { downloaded }),
  };
}

function urlsOf(list: PlistValue, at: Locator, context: ParseContext): readonly string[] {
  const urls = stringsOf(context, at, WHERE_FROMS, list).flatMap((text) => linksIn(context, at, text).map(({ url }) => url));
  return withinLimit(context, [...new Set(urls)], MAX_URLS, at);
}

const decoder = new TextDecoder();

function quarantineIn(attributes: PlistDictionary, at: Locator, context: ParseContext): string {
  const value = attributes.get(QUARANTINE);
  if (typeof value !== "string" && !(value instanceof Uint8Array)) return "";
  if (value.length > MAX_TEXT_LENGTH) tellTooLong(context, at, QUARANTINE, MAX_TEXT_LENGTH);
  return typeof value === "string" ? value.slice(0, MAX_TEXT_LENGTH) : decoder.decode(value.subarray(0, MAX_TEXT_LENGTH));
}
