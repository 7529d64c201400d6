import { expect, test } from "vitest";
import { isIpAddress, isIpv4, normalizeHost } from "./host-name.ts";

test.each([
  ["Example.COM", "example.com"],
  ["example.com.", "example.com"],
  ["www.example.com", "www.example.com"],
  ["_dmarc.exa-mple.com", "_dmarc.exa-mple.com"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["BÜCHER.example", "xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["e%76il.example", "evil.example"],
  ["198.51.100.1", "198.51.100.1"],
  ["0xc6.51.25601", "198.51.100.1"],
  ["3325256705", "198.51.100.1"],
  ["0306.063.0144.01", "198.51.100.1"],
  ["2001:DB8:0::1", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["fe80::1%en0", "fe80::1"],
  ["::ffff:198.51.100.1", "198.51.100.1"],
  ["::ffff:c633:6401", "198.51.100.1"],
])("brings %s to the form %s", (raw, host) => {
  expect(normalizeHost(raw)).toBe(host);
});

test.each([
  "",
  ".",
  "a..b",
  "a b.example",
  "user@host.example",
  "host.example:80",
  "host.example/x",
  "1.2.3.4.5",
  "256.1.1.1",
  "g::1",
  `${"x".repeat(64)}.example`,
  `${"a.".repeat(200)}example`,
])("takes %s for no host", (raw) => {
  expect(normalizeHost(raw)).toBeUndefined();
});

test("gives the same host again for its own result", () => {
  for (const raw of ["Bücher.Example", "0x7f.1", "[::1]", "a.b.c."]) {
    const host = normalizeHost(raw)!;
    expect(normalizeHost(host)).toBe(host);
  }
});

test("agrees with the platform's URL class on plain names", () => {
  for (const raw of ["a.example", "A-B.example", "1a.example", "0xg.example", "a1.b2.c3", "1.example"]) {
    expect(normalizeHost(raw)).toBe(new URL(`http://${raw}/`).hostname);
  }
});

test("tells addresses from names", () => {
  expect(["198.51.100.1", "::1", "example.com", "1.2.3", "1.2.3.4.example"].map(isIpAddress)).toEqual([true, true, false, false, false]);
  expect(["0.0.0.0", "255.255.255.255", "01.2.3.4", "1.2.3.", ".1.2.3", "1.2.3.256", "1.2.3.4 "].map(isIpv4)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
