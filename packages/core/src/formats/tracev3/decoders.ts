import { errnoText } from "./errno.ts";
import { ipv4Text, ipv6Text, socketAddressText } from "./network-text.ts";
import { integerOf } from "./number-text.ts";
import { UUID_BYTES, uuidText } from "./uuid.ts";

/** Shows an argument as its program asked for (`%{network:in_addr}d`); undefined where the bytes are not of that form. */
type Decoder = (bytes: Uint8Array) => string | undefined;

const choice =
  (no: string, yes: string): Decoder =>
  (bytes) => {
    const value = integerOf(bytes, false);
    return value === undefined ? undefined : value === 0n ? no : yes;
  };
const named =
  (names: readonly string[]): Decoder =>
  (bytes) => {
    const value = integerOf(bytes, false);
    return value === undefined ? undefined : names[Number(value)];
  };

const SECONDS_END = 253_402_300_800n; // year 10000
const MAX_LABELS = 128;
/** Record types of DNS that logs name (IANA). */
const RECORD_TYPES: Readonly<Record<number, string>> = {
  1: "A",
  2: "NS",
  5: "CNAME",
  6: "SOA",
  12: "PTR",
  15: "MX",
  16: "TXT",
  28: "AAAA",
  33: "SRV",
  47: "NSEC",
  64: "SVCB",
  65: "HTTPS",
  255: "ANY",
};

function timeText(bytes: Uint8Array): string | undefined {
  const seconds = integerOf(bytes, true);
  if (seconds === undefined || seconds < 0n || seconds >= SECONDS_END) return undefined;
  return new Date(Number(seconds) * 1_000).toISOString().slice(0, 19).replace("T", " ");
}

/** A name as DNS packs it: labels with their lengths before them. */
function domainName(bytes: Uint8Array): string | undefined {
  const labels: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at]!;
    if (length === 0) return labels.length === 0 ? "." : `${labels.join(".")}.`;
    if (length > 63 || at + 1 + length > bytes.length || labels.length >= MAX_LABELS) return undefined;
    labels.push(new TextDecoder().decode(bytes.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  return undefined;
}

const hardwareAddress: Decoder = (bytes) =>
  bytes.length === 6 ? [...bytes].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":") : undefined;
/** A kind of address (4 or 6) before its bytes. */
const taggedAddress: Decoder = (bytes) => {
  const kind = bytes.length > 4 ? integerOf(bytes.subarray(0, 4), false) : undefined;
  return kind === 4n ? ipv4Text(bytes.subarray(4, 8)) : kind === 6n ? ipv6Text(bytes.subarray(4, 20)) : undefined;
};
const error: Decoder = (bytes) => {
  const value = integerOf(bytes, true);
  return value === undefined ? undefined : `[${value}: ${errnoText(Number(value))}]`;
};

/** By the names in braces (os_log(3), libyal/dtformats). What is not here is shown as the placeholder's letter says. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  BOOL: choice("NO", "YES"),
  bool: choice("false", "true"),
  uuid_t: (bytes) => (bytes.length === UUID_BYTES ? uuidText(bytes, 0) : undefined),
  errno: error,
  "darwin.errno": error,
  time_t: timeText,
  in_addr: ipv4Text,
  in6_addr: ipv6Text,
  sockaddr: socketAddressText,
  "network:in_addr": ipv4Text,
  "network:in6_addr": ipv6Text,
  "network:sockaddr": socketAddressText,
  "mdnsresponder:domain_name": domainName,
  "mdnsresponder:mac_addr": hardwareAddress,
  "mdnsresponder:ip_addr": taggedAddress,
  "mdns:yesno": choice("no", "yes"),
  "mdns:addrmv": choice("rmv", "add"),
  "mdns:acceptable": choice("unacceptable", "acceptable"),
  "mdns:rrtype": (bytes) => RECORD_TYPES[Number(integerOf(bytes, false) ?? 0n)],
  "location:CLClientAuthorizationStatus": named([
    '"Not Determined"',
    '"Restricted"',
    '"Denied"',
    '"Authorized Always"',
    '"Authorized When In Use"',
  ]),
};

/** The decoder that the options ask for, if it is one that is known. */
export function decoderOf(options: readonly string[]): Decoder | undefined {
  for (const option of options) {
    const decoder = Object.hasOwn(DECODERS, option) ? DECODERS[option] : undefined;
    if (decoder) return decoder;
  }
  return undefined;
}
