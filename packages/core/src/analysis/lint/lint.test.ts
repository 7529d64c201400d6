import { expect, test } from "vitest";
import type { Indicator } from "../../model/indicator.ts";
import { mercenaryPack } from "../../testing/analysis.ts";
import type { SuffixOf } from "./judge.ts";
import { type LintedIndicator, lintIndicators } from "./lint.ts";
import type { ReachArtifact } from "./reach.ts";
import { isReservedAddress } from "./reserved-address.ts";

const ARTIFACTS: readonly ReachArtifact[] = [
  {
    id: "ios/reed",
    presence: { "ios-backup": "expected", "ios-file-system": "with-os" },
    emits: { "url:value": ["visited"], "process:name": ["ran"] },
    cuts: { "process:name": 16 },
  },
  {
    id: "ios/rush",
    presence: { "ios-backup": "encrypted-backups-only", "ios-backup-encrypted": "expected" },
    emits: { "file:path": ["written"] },
  },
];
const suffixOf: SuffixOf = (host) => ({ "co.uk": "registry", "pages.example": "hosting" })[host] as ReturnType<SuffixOf>;
const indicator = (type: Indicator["type"], value: string, over: Partial<Indicator> = {}): Indicator => ({
  type,
  value,
  pack: "marsh-heron",
  families: ["Heron"],
  references: [],
  ...over,
});
const lint = (...indicators: Indicator[]): readonly LintedIndicator[] =>
  lintIndicators([{ pack: mercenaryPack(), indicators }], ARTIFACTS, suffixOf).indicators;
const one = (type: Indicator["type"], value: string): Pick<LintedIndicator, "verdict" | "reasons"> => {
  const [{ verdict, reasons }] = lint(indicator(type, value)) as [LintedIndicator];
  return { verdict, reasons };
};

test("names the artifacts and the kinds of acquisition that an indicator can match in", () => {
  const [host, path] = lint(indicator("domain-name:value", "heron.example.com"), indicator("file:path", "/private/var/tmp/heron"));
  expect(host).toMatchObject({ verdict: "matches", artifacts: ["ios/reed"], kinds: ["ios-backup", "ios-file-system"] });
  expect(path).toMatchObject({ verdict: "matches", artifacts: ["ios/rush"], kinds: ["ios-backup-encrypted"] });
});

test("says of a type that nothing yields, and of a path of the other system, that it can match nowhere", () => {
  expect(one("file:hashes.MD5", "0123456789abcdef0123456789abcdef")).toEqual({ verdict: "never", reasons: ["no-artifact"] });
  expect(one("file:path", "/data/local/tmp/heron").reasons).toEqual(["no-artifact"]);
  expect(one("email-addr:value", "heron@example.com").reasons).toEqual(["no-artifact"]);
});

test.each([
  ["domain-name:value", "heronmarsh", "never", "no-top-level-domain"],
  ["domain-name:value", "com", "limited", "public-suffix"],
  ["domain-name:value", "co.uk", "limited", "public-suffix"],
  ["domain-name:value", "heron.corp", "limited", "not-in-root-zone"],
  ["domain-name:value", "pages.example", "broad", "hosting-domain"],
  ["domain-name:value", "www.google.com", "broad", "known-host"],
  ["domain-name:value", "heron.net/x", "limited", "path-in-host"],
  ["ipv4-addr:value", "192.168.1.9", "broad", "reserved-address"],
  ["ipv6-addr:value", "fe80::1", "broad", "reserved-address"],
  ["process:name", "bh", "limited", "short-name"],
  ["process:name", "payload", "limited", "ordinary-name"],
  ["process:name", "BackupAgent", "broad", "system-name"],
  ["process:name", "com.apple.WebKit.Heron", "limited", "ambiguous-when-cut"],
  ["file:path", "Library/Heron/brain", "limited", "relative-path"],
  ["file:path", "/private/var/tmp/", "limited", "shared-folder"],
  ["file:path", "/private/heron", "limited", "shallow-folder"],
] as const)("says of %s %s: %s, %s", (type, value, verdict, reason) => {
  expect(one(type, value)).toEqual({ verdict, reasons: [reason] });
});

test("warns of an app that nearly every phone has", () => {
  const apps: ReachArtifact = { id: "ios/apps", presence: { "ios-backup": "expected" }, emits: { "app:id": ["installed"] } };
  const { indicators } = lintIndicators(
    [{ pack: mercenaryPack(), indicators: [indicator("app:id", "net.WhatsApp.WhatsApp"), indicator("app:id", "com.heron.app")] }],
    [apps],
    suffixOf,
  );
  expect(indicators.map(({ verdict, reasons }) => [verdict, ...reasons])).toEqual([["broad", "known-app"], ["matches"]]);
});

test("names a repetition within a set and the other sets that hold the same, however they write it", () => {
  const other = {
    pack: mercenaryPack({ id: "other" }),
    indicators: [indicator("domain-name:value", "HERON.example.com", { pack: "other" })],
  };
  const twice = [indicator("domain-name:value", "heron.example.com"), indicator("domain-name:value", "heron.example.com")];
  const { indicators } = lintIndicators([{ pack: mercenaryPack(), indicators: twice }, other], ARTIFACTS, suffixOf);
  expect(indicators.map(({ pack, verdict, reasons, alsoIn }) => ({ pack, verdict, reasons, alsoIn }))).toEqual([
    { pack: "marsh-heron", verdict: "matches", reasons: [], alsoIn: ["other"] },
    { pack: "marsh-heron", verdict: "matches", reasons: ["duplicate"], alsoIn: ["other"] },
    { pack: "other", verdict: "matches", reasons: [], alsoIn: ["marsh-heron"] },
  ]);
});

test("keeps what the loader left out, with its reason, and what is no value of its type", () => {
  const report = lintIndicators(
    [
      {
        pack: mercenaryPack(),
        indicators: [indicator("file:hashes.SHA-1", "not a hash")],
        notEvaluable: [{ reason: "pattern-sequence", text: "[a] FOLLOWEDBY [b]" }],
        revoked: 2,
      },
    ],
    ARTIFACTS,
    suffixOf,
  );
  expect(report).toEqual({
    indicators: [],
    notEvaluable: [
      { pack: "marsh-heron", reason: "pattern-sequence", text: "[a] FOLLOWEDBY [b]" },
      { pack: "marsh-heron", reason: "value", text: "file:hashes.SHA-1 not a hash" },
    ],
    revoked: 2,
  });
});

test("knows the edges of the blocks that belong to nobody", () => {
  const reserved = [
    "10.0.0.0",
    "10.255.255.255",
    "100.64.0.1",
    "127.0.0.1",
    "172.16.0.0",
    "172.31.255.255",
    "198.51.100.10",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "fd00::1",
    "2001:db8::1",
  ];
  const ordinary = [
    "9.255.255.255",
    "11.0.0.0",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.0",
    "198.51.101.1",
    "223.255.255.255",
    "2001:4860::1",
    "2606::1",
  ];
  expect(reserved.filter((address) => !isReservedAddress(address))).toEqual([]);
  expect(ordinary.filter(isReservedAddress)).toEqual([]);
});

test("says of a pattern that it can match where each of its parts can be read, and nowhere if no acquisition holds them all", () => {
  const joined = "[url:value LIKE 'https://%.heron.example/%'] AND [process:name LIKE 'heron%']";
  const apart = "[url:value LIKE 'https://%.heron.example/%'] AND [file:path LIKE '/private/var/tmp/heron%']";
  const unread = "[url:value LIKE 'https://heron.example/%' AND file:hashes.MD5 = '0123456789abcdef0123456789abcdef']";
  const [both, ...others] = lint(...[joined, apart, unread].map((pattern) => indicator("stix:pattern", pattern)));
  expect(both).toMatchObject({ verdict: "matches", reasons: [], artifacts: ["ios/reed"], kinds: ["ios-backup", "ios-file-system"] });
  const nowhere = { verdict: "never", reasons: ["no-artifact"], artifacts: [], kinds: [] };
  expect(others).toEqual([expect.objectContaining(nowhere), expect.objectContaining(nowhere)]);
});
