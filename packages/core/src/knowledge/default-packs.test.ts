import { sha256 } from "@noble/hashes/sha2.js";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { buildIndex, createMatcher } from "../indicators/indicator-index.ts";
import type { Indicator } from "../model/indicator.ts";
import { compareText, toHex } from "../model/json.ts";
import type { ObservableType } from "../model/observable.ts";
import type { Platform } from "../model/platform.ts";
import { defaultPacks } from "./default-packs.ts";
import { hashedText, type PackFile, PackFileSchema } from "./pack-document.ts";
import { packFiles } from "./packs/index.generated.ts";

const packs = defaultPacks();
const indicators = packs.flatMap((each) => each.indicators);
const index = buildIndex(
  indicators,
  packs.map(({ pack }) => pack),
);

describe.each((packFiles as readonly PackFile[]).map((file): [string, PackFile] => [file.id, file]))("pack %s", (_id, file) => {
  test("has the published form", () => {
    expect(v.safeParse(PackFileSchema, file).issues).toBeUndefined();
  });

  test("is named by the hash of its own content", () => {
    const { sha256: stated, ...rest } = file;
    expect(toHex(sha256(new TextEncoder().encode(hashedText(rest))))).toBe(stated);
  });

  test("holds as many values of each type as it says", () => {
    const counts: Record<string, number> = {};
    for (const { indicators: byType } of file.sets)
      for (const [type, values] of Object.entries(byType)) counts[type] = (counts[type] ?? 0) + values.length;
    expect(counts).toEqual(file.counts);
  });

  test("says of each host what it is for, and of nothing else", () => {
    for (const { domainRole, indicators: byType } of file.sets) {
      const hosts = Object.keys(byType).filter((type) => /^(?:url|domain-name|ipv[46]-addr):value$/.test(type));
      expect(hosts).toEqual(domainRole === undefined ? [] : Object.keys(byType));
    }
  });

  test("lists its values in order and each once", () => {
    for (const { indicators: byType } of file.sets) {
      for (const values of Object.values(byType)) expect(values).toEqual([...new Set(values)].sort(compareText));
    }
  });
});

test("leaves nothing out of the index", () => {
  expect(index.unusable).toEqual([]);
  expect(new Set(packs.map(({ pack }) => pack.id)).size).toBe(packs.length);
});

const HOSTS: readonly string[] = ["url:value", "domain-name:value", "ipv4-addr:value", "ipv6-addr:value"];

/** A value as a record would hold it, for each type. */
const asSeen = ({ type, value }: Indicator): readonly [ObservableType, string] => {
  if (type === "domain-name:value") return ["url:value", `https://user@deep.${value.replace(/\/.*$/, "")}:8443/x?y=z`];
  if (type === "ipv4-addr:value") return ["url:value", `http://${value}:8080/x`];
  if (type === "file:path") return ["file:path", value.startsWith("/") ? value : `/private/var/mobile/${value}`];
  if (type === "file:name") return ["file:path", `/private/var/mobile/${value}`];
  if (type === "process:name") return ["process:name", `${value}/com.example.bundle`];
  if (type === "url:value") return ["url:value", value];
  return [type as ObservableType, value.toUpperCase() === value ? value.toLowerCase() : value];
};

test("is found value by value by what a phone would hold", () => {
  const matchers = {
    ios: createMatcher(index, { platform: "ios", cuts: {} }),
    android: createMatcher(index, { platform: "android", cuts: {} }),
  };
  const missed = indicators.filter((indicator) => {
    const isAddress = /^[\d.]+$/.test(indicator.value);
    const isPage = indicator.type === "domain-name:value" && indicator.value.includes("/");
    const [type, value] = asSeen(
      isAddress ? { ...indicator, type: "ipv4-addr:value" } : isPage ? { ...indicator, type: "url:value" } : indicator,
    );
    const isSingleLabel = type === "url:value" && !indicator.value.includes(".");
    const seen = isSingleLabel ? `http://${indicator.value}/` : value;
    const platforms: readonly Platform[] = ["ios", "android"];
    return !platforms.some((platform) =>
      matchers[platform]
        .find({ type, role: "listed", value: seen })
        .some((match) =>
          index.entry(match.indicator).published.some((one) => one.pack === indicator.pack && one.value === indicator.value),
        ),
    );
  });
  expect(missed).toEqual([]);
});

test("keeps the role of stalkerware's hosts and the class of every pack", () => {
  const stalkerware = packs.find(({ pack }) => pack.id === "stalkerware-echap")!;
  const roles = new Set(stalkerware.indicators.filter(({ type }) => type === "domain-name:value").map(({ domainRole }) => domainRole));
  expect(roles).toEqual(new Set(["website", "distribution", "c2"]));
  expect(new Set(packs.map(({ pack }) => pack.class))).toEqual(
    new Set(["mercenary", "state", "stalkerware", "watchware", "forensic-extraction"]),
  );
});

test("gives no host two roles, whoever lists it: a vendor's website is nowhere a server", () => {
  const roles = new Map<string, Set<string>>();
  for (const { type, value, domainRole } of indicators) {
    if (!HOSTS.includes(type)) continue;
    const host = value.toLowerCase().replace(/^www\./, "");
    roles.set(host, (roles.get(host) ?? new Set()).add(domainRole ?? "none"));
  }
  expect(roles.size).toBeGreaterThan(5_000);
  expect([...roles].filter(([, of]) => of.size !== 1 || of.has("none")).map(([host]) => host)).toEqual([]);
  for (const host of ["mspy.com", "cerberusapp.com", "spyhide.com", "alog.umeng.com", "wisemo.com"])
    expect([...(roles.get(host) ?? [])], host).toEqual(["website"]);
});

test("stays silent on hosts and names that every phone knows", () => {
  const matcher = createMatcher(index, { platform: "ios", cuts: { "process:name": 16 } });
  const urls = [
    "apple.com",
    "www.icloud.com",
    "google.com",
    "whatsapp.com",
    "github.com",
    "t.co",
    "bit.ly",
    "com",
    "co.uk",
    "10.0.0.1",
    "127.0.0.1",
    "localhost",
  ];
  for (const host of urls) expect(matcher.find({ type: "url:value", role: "visited", value: `https://${host}/` }), host).toEqual([]);
  const processes = [
    "mDNSResponder/com.garmin.connect.mobile",
    "com.apple.WebKit",
    "IMRemoteURLConne",
    "nsurlsessiond",
    "CommCenter",
    "softwareupdatese",
    "com.apple.Diagno",
    "AssetCacheLocato",
  ];
  for (const name of processes) expect(matcher.find({ type: "process:name", role: "ran", value: name }), name).toEqual([]);
  const paths = [
    "/private/var/tmp",
    "/private/var/mobile/Library/Preferences/com.apple.mobilesafari.plist",
    "/private/var/log/x",
    "/data/local/tmp/x",
  ];
  for (const path of paths) expect(matcher.find({ type: "file:path", role: "written", value: path }), path).toEqual([]);
});
