import { normalizeHost } from "./host-name.ts";

/**
 * A web address taken apart the way browsers do it (WHATWG URL, section 4.4), because what matters is where the phone would have
 * gone. Done by hand where the text is plain ASCII: the URL class costs two microseconds, and every URL of an acquisition passes here.
 */
export interface WebAddress {
  /** Lower case; undefined where the text names none. */
  readonly scheme?: string;
  /** Normalized, see host-name.ts. */
  readonly host: string;
  /** Undefined where none is given or it is the scheme's own. */
  readonly port?: number;
  /** Path, query and fragment; begins with `/`. */
  readonly rest: string;
}

/** Longer text is cut for taking apart: the host stands in front. Chromium keeps URLs up to 2 MB. */
export const MAX_ADDRESS_LENGTH = 65_536;
const MAX_SCHEME_LENGTH = 32;
const MAX_PORT = 65_535;

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 };
/** Schemes that wrap another address (blob:https://..., view-source:https://...). */
const WRAPPER = /^(?:blob|filesystem|view-source|feed):(?=[a-z]+:)/i;
const SPACE = 32;
const LETTER_H = 104;
const SLASH = 47;
const BACKSLASH = 92;

/** Takes a whole value apart; undefined when it has no host (file paths, mailto:, tel:, data:, plain words, e-mail addresses). */
export function splitAddress(text: string): WebAddress | undefined {
  const whole = unwrapped(text.length > MAX_ADDRESS_LENGTH ? text.slice(0, MAX_ADDRESS_LENGTH) : text);
  const schemeEnd = endOfScheme(whole);
  const scheme = schemeEnd === 0 ? undefined : whole.slice(0, schemeEnd).toLowerCase();
  const start = scheme === undefined ? startWithoutScheme(whole) : afterSlashes(whole, schemeEnd + 1, isWeb(scheme));
  const end = endOfAuthority(whole, start);
  if (end === -1) return splitTidied(whole);
  const at = whole.lastIndexOf("@", end - 1);
  const hasUser = at >= start;
  if (hasUser && scheme === undefined && !isUserOfAddress(whole, start, at, end)) return undefined;
  const hostStart = hasUser ? at + 1 : start;
  const colon = portColon(whole, hostStart, end);
  const port = portOf(whole, colon, end);
  const host = port === undefined ? undefined : normalizeHost(whole.slice(hostStart, colon));
  if (host === undefined || (scheme === undefined && !host.includes(".") && !host.includes(":"))) return undefined;
  return assembled(scheme, host, port!, restOf(whole, end));
}

/** The address as text again, in normalized form: equal addresses are equal text. */
export const addressText = ({ scheme, host, port, rest }: WebAddress): string =>
  `${scheme === undefined ? "" : `${scheme}://`}${host.includes(":") ? `[${host}]` : host}${port === undefined ? "" : `:${port}`}${rest}`;

const isWeb = (scheme: string): boolean => scheme === "http" || scheme === "https";

const tidied = (text: string): string => text.replace(/[\t\n\r]/g, "").replace(/^[\0- ]+|[\0- ]+$/g, "");

const unwrapped = (text: string): string => ((text.charCodeAt(0) | 32) === LETTER_H ? text : text.replace(WRAPPER, ""));

/** Length of the scheme in front, or 0. `host:8443` and `mailto:x` are none: only `http:`, `https:` and what goes on with `//`. */
function endOfScheme(text: string): number {
  const colon = text.indexOf(":");
  if (colon <= 0 || colon > MAX_SCHEME_LENGTH) return 0;
  for (let at = 0; at < colon; at++) {
    const code = text.charCodeAt(at) | 32;
    const isLetter = code >= 97 && code <= 122;
    if (!isLetter && (at === 0 || !/[\d+.-]/.test(text[at]!))) return 0;
  }
  if (text.startsWith("//", colon + 1)) return colon;
  return (colon === 4 || colon === 5) && isWeb(text.slice(0, colon).toLowerCase()) ? colon : 0;
}

const startWithoutScheme = (text: string): number => (text.startsWith("//") ? 2 : 0);

/** Browsers take any number of slashes and backslashes after `http:`. */
function afterSlashes(text: string, from: number, isLenient: boolean): number {
  let at = from;
  if (!isLenient) return text.startsWith("//", at) ? at + 2 : at;
  while (text.charCodeAt(at) === SLASH || text.charCodeAt(at) === BACKSLASH) at++;
  return at;
}

/** White space that browsers take out or off. Looked for where the host is looked for: hardly a URL has it, and every URL passes here. */
function splitTidied(text: string): WebAddress | undefined {
  const tidy = tidied(text);
  return tidy === text ? undefined : splitAddress(tidy);
}

/** -1 where white space or a control character stands in the way. */
function endOfAuthority(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE) return -1;
    if (code === SLASH || code === BACKSLASH || code === 63 || code === 35) return at;
  }
  return text.length;
}

/** Without a scheme `name@host` is an e-mail address and `mailto:name@host` another thing; `bank.example@host/x` is an address. */
const isUserOfAddress = (text: string, start: number, at: number, end: number): boolean =>
  end < text.length && !text.slice(start, at).includes(":");

/** Where the port's colon stands, else `end`. */
function portColon(text: string, start: number, end: number): number {
  const colon = text.lastIndexOf(":", end - 1);
  const bracket = text.lastIndexOf("]", end - 1);
  return colon < start || bracket > colon ? end : colon;
}

/** 0 for no port, undefined for one that cannot be. */
function portOf(text: string, colon: number, end: number): number | undefined {
  if (end - colon <= 1) return 0;
  const digits = text.slice(colon + 1, end);
  return /^\d{1,8}$/.test(digits) && Number(digits) <= MAX_PORT ? Number(digits) : undefined;
}

const restOf = (text: string, end: number): string => {
  const code = text.charCodeAt(end);
  if (code === SLASH) return text.slice(end);
  return code === BACKSLASH ? `/${text.slice(end + 1)}` : `/${text.slice(end)}`;
};

function assembled(scheme: string | undefined, host: string, port: number, rest: string): WebAddress {
  if (scheme === undefined) return port === 0 ? { host, rest } : { host, port, rest };
  return port === 0 || port === DEFAULT_PORTS[scheme] ? { scheme, host, rest } : { scheme, host, port, rest };
}
