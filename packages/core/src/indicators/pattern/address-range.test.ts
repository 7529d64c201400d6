import fc from "fast-check";
import { expect, test } from "vitest";
import { isInRange, parseRange } from "./address-range.ts";

test.each([
  ["198.51.100.0/24", "198.51.100.255", true],
  ["198.51.100.0/24", "198.51.101.0", false],
  ["198.51.100.0/25", "198.51.100.128", false],
  ["198.51.100.77/25", "198.51.100.1", true],
  ["10.0.0.0/8", "10.255.255.255", true],
  ["198.51.100.1", "198.51.100.1", true],
  ["198.51.100.1", "198.51.100.10", false],
  ["2001:db8::/32", "2001:db8:ffff::1", true],
  ["2001:db8::/33", "2001:db8:8000::1", false],
  ["::1/128", "::1", true],
  ["2001:db8::/32", "198.51.100.1", false],
  ["198.51.100.0/24", "evil.example", false],
])("%s holds %s: %s", (range, host, expected) => {
  expect(isInRange(parseRange(range)!, host)).toBe(expected);
});

test.each(["", "x", "198.51.100.0/33", "2001:db8::/129", "198.51.100.0/", "198.51.100.0/24/24", "evil.example/24"])(
  "takes %s for no range",
  (text) => {
    expect(parseRange(text)).toBeUndefined();
  },
);

test("agrees with arithmetic on whole numbers", () => {
  const address = fc.nat({ max: 0xffffffff });
  const text = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
  fc.assert(
    fc.property(address, address, fc.integer({ min: 0, max: 32 }), (a, b, bits) => {
      const size = 2 ** (32 - bits);
      expect(isInRange(parseRange(`${text(a)}/${bits}`)!, text(b))).toBe(Math.floor(a / size) === Math.floor(b / size));
    }),
  );
});
