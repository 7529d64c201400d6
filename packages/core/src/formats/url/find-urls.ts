import { isIpAddress, normalizeHost } from "../../model/host-name.ts";
import { MAX_ADDRESS_LENGTH, splitAddress } from "../../model/web-address.ts";
import { isBodyCharacter, isHostCharacter, isQuote, trimmedEnd } from "./characters.ts";
import { decodeFully } from "./percent.ts";
import { FILE_ENDINGS, TOP_LEVEL_DOMAINS } from "./top-level-domains.ts";
import { type ParsedUrl, toParsed } from "./url.ts";

/** A link in free text. */
export interface FoundUrl extends ParsedUrl {
  /** As it stands in the text (for an embedded one: in the decoded parameter). */
  readonly text: string;
  /** Where it stands; for an embedded one, where the URL around it stands. */
  readonly start: number;
  readonly end: number;
  /** True when it stood inside another URL (redirectors, tracking links). */
  readonly embedded: boolean;
}

/** Text beyond this is not searched; the longest column of text met in real acquisitions is far below. */
export const MAX_TEXT_LENGTH = 1 << 24;
/** A link longer than this is cut. Its host stands in front, unless as much was put before an `@`; links inside it may be lost. */
export const MAX_URL_LENGTH = MAX_ADDRESS_LENGTH;
export const MAX_URLS_PER_TEXT = 10_000;
/** URLs in parameters of URLs in parameters of URLs; redirectors in the wild nest two. */
export const MAX_EMBEDDING_DEPTH = 8;

const MAX_SCHEME_LENGTH = 32;
const MAX_HOST_TEXT = 1_024;
const COLON = 58;
const DOT = 46;
const SLASH = 47;
const BACKSLASH = 92;
const AT = 64;
const PERCENT = 37;

/**
 * All links of a text, in order, each followed by those embedded in it. With a scheme anything goes that a browser would open;
 * without one a name needs a known top-level domain, and one that looks like a file (`main.py`), a reversed bundle id
 * (`com.apple.news`) or a version (`17.0.1.2`) needs `www.`, a port or a path besides. Each character is looked at a fixed number
 * of times, whatever the text. `tellCut` is called, once, where a limit was reached and a link may have been passed over: whoever
 * reads evidence has to say so, or a link hides behind ten thousand others.
 */
export function findUrls(text: string, tellCut: () => void): readonly FoundUrl[] {
  if (text.length < 4 || (!text.includes(".") && !text.includes(":"))) return NONE;
  const links: Links = { found: [], isCut: text.length > MAX_TEXT_LENGTH };
  search(links.isCut ? text.slice(0, MAX_TEXT_LENGTH) : text, 0, undefined, links);
  if (links.isCut) tellCut();
  return links.found;
}

interface Links {
  readonly found: FoundUrl[];
  /** A limit was reached. */
  isCut: boolean;
}

const NONE: readonly FoundUrl[] = [];

/** Where a candidate begins and ends, and whether JSON wrote its slashes as `\/`. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly isEscaped?: boolean;
  /** It goes on beyond the longest that is read. */
  readonly isCut?: boolean;
}

function search(text: string, depth: number, outer: Span | undefined, links: Links): void {
  let position = 0;
  let colon = text.indexOf(":");
  let dot = text.indexOf(".");
  while (colon !== -1 || dot !== -1) {
    if (links.found.length >= MAX_URLS_PER_TEXT) {
      links.isCut = true;
      return;
    }
    const isColonFirst = colon !== -1 && (dot === -1 || colon < dot);
    const span: Span = isColonFirst ? schemeSpan(text, colon, position) : nameSpan(text, dot, position);
    if (span.start >= 0) add(text, span, depth, outer, links);
    position = Math.max(span.end, (isColonFirst ? colon : dot) + 1);
    if (colon !== -1 && colon < position) colon = text.indexOf(":", position);
    if (dot !== -1 && dot < position) dot = text.indexOf(".", position);
  }
}

/** Nothing here; go on after `end`. */
const nothing = (end: number): Span => ({ start: -1, end });

/** `scheme://...`, with `colon` at its colon. Letters glued in front of http are no part of it. */
function schemeSpan(text: string, colon: number, floor: number): Span {
  const slashes = afterSlashes(text, colon + 1);
  if (slashes === colon + 1) return nothing(colon + 1);
  const start = startOfScheme(text, colon, floor);
  if (start === colon) return nothing(colon + 1);
  const isEscaped = text.charCodeAt(colon + 1) === BACKSLASH && text.charCodeAt(colon + 2) === SLASH;
  const end = endOfBody(text, slashes, start);
  return { start, end: trimmedEnd(text, slashes, end), isEscaped, isCut: isCutAt(text, start, end) };
}

function startOfScheme(text: string, colon: number, floor: number): number {
  const limit = Math.max(floor, colon - MAX_SCHEME_LENGTH);
  const before = text.slice(Math.max(limit, colon - 5), colon).toLowerCase();
  if (before.endsWith("https")) return colon - 5;
  if (before.endsWith("http")) return colon - 4;
  let start = colon;
  while (start > limit && /[A-Za-z\d+.-]/.test(text[start - 1]!)) start--;
  while (start < colon && !/[A-Za-z]/.test(text[start]!)) start++;
  return start;
}

/** After all slashes and backslashes: browsers take any number, JSON writes `\/\/`. */
function afterSlashes(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SLASH || text.charCodeAt(at) === BACKSLASH) at++;
  return at;
}

/** The end of everything that may belong to a URL; inside single quotes the closing quote ends it. */
function endOfBody(text: string, from: number, start: number): number {
  const limit = Math.min(text.length, start + MAX_URL_LENGTH);
  const quote = start > 0 && isQuote(text.charCodeAt(start - 1)) ? text.charCodeAt(start - 1) : -1;
  let at = from;
  while (at < limit && text.charCodeAt(at) !== quote && isBodyCharacter(text.charCodeAt(at))) at++;
  return at;
}

const isCutAt = (text: string, start: number, end: number): boolean => end - start >= MAX_URL_LENGTH && end < text.length;

/** A name around a dot without a scheme in front. */
function nameSpan(text: string, dot: number, floor: number): Span {
  let start = dot;
  while (start > floor && dot - start < MAX_HOST_TEXT && isHostCharacter(text.charCodeAt(start - 1))) start--;
  if (start < dot && isEscape(text, start)) start += 2;
  let end = dot + 1;
  while (end < text.length && end - dot < MAX_HOST_TEXT && isHostCharacter(text.charCodeAt(end))) end++;
  // A name of more than a kilobyte is no host: skip all of it at once, or each of its dots would be tried.
  if (end - start >= MAX_HOST_TEXT) return nothing(endOfRun(text, end));
  if (text.charCodeAt(end) === AT) return nothing(end + 1);
  // A scheme is coming up (`com.example.app://...`): leave it to the colon.
  if (text.startsWith("://", end) || isHttpAhead(text, start, end)) return nothing(end);
  if (!mayBegin(text, start)) return nothing(end);
  return bareSpan(text, start, end);
}

/** `%2Fname`: the two digits belong to the escape, not to the name. */
const isEscape = (text: string, start: number): boolean =>
  text.charCodeAt(start - 1) === PERCENT && /^[\dA-Fa-f]{2}/.test(text.slice(start, start + 2));

function endOfRun(text: string, from: number): number {
  let at = from;
  while (at < text.length && isHostCharacter(text.charCodeAt(at))) at++;
  return at;
}

const isHttpAhead = (text: string, start: number, end: number): boolean =>
  text.charCodeAt(end) === COLON && /https?$/i.test(text.slice(Math.max(start, end - 5), end));

/** Not after `@` (a mail's host), not inside a path; `//host/` after anything but a name is a link without its scheme. */
function mayBegin(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === AT) return false;
  if (before !== SLASH && before !== BACKSLASH) return true;
  if (start < 2 || text.charCodeAt(start - 2) !== SLASH) return false;
  const outside = start < 3 ? 32 : text.charCodeAt(start - 3);
  return !isHostCharacter(outside) && outside !== SLASH && outside !== BACKSLASH && outside !== COLON;
}

function bareSpan(text: string, start: number, hostEnd: number): Span {
  let end = hostEnd;
  while (end > start && isEdge(text.charCodeAt(end - 1))) end--;
  let from = start;
  while (from < end && isEdge(text.charCodeAt(from))) from++;
  const name = end === hostEnd ? hostEndWithin(text.slice(from, end)) : text.slice(from, end);
  const nameEnd = from + name.length;
  const withPort = afterPort(text, nameEnd);
  const next = text[withPort] ?? "";
  const hasMore = withPort > nameEnd || next === "/" || next === "?" || next === "#";
  if (!isPlausible(name, hasMore)) return nothing(Math.max(hostEnd, from + 1));
  const bodyEnd = next === "/" || next === "?" || next === "#" ? endOfBody(text, withPort, from) : withPort;
  return { start: from, end: trimmedEnd(text, nameEnd, bodyEnd), isCut: isCutAt(text, from, bodyEnd) };
}

const isEdge = (code: number): boolean => code === DOT || code === 45 || code === 95;

function afterPort(text: string, at: number): number {
  if (text.charCodeAt(at) !== COLON) return at;
  let end = at + 1;
  while (end - at <= 5 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end > at + 1 ? end : at;
}

const REVERSED = /^(?:com|org|net|io|edu|gov)\.[^.]+\./i;

function isPlausible(name: string, hasMore: boolean): boolean {
  const host = normalizeHost(name);
  if (host === undefined || !host.includes(".")) return false;
  if (isIpAddress(host)) return hasMore && host === name;
  const ending = host.slice(host.lastIndexOf(".") + 1);
  if (!TOP_LEVEL_DOMAINS.has(ending)) return false;
  return hasMore || host.startsWith("www.") || !(FILE_ENDINGS.has(ending) || REVERSED.test(host));
}

/**
 * No top-level domain mixes ASCII with other letters but two German ones: `evil.example谢谢` is a name and a word glued to it.
 */
function hostEndWithin(name: string): string {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const ascii = /^[A-Za-z\d-]+/.exec(last)?.[0] ?? "";
  if (ascii === "" || ascii.length === last.length || !TOP_LEVEL_DOMAINS.has(ascii.toLowerCase())) return name;
  const whole = normalizeHost(`x.${last}`);
  return whole !== undefined && TOP_LEVEL_DOMAINS.has(whole.slice(2)) ? name : name.slice(0, name.length - last.length + ascii.length);
}

function add(text: string, span: Span, depth: number, outer: Span | undefined, links: Links): void {
  const written = text.slice(span.start, span.end);
  const address = splitAddress(separated(span.isEscaped ? written.replaceAll("\\/", "/") : written));
  const { start, end } = outer ?? span;
  const isLink = address !== undefined && isWorthKeeping(address.scheme, address.host);
  const isTooDeep = depth > MAX_EMBEDDING_DEPTH;
  if (span.isCut || (isTooDeep && isLink)) links.isCut = true;
  if (isTooDeep) return;
  if (isLink) links.found.push({ ...toParsed(address), text: written, start, end, embedded: depth > 0 });
  const rest = isLink ? address.rest : written.slice(written.indexOf(":") + 1);
  if (rest.length > 4) searchWithin(rest, depth + 1, { start, end }, links);
}

/** Any host may follow http; after another scheme stands often no host at all (`whatsapp://send`), so the name must be known. */
const isWorthKeeping = (scheme: string | undefined, host: string): boolean =>
  scheme === undefined ||
  scheme === "http" ||
  scheme === "https" ||
  isIpAddress(host) ||
  TOP_LEVEL_DOMAINS.has(host.slice(host.lastIndexOf(".") + 1));

/** Takes a word glued to the host off it: `https://evil.example谢谢` leads to evil.example. */
function separated(written: string): string {
  const match = /^([a-z]+:[/\\]+[^/\\?#@:]*)([\s\S]*)$/i.exec(written);
  if (!match) return written;
  const head = hostEndWithin(match[1]!);
  return head.length === match[1]!.length ? written : head;
}

/** Links inside a URL: in its path as they stand, in its parameters decoded. */
function searchWithin(rest: string, depth: number, outer: Span, links: Links): void {
  const query = rest.search(/[?#]/);
  const path = query === -1 ? rest : rest.slice(0, query);
  const tellCut = (): void => {
    links.isCut = true;
  };
  if (path.includes(":") || path.includes("%3") || path.includes("%25")) search(decodeFully(path, tellCut), depth, outer, links);
  if (query === -1) return;
  for (const piece of rest.slice(query + 1).split(/[?&#;]/)) {
    const value = decodeFully(piece.slice(piece.indexOf("=") + 1), tellCut);
    if (value.includes(".") || value.includes(":")) search(value, depth, outer, links);
  }
}
