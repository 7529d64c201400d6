import { bytesOf, type PlistDictionary, type PlistValue } from "../formats/plist/value.ts";
import { findUrls } from "../formats/url/find-urls.ts";
import type { Locator } from "../model/locator.ts";
import { type EvidenceTime, fromUnixSeconds } from "../model/time.ts";
import type { ParseContext } from "./artifact.ts";
import { readPlistField } from "./partial-record.ts";
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
const MAX_URLS = 20;
/** Longest attribute that is text. */
const MAX_TEXT_LENGTH = 4_096;

export function originOf(attributes: PlistDictionary, at: Locator, context: ParseContext): FileOrigin {
  const stored = attributes.get(WHERE_FROMS);
  const bytes = bytesOf(stored);
  const downloadedFrom = urlsOf(bytes ? readPlistField(context, at, WHERE_FROMS, bytes) : stored);
  const [, seconds, program] = QUARANTINE_FORM.exec(textIn(attributes.get(QUARANTINE))) ?? [];
  const downloaded = seconds === undefined ? undefined : fromUnixSeconds(BigInt(`0x${seconds}`));
  return {
    ...(downloadedFrom.length > 0 && { downloadedFrom }),
    ...(program && { downloadedBy: program }),
    ...(downloaded && { downloaded }),
  };
}

const urlsOf = (list: PlistValue | undefined): readonly string[] => {
  const texts = list === undefined ? [] : stringsOf(list);
  return [...new Set(texts.flatMap((text) => findUrls(text).map(({ url }) => url)))].slice(0, MAX_URLS);
};

const decoder = new TextDecoder();
const textIn = (value: PlistValue | undefined): string => {
  if (typeof value === "string") return value.slice(0, MAX_TEXT_LENGTH);
  return value instanceof Uint8Array ? decoder.decode(value.subarray(0, MAX_TEXT_LENGTH)) : "";
};
