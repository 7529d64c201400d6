/**
 * Addresses that are nobody's in particular, as first and last of each block (IANA's registries of special-purpose addresses,
 * https://www.iana.org/assignments/iana-ipv4-special-registry/ and https://www.iana.org/assignments/iana-ipv6-special-registry/;
 * multicast and the class E space besides).
 */
const BLOCKS: readonly (readonly [first: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

const WIDTH = 32;
const numberOf = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
const startOf = (address: number, bits: number): number => Math.floor(address / 2 ** (WIDTH - bits));

/** Unspecified, loopback, unique local, link-local, multicast, documentation. */
const RESERVED_IPV6 = /^(?:::1?$|f[cd][\da-f]{2}:|fe[89ab][\da-f]:|ff[\da-f]{2}:|2001:db8:)/;

/** Of a normalized address (model/host-name). */
export const isReservedAddress = (address: string): boolean =>
  address.includes(":")
    ? RESERVED_IPV6.test(address)
    : BLOCKS.some(([first, bits]) => startOf(numberOf(address), bits) === startOf(numberOf(first), bits));
