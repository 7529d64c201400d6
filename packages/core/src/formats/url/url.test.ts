import { expect, test } from "vitest";
import { parseUrl } from "./url.ts";

test.each([
  ["https://bank.example@evil.example/", "https://evil.example/", "evil.example"],
  ["https://bank.example:pw@evil.example:8443/a", "https://evil.example:8443/a", "evil.example"],
  ["HTTPS://Evil.Example:443/A?b=c=d", "https://evil.example/A?b=c=d", "evil.example"],
  ["http:\\\\evil.example\\@bank.example", "http://evil.example/@bank.example", "evil.example"],
  ["http:/evil.example", "http://evil.example/", "evil.example"],
  ["https:///evil.example/x", "https://evil.example/x", "evil.example"],
  ["evil.example./x", "evil.example/x", "evil.example"],
  ["//evil.example/x", "evil.example/x", "evil.example"],
  ["evil.example:8443", "evil.example:8443/", "evil.example"],
  ["bank.example@evil.example/x", "evil.example/x", "evil.example"],
  ["https://évil.example/", "https://xn--vil-9la.example/", "xn--vil-9la.example"],
  ["https://[2001:DB8::1]:8080/x", "https://[2001:db8::1]:8080/x", "2001:db8::1"],
  ["http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1"],
  ["blob:https://evil.example/0-1", "https://evil.example/0-1", "evil.example"],
  ["  https://ev\til.example/\n", "https://evil.example/", "evil.example"],
  ["https://evil.example?x#y", "https://evil.example/?x#y", "evil.example"],
])("reads %s as %s", (text, url, host) => {
  expect(parseUrl(text)).toMatchObject({ url, host });
});

test.each([
  "",
  "word",
  "/private/var/evil.example",
  "file:///a/b",
  "mailto:a@evil.example",
  "a@evil.example",
  "tel:+1555",
  "data:text/html,x",
  "about:blank",
  "javascript:alert.x()",
  "http://",
  "https://a:99999/",
  "http://a b/",
])("finds no host in %s", (text) => {
  expect(parseUrl(text)).toBeUndefined();
});

test("agrees with the platform's URL class wherever both read a web address", () => {
  const hosts = [
    "a.example",
    "A.example.",
    "x@b.example",
    "x:y@b.example:81",
    "[::1]:80",
    "0x1.2",
    "a.example\\@b.example",
    "ä.example",
    "a_b.example",
  ];
  for (const host of hosts) {
    const text = `https://${host}/p?q=1`;
    const platform = new URL(text).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
    expect(parseUrl(text)?.host, text).toBe(platform);
  }
});

test("keeps the host of a URL longer than the limit", () => {
  expect(parseUrl(`https://evil.example/${"a".repeat(200_000)}`)?.host).toBe("evil.example");
});
