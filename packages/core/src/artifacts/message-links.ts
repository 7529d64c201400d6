import { bytesOf, isArray, isDictionary, memberOf, type PlistValue } from "../formats/plist/value.ts";
import { textOfAttributedBody } from "../formats/typedstream/attributed-body.ts";
import { findUrls } from "../formats/url/find-urls.ts";
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

/** Adds the URLs of a text, each once per manner. A text without a dot or colon holds none and is not looked at twice. */
export function addUrls(urls: MessageUrl[], text: string | undefined, part: MessageUrl["part"]): void {
  if (text === undefined) return;
  for (const { url, embedded } of findUrls(text)) {
    if (urls.length >= MAX_MESSAGE_URLS) return;
    if (!urls.some((known) => known.url === url && known.isEmbedded === embedded)) urls.push({ url, part, isEmbedded: embedded });
  }
}

/** Link attributes that the text shown does not spell out: what stands behind other words. */
export function addAttributeUrls(urls: MessageUrl[], links: readonly string[]): void {
  for (const link of links) addUrls(urls, link, "attributes");
}

/** URLs anywhere in a link preview, a keyed archive: the link, where it led, its images. Other strings name classes and types. */
export function addPreviewUrls(urls: MessageUrl[], preview: PlistValue): void {
  for (const text of stringsOf(preview)) if (text.includes("://")) addUrls(urls, text, "preview");
}

/**
 * Texts that a message had before it was edited: message_summary_info holds under `ec`, by part, a list of {d: time, t: typedstream}
 * (iOS 16 on; https://github.com/ReagentX/imessage-exporter documents the layout).
 */
export function editedTextsOf(summary: PlistValue): readonly string[] {
  const parts = memberOf(summary, "ec");
  const texts: string[] = [];
  for (const edits of isDictionary(parts) ? parts.values() : []) {
    for (const edit of isArray(edits) ? edits : []) {
      const body = bytesOf(memberOf(edit, "t"));
      const text = body && textOfAttributedBody(body)?.text;
      if (text !== undefined && texts.length < MAX_EDITS && !texts.includes(text)) texts.push(text);
    }
  }
  return texts;
}

const EDITED_KEY = [0x52, 0x65, 0x63]; // "ec" as a string of two letters in a binary list

/** Whether a summary may hold earlier texts: most are a few flags and are not read. */
export const mayHoldEdits = (summary: Uint8Array): boolean => indexOfBytes(summary, EDITED_KEY, 0) >= 0 || summary[0] !== 0x62;

const SCHEME_MARK = [0x3a, 0x2f, 0x2f]; // "://"
const MAX_COMPARED = 128;

/**
 * Whether a body holds a URL that its text does not show. Every link in the text stands in the body once more, as its attribute:
 * only what follows another "://" is worth reading the whole archive for.
 */
export function hidesUrl(body: Uint8Array, text: string): boolean {
  for (let at = indexOfBytes(body, SCHEME_MARK, 0); at >= 0; at = indexOfBytes(body, SCHEME_MARK, at + 1)) {
    if (!text.includes(`://${asciiRun(body, at + SCHEME_MARK.length)}`)) return true;
  }
  return false;
}

const asciiRun = (bytes: Uint8Array, start: number): string => {
  let run = "";
  for (let index = start; index < bytes.length && run.length < MAX_COMPARED; index++) {
    const byte = bytes[index]!;
    if (byte <= 0x20 || byte >= 0x7f) break;
    run += String.fromCharCode(byte);
  }
  return run;
};

const indexOfBytes = (bytes: Uint8Array, wanted: readonly number[], from: number): number => {
  const [first] = wanted;
  for (let at = bytes.indexOf(first!, from); at >= 0; at = bytes.indexOf(first!, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
};
