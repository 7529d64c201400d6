import { expect, test } from "vitest";
import type { IndicatorType } from "../model/indicator.ts";
import type { ObservableType } from "../model/observable.ts";
import { mercenaryPack } from "../testing/analysis.ts";
import { buildIndex, createMatcher } from "./indicator-index.ts";

/** What looks like a published value and is another: each must stay silent, and what it looks like must not. */
const FRIENDS: readonly (readonly [IndicatorType, string, ObservableType, { silent: string[]; met: string[] }])[] = [
  [
    "ipv4-addr:value",
    "198.51.100.1",
    "ipv4-addr:value",
    { silent: ["198.51.100.10", "198.51.100.11", "1.198.51.100"], met: ["198.51.100.1"] },
  ],
  [
    "ipv4-addr:value",
    "198.51.100.1",
    "url:value",
    { silent: ["http://198.51.100.10/", "http://x.example/198.51.100.1"], met: ["http://198.51.100.1:8080/x"] },
  ],
  [
    "ipv4-addr:value",
    "198.51.100.1",
    "domain-name:value",
    { silent: ["1.198.51.100.1.example", "198.51.100.1.example"], met: ["198.51.100.1"] },
  ],
  [
    "domain-name:value",
    "evil.community",
    "url:value",
    {
      silent: [
        "https://ok.example/?next=notevil.community",
        "https://ok.example/?next=evil.community",
        "https://notevil.community/",
        "https://evil.community.example/",
        "https://evil.communityx/",
        "https://ok.example/#evil.community",
        "https://evil.community@ok.example/",
      ],
      met: ["https://evil.community/", "https://a.b.evil.community:8443/x", "https://user@evil.community/"],
    },
  ],
  [
    "file:path",
    "/private/var/tmp/evil",
    "file:path",
    {
      silent: ["/private/var/tmp/evilX", "/private/var/tmp/evil.txt", "/private/var/tmp", "/x/private/var/tmp/evil"],
      met: ["/private/var/tmp/evil", "/var/tmp/evil/x"],
    },
  ],
  [
    "file:path",
    "evil/payload.bin",
    "file:path",
    { silent: ["/private/var/notevil/payload.bin", "/private/evil/payload.bin.txt"], met: ["/private/var/evil/payload.bin"] },
  ],
  [
    "process:name",
    "com.apple.WebKit.Evil",
    "process:name",
    { silent: ["com.apple.WebKit", "com.apple.WebKit.", "com.apple.WebKit.EvilX"], met: ["com.apple.WebKit.Evil"] },
  ],
  [
    "configuration-profile:id",
    "com.evil.profile.one",
    "configuration-profile:id",
    { silent: ["profile", "com.evil.profile", "com.evil.profile.one.more"], met: ["COM.evil.profile.one"] },
  ],
  ["app:id", "com.evil.app", "app:id", { silent: ["com.evil.app.helper", "com.evil", "xcom.evil.app"], met: ["com.evil.app"] }],
  [
    "email-addr:value",
    "a@evil.example",
    "email-addr:value",
    { silent: ["aa@evil.example", "a@evil.example.com"], met: ["A@Evil.example"] },
  ],
  ["phone-number:value", "+15550100", "phone-number:value", { silent: ["+155501001", "5550100"], met: ["+1 555 0100"] }],
  ["process:name", "bh", "file:path", { silent: ["/private/var/bh/x", "/private/var/db/bh"], met: [] }],
  [
    "url:value",
    "https://evil.example/gate",
    "url:value",
    { silent: ["https://evil.example/", "https://evil.example/gate2", "https://evil.example/Gate"], met: ["http://evil.example/gate#x"] },
  ],
];

test.each(FRIENDS)("%s %s among values of %s", (type, value, observed, { silent, met }) => {
  const index = buildIndex([{ type, value, pack: "marsh-heron", families: [], references: [] }], [mercenaryPack()]);
  const matcher = createMatcher(index, { platform: "ios", cuts: { "process:name": 16 } });
  const isMet = (text: string): boolean => matcher.find({ type: observed, role: "listed", value: text }).length > 0;
  expect(silent.filter(isMet)).toEqual([]);
  expect(met.filter((text) => !isMet(text))).toEqual([]);
});

test("a cut name that may be a program of the system's is no match, and one that is not is", () => {
  const index = buildIndex(
    ["com.apple.WebKit.Evil", "evil-daemon-of-old"].map((value) => ({
      type: "process:name" as const,
      value,
      pack: "marsh-heron",
      families: [],
      references: [],
    })),
    [mercenaryPack()],
  );
  const matcher = createMatcher(index, { platform: "ios", cuts: { "process:name": 16 } });
  const manners = (value: string): string[] => matcher.find({ type: "process:name", role: "ran", value }).map(({ manner }) => manner);
  expect(manners("com.apple.WebKit")).toEqual([]);
  expect(manners("evil-daemon-of-o")).toEqual(["cut-name"]);
});
