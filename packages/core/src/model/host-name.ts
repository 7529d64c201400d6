/**
 * The one form in which hosts are compared: lower case, no dot at the end, internationalized names as punycode, IPv4 in four
 * decimal parts, IPv6 as RFC 5952 writes it without brackets. `www.` is a label like any other: taking it off would turn
 * www.example.net into example.net, which is somebody else's.
 */

/** RFC 1035 section 2.3.4: what a name and a label may measure. */
export const MAX_HOST_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;
/** Longest host worth normalizing: an international name may shrink, a hostile one must not cost. */
const MAX_RAW_LENGTH = 1_024;

const DOT = 46;
const NOT_IN_A_HOST = /[\s/\\?#@<>^|]/;
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0[xX][\dA-Fa-f]*)$/;
const MAPPED_IPV4 = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

/** The comparable form of a host alone (no port, no user, no path), or undefined when it cannot be one. */
export function normalizeHost(raw: string): string | undefined {
  if (raw.length === 0 || raw.length > MAX_RAW_LENGTH) return undefined;
  const plain = plainHost(raw);
  if (plain !== undefined) return plain;
  if (raw.startsWith("[") || raw.includes(":")) return ipv6(raw);
  if (NOT_IN_A_HOST.test(raw)) return undefined;
  return named(hostOfUrl(raw));
}

/** True for a normalized host that is an address. */
export const isIpAddress = (host: string): boolean => host.includes(":") || isIpv4(host);

/** Four decimal parts as RFC 6943 calls strict: no leading zeros, none above 255. */
export function isIpv4(text: string): boolean {
  let parts = 0;
  for (let at = 0; at <= text.length; parts++) {
    let end = at;
    let value = 0;
    for (let digit = text.charCodeAt(end) - 48; digit >= 0 && digit <= 9 && end - at < 4; digit = text.charCodeAt(++end) - 48) {
      value = value * 10 + digit;
    }
    const isPart = end > at && value <= 255 && (end - at === 1 || text.charCodeAt(at) !== 48);
    if (!isPart || (end < text.length && text.charCodeAt(end) !== DOT)) return false;
    at = end + 1;
  }
  return parts === 4;
}

/** The fast path, which nearly all hosts take: ASCII letters, digits, `-`, `_` in well-formed labels, not ending in a number. */
function plainHost(raw: string): string | undefined {
  let end = raw.length;
  while (end > 0 && raw.charCodeAt(end - 1) === DOT) end--;
  if (end === 0 || end > MAX_HOST_LENGTH) return undefined;
  let label = 0;
  let isUpper = false;
  for (let at = 0; at < end; at++) {
    const code = raw.charCodeAt(at);
    if (code === DOT) {
      if (label === 0 || label > MAX_LABEL_LENGTH) return undefined;
      label = 0;
      continue;
    }
    label++;
    if (code >= 65 && code <= 90) isUpper = true;
    else if (!isHostCharacter(code)) return undefined;
  }
  if (label > MAX_LABEL_LENGTH) return undefined;
  const host = end === raw.length ? raw : raw.slice(0, end);
  const last = host.charCodeAt(end - 1);
  if (isDigitOrHex(last) && ENDS_IN_NUMBER.test(host)) return isIpv4(host) ? host : undefined;
  return isUpper ? host.toLowerCase() : host;
}

const isHostCharacter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 95;

const isDigitOrHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102) || (code | 32) === 120;

/** The platform's own URL class decides what browsers would: UTS 46, percent-encoding, 0x7f.1 and the like. */
function hostOfUrl(raw: string): string | undefined {
  try {
    return new URL(`http://${raw}/`).hostname;
  } catch {
    return undefined;
  }
}

function named(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const name = host.replace(/\.+$/, "");
  const isWhole = name.length <= MAX_HOST_LENGTH && name.split(".").every((label) => label !== "" && label.length <= MAX_LABEL_LENGTH);
  return isWhole ? name : undefined;
}

/** Zones (`%en0`) belong to the phone, not to the address. An IPv4 address in IPv6 clothes is compared as IPv4. */
function ipv6(raw: string): string | undefined {
  const inner = raw.startsWith("[") && raw.endsWith("]") ? raw.slice(1, -1) : raw;
  const address = inner.split("%", 1)[0]!;
  if (!/^[\dA-Fa-f:.]+$/.test(address)) return undefined;
  const host = hostOfUrl(`[${address}]`)?.slice(1, -1);
  const mapped = host === undefined ? undefined : MAPPED_IPV4.exec(host);
  if (!mapped) return host;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
