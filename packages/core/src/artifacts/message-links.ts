import { bytesOf, isArray, isDictionary, memberOf, type PlistValue } from "../formats/plist/value.ts";
import { textOfAttributedBody } from "../formats/typedstream/attributed-body.ts";
import type { Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { ParseContext } from "./artifact.ts";
import { linksIn } from "./found-links.ts";
import { tellTooMany } from "./partial-record.ts";
import { stringsOf } from "./plist-strings.ts";

/** A URL of a message, and which part of it held it. */
export interface MessageUrl {
  readonly url: string;
  readonly part: "text" | "attributes" | "subject" | "preview" | "edited";
  /** It stood in a parameter of another URL. */
  readonly isEmbedded: boolean;
}

/** URLs kept of one message. */
export const MAX_MESSAGE_URLS = 1_000;
/** Earlier texts kept of one message; iOS allows five edits. */
const MAX_EDITS = 100;

/** Where the URLs of a message are gathered, and where it stands: what does not fit is said. */
export interface MessageUrls {
  readonly context: ParseContext;
  readonly at: Locator;
  readonly urls: MessageUrl[];
}

/** Adds the URLs of a text, each once per manner. A text without a dot or colon holds none and is not looked at twice. */
export function addUrls({ context, at, urls }: MessageUrls, text: string | undefined, part: MessageUrl["part"]): void {
  if (text === undefined) return;
  for (const { url, embedded } of linksIn(context, at, text)) {
    if (urls.some((known) => known.url === url && known.isEmbedded === embedded)) continue;
    if (urls.length >= MAX_MESSAGE_URLS) {
      context.skip(message("artifacts/shared/too-many-links", { limit: MAX_MESSAGE_URLS }), [at], "over-budget");
      return;
    }
    urls.push({ url, part, isEmbedded: embedded });
  }
}

/** Link attributes that the text shown does not spell out: what stands behind other words. */
export function addAttributeUrls(into: MessageUrls, links: readonly string[]): void {
  for (const link of links) addUrls(into, link, "attributes");
}

/** URLs anywhere in a link preview, a keyed archive: the link, where it led, its images. Other strings name classes and types. */
export function addPreviewUrls(into: MessageUrls, field: string, preview: PlistValue): void {
  for (const text of stringsOf(into.context, into.at, field, preview)) if (text.includes("://")) addUrls(into, text, "preview");
}

/**
 * Texts that a message had before it was edited: message_summary_info holds under `ec`, by part, a list of {d: time, t: typedstream}
 * (iOS 16 on; https://github.com/ReagentX/imessage-exporter documents the layout).
 */
export function editedTextsOf(context: ParseContext, at: Locator, summary: PlistValue): readonly string[] {
  const parts = memberOf(summary, "ec");
  const texts: string[] = [];
  for (const edits of isDictionary(parts) ? parts.values() : []) {
    for (const edit of isArray(edits) ? edits : []) {
      const body = bytesOf(memberOf(edit, "t"));
      const text = body && textOfAttributedBody(body)?.text;
      if (text === undefined || texts.includes(text)) continue;
      if (texts.length >= MAX_EDITS) {
        tellTooMany(context, at, MAX_EDITS);
        return texts;
      }
      texts.push(text);
    }
  }
  return texts;
}

const EDITED_KEY = [0x52, 0x65, 0x63]; // "ec" as a string of two letters in a binary list

/** Whether a summary may hold earlier texts: most are a few flags and are not read. */
export const mayHoldEdits = (summary: Uint8Array): boolean => indexOfBytes(summary, EDITED_KEY, 0) >= 0 || summary[0] !== 0x62;

const SCHEME_MARK = [0x3a, 0x2f, 0x2f]; // "://"
const SCHEME_MARK_TEXT = "://";
const SPACE = 0x20;
const DELETE = 0x7f;

/**
 * Whether a body holds a URL that its text does not show. Every link in the text stands in the body once more, as its attribute:
 * only what follows another "://" is worth reading the whole archive for. Compares byte by byte and builds no text: this is done
 * for every message.
 */
export function hidesUrl(body: Uint8Array, text: string): boolean {
  for (let at = indexOfBytes(body, SCHEME_MARK, 0); at >= 0; at = indexOfBytes(body, SCHEME_MARK, at + 1)) {
    if (!holdsRun(text, body, at + SCHEME_MARK.length)) return true;
  }
  return false;
}

/** Whether somewhere in the text "://" is followed by the printable ASCII that stands in the body from `start` on. */
function holdsRun(text: string, body: Uint8Array, start: number): boolean {
  for (let at = text.indexOf(SCHEME_MARK_TEXT); at >= 0; at = text.indexOf(SCHEME_MARK_TEXT, at + 1)) {
    let length = 0;
    const textStart = at + SCHEME_MARK_TEXT.length;
    while (isPrintable(body[start + length]) && text.charCodeAt(textStart + length) === body[start + length]) length++;
    if (!isPrintable(body[start + length])) return true;
  }
  return false;
}

const isPrintable = (byte: number | undefined): boolean => byte !== undefined && byte > SPACE && byte < DELETE;

function indexOfBytes(bytes: Uint8Array, [first, second, third]: readonly number[], from: number): number {
  for (let at = bytes.indexOf(first!, from); at >= 0; at = bytes.indexOf(first!, at + 1)) {
    if (bytes[at + 1] === second && bytes[at + 2] === third) return at;
  }
  return -1;
}
