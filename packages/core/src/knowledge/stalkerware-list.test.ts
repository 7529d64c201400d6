import { expect, test } from "vitest";
import { isStalkerwareList, readStalkerwareList } from "./stalkerware-list.ts";

const roles = (parsed: unknown): Record<string, string | undefined> =>
  Object.fromEntries(readStalkerwareList(parsed).values.map(({ value, domainRole }) => [value, domainRole]));

test("reads packages, certificates and hosts with what they are for", () => {
  const { values } = readStalkerwareList([
    {
      name: "Example",
      packages: ["com.example.app"],
      ios_bundles: ["com.example.ios"],
      certificates: ["31A6ECECD97CF39BC4126B8745CD94A7C30BF81C"],
      websites: ["example.com"],
      distribution: ["get.example.com", "https://host.example/x"],
      c2: { domains: ["api.example.com"], ips: ["198.51.100.7"], ip: ["198.51.100.8"] },
    },
  ]);
  expect(values.map(({ type, value, domainRole }) => [type, value, domainRole])).toEqual([
    ["app:id", "com.example.app", undefined],
    ["app:id", "com.example.ios", undefined],
    ["app:cert.sha1", "31A6ECECD97CF39BC4126B8745CD94A7C30BF81C", undefined],
    ["domain-name:value", "example.com", "website"],
    ["domain-name:value", "get.example.com", "distribution"],
    ["url:value", "https://host.example/x", "distribution"],
    ["domain-name:value", "api.example.com", "c2"],
    ["ipv4-addr:value", "198.51.100.7", "c2"],
    ["ipv4-addr:value", "198.51.100.8", "c2"],
  ]);
});

test("gives a host the lowest of the roles it stands under, in any entry and with or without www", () => {
  const listed = roles([
    { name: "One", websites: ["www.shop.example"], c2: { domains: ["shop.example", "both.example", "server.example"] } },
    { name: "Two", distribution: ["both.example"], c2: { domains: ["SHOP.example"] } },
  ]);
  expect(listed).toEqual({
    "www.shop.example": "website",
    "shop.example": "website",
    "SHOP.example": "website",
    "both.example": "distribution",
    "server.example": "c2",
  });
});

test("does not take a service that other programs share for a server of spyware", () => {
  const shared = ["alog.umeng.com", "appjiagu.com", "d.appjiagu.com", "apprtc.appspot.com", "x.zendesk.com"];
  const own = ["umeng.com.evil.example", "notappjiagu.com", "my-apprtc.appspot.com"];
  const listed = roles([{ name: "One", c2: { domains: [...shared, ...own] } }]);
  expect(shared.map((host) => listed[host])).toEqual(shared.map(() => "website"));
  expect(own.map((host) => listed[host])).toEqual(own.map(() => "c2"));
});

test("names the fields that no phone's record answers to, and keeps what is malformed out", () => {
  const { values, unlisted } = readStalkerwareList([
    { name: "One", certificate_organizations: ["Example Ltd"], certificate_cname_re: ["^a$"], packages: "not a list", c2: ["nor this"] },
    null,
    ["x"],
  ]);
  expect(values).toEqual([]);
  expect(unlisted).toEqual([
    { family: "One", field: "certificate_cname_re", value: "^a$" },
    { family: "One", field: "certificate_organizations", value: "Example Ltd" },
  ]);
});

test("knows its own form", () => {
  expect(isStalkerwareList([{ name: "One" }])).toBe(true);
  expect([[], {}, "x", undefined, [{ packages: [] }], [1]].map(isStalkerwareList)).toEqual([false, false, false, false, false, false]);
});

test("knows a family by each of its names", () => {
  const { families } = readStalkerwareList([{ name: "TheTruthSpy", names: ["Copy9", "TheTruthSpy"] }]);
  expect([...families]).toEqual([
    ["TheTruthSpy", "TheTruthSpy"],
    ["Copy9", "TheTruthSpy"],
  ]);
});
