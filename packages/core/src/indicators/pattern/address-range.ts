import { isIpAddress, isIpv4, normalizeHost } from "../../model/host-name.ts";
import { hostType } from "../key.ts";

/** A range of addresses as CIDR writes it (RFC 4632, RFC 4291 section 2.3). */
export interface AddressRange {
  readonly type: "ipv4-addr:value" | "ipv6-addr:value";
  /** The address in groups of 8 (IPv4) or 16 bits (IPv6). */
  readonly groups: readonly number[];
  /** Leading bits that must agree. */
  readonly bits: number;
}

const GROUP_BITS = { "ipv4-addr:value": 8, "ipv6-addr:value": 16 } as const;
const ADDRESS_BITS = { "ipv4-addr:value": 32, "ipv6-addr:value": 128 } as const;
const IPV6_GROUPS = 8;
/** The largest block a registry hands out; whoever names a wider one names a continent. */
export const MIN_RANGE_BITS = { "ipv4-addr:value": 8, "ipv6-addr:value": 16 } as const;

/** Undefined where the text is no address and no range. */
export function parseRange(text: string): AddressRange | undefined {
  const parts = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim());
  // Only what is plainly an address: browsers read `1.2.3` as one too, a list of versions does not mean it.
  const isPlain = parts !== null && (isIpv4(parts[1]!) || parts[1]!.includes(":"));
  const host = isPlain ? normalizeHost(parts[1]!) : undefined;
  if (host === undefined || !isIpAddress(host)) return undefined;
  const type = hostType(host) as AddressRange["type"];
  const bits = parts![2] === undefined ? ADDRESS_BITS[type] : Number(parts![2]);
  return bits > ADDRESS_BITS[type] ? undefined : { type, groups: groupsOf(host, type), bits };
}

/** True for a range of one address. */
export const isOneAddress = ({ type, bits }: AddressRange): boolean => bits === ADDRESS_BITS[type];

/** `host` is normalized. */
export function isInRange(range: AddressRange, host: string): boolean {
  if (!isIpAddress(host) || hostType(host) !== range.type) return false;
  const width = GROUP_BITS[range.type];
  const groups = groupsOf(host, range.type);
  return groups.every((group, number) => {
    const shared = Math.min(width, Math.max(0, range.bits - number * width));
    return group >> (width - shared) === range.groups[number]! >> (width - shared);
  });
}

function groupsOf(host: string, type: AddressRange["type"]): number[] {
  if (type === "ipv4-addr:value") return host.split(".").map(Number);
  const [head, tail] = host.split("::").map((part) => part.split(":").filter((group) => group !== ""));
  const first = head!.map(fromHex);
  const last = (tail ?? []).map(fromHex);
  return [...first, ...new Array<number>(Math.max(0, IPV6_GROUPS - first.length - last.length)).fill(0), ...last];
}

const fromHex = (group: string): number => Number.parseInt(group, 16);
