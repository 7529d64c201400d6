import { isLz4, unpackLz4 } from "../formats/lz4/apple-lz4.ts";
import { isArray, isDictionary, memberOf, type PlistValue, textOf } from "../formats/plist/value.ts";
import { parseUrl } from "../formats/url/url.ts";
import type { Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { Circumstance, Observable } from "../model/observable.ts";
import type { ParseContext } from "./artifact.ts";
import { optional } from "./optional-field.ts";
import { readField, readPlistField, withinLimit } from "./partial-record.ts";

/** A page in the back and forward list of a tab. */
export interface TabPage {
  readonly url: string;
  /** What was asked for, where the page that came is another one. */
  readonly askedFor?: string;
}

/** Pages kept of one tab; WebKit keeps a hundred. */
const MAX_PAGES = 1_000;
/** WebKit writes the number of its version before the property list (WKSessionStateRef, 2 today). */
const VERSION_BYTES = 4;
/** "bplist" */
const MAGIC = [0x62, 0x70, 0x6c, 0x69, 0x73, 0x74];

/** Safari keeps sessions of up to two megabytes. */
const MAX_SESSION_BYTES = 16 << 20;

/** The pages of a tab's session as WebKit stores it; one of a megabyte and more is packed by Safari (SFTabStateData). */
export function pagesOfSession(context: ParseContext, at: Locator, field: string, stored: Uint8Array | undefined): readonly TabPage[] {
  if (!stored || stored.length <= VERSION_BYTES) return [];
  const bytes = isLz4(stored) ? readField(context, at, field, () => unpackLz4(stored, MAX_SESSION_BYTES)) : stored;
  if (!bytes) return [];
  const start = [VERSION_BYTES, 0].find((offset) => MAGIC.every((byte, index) => bytes[offset + index] === byte));
  if (start !== undefined) return pagesIn(readPlistField(context, at, field, bytes.subarray(start)), at, context);
  context.skip(message("artifacts/shared/field-unreadable", { field, code: "unsupported" }), [at]);
  return [];
}

function pagesIn(session: PlistValue | undefined, at: Locator, context: ParseContext): readonly TabPage[] {
  const entries = memberOf(session, "SessionHistory", "SessionHistoryEntries");
  const pages = isArray(entries) ? withinLimit(context, entries, MAX_PAGES, at) : [];
  return pages.flatMap((entry): readonly TabPage[] => {
    if (!isDictionary(entry)) return [];
    const url = textOf(entry.get("SessionHistoryEntryURL"));
    const askedFor = textOf(entry.get("SessionHistoryEntryOriginalURL"));
    if (!url) return askedFor ? [{ url: askedFor }] : [];
    return [{ url, ...optional("askedFor", askedFor && askedFor !== url ? askedFor : undefined) }];
  });
}

/** Every URL of a tab once: what it shows, then its pages; one that came for another host's came by redirect. */
export function observablesOfTab(urls: readonly (string | undefined)[], pages: readonly TabPage[]): readonly Observable[] {
  const observables = new Map<string, Observable>();
  const add = (value: string | undefined, circumstances?: readonly Circumstance[]): void => {
    if (!value || observables.has(value)) return;
    observables.set(value, { type: "url:value", role: "visited", value, ...(circumstances && { circumstances }) });
  };
  for (const { url, askedFor } of pages) {
    add(askedFor);
    add(url, askedFor !== undefined && parseUrl(askedFor)?.host !== parseUrl(url)?.host ? ["redirect"] : undefined);
  }
  for (const url of urls) add(url);
  return [...observables.values()];
}
