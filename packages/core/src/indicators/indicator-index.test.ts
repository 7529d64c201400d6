import { describe, expect, test } from "vitest";
import type { Indicator, IndicatorType, Pack } from "../model/indicator.ts";
import type { ObservableType } from "../model/observable.ts";
import type { Platform } from "../model/platform.ts";
import { fromTransfer, toTransfer } from "./index-transfer.ts";
import { buildIndex, createMatcher, type IndicatorIndex } from "./indicator-index.ts";

const pack = (id: string): Pack => ({
  id,
  title: id,
  class: "mercenary",
  publisher: "a publisher",
  source: "test",
  licence: "CC0",
  sha256: "1a2b3c4d".repeat(8),
  origin: "default",
});

const indicator = (type: IndicatorType, value: string, from = "one"): Indicator => ({
  type,
  value,
  pack: from,
  families: ["Family"],
  references: [],
});

const indexOf = (...published: readonly (readonly [IndicatorType, string])[]): IndicatorIndex =>
  buildIndex(
    published.map(([type, value]) => indicator(type, value)),
    [pack("one")],
  );

const NO_CUTS = {};

/** What is found, as `manner entry`. */
function found(index: IndicatorIndex, type: ObservableType, value: string, options: { platform?: Platform; cut?: number } = {}): string[] {
  const cuts = options.cut === undefined ? NO_CUTS : { [type]: options.cut };
  const matcher = createMatcher(index, { platform: options.platform ?? "ios", cuts });
  return matcher.find({ type, role: "listed", value }).map((match) => `${match.manner} ${index.entries[match.indicator]!.value}`);
}

describe("hosts", () => {
  const index = indexOf(
    ["domain-name:value", "evil.example"],
    ["domain-name:value", "a.evil.example"],
    ["domain-name:value", "www.wide.example"],
    ["domain-name:value", "BÜCHER.example."],
    ["domain-name:value", "203.0.113.9"],
    ["ipv4-addr:value", "198.51.100.1"],
    ["ipv6-addr:value", "2001:db8::1"],
    ["domain-name:value", "bareword"],
    ["domain-name:value", "co.uk"],
    ["domain-name:value", "*.wild.example"],
    ["domain-name:value", "listed.example/x"],
  );

  test.each([
    ["https://evil.example/", "exact evil.example"],
    ["https://evil.example:8443/a?b=c=d", "exact evil.example"],
    ["https://user:pw@evil.example/", "exact evil.example"],
    ["https://bank.com@evil.example/", "exact evil.example"],
    ["HTTPS://EVIL.EXAMPLE./x", "exact evil.example"],
    ["evil.example", "exact evil.example"],
    ["https://w.x.y.z.evil.example/", "subdomain evil.example"],
    ["https://www.wide.example/", "exact www.wide.example"],
    ["https://m.www.wide.example/", "subdomain www.wide.example"],
    ["https://bücher.example/", "exact xn--bcher-kva.example"],
    ["https://xn--bcher-kva.example/", "exact xn--bcher-kva.example"],
    ["https://203.0.113.9/", "exact 203.0.113.9"],
    ["http://0xc6336401/x", "exact 198.51.100.1"],
    ["http://[2001:DB8:0::1]:80/", "exact 2001:db8::1"],
    ["http://[::ffff:198.51.100.1]/", "exact 198.51.100.1"],
    ["http://bareword/", "exact bareword"],
    ["https://co.uk/", "exact co.uk"],
    ["https://x.wild.example/", "subdomain wild.example"],
    ["http://listed.example/x#top", "exact listed.example/x"],
  ])("finds %s", (url, match) => {
    expect(found(index, "url:value", url)).toEqual([match]);
  });

  test.each([
    "http://198.51.100.10/",
    "http://1198.51.100.1/",
    "http://10.0.0.1/?u=notevil.example",
    "http://10.0.0.1/?u=evil.example",
    "https://notevil.example/",
    "https://evil.example.com/",
    "https://wide.example/",
    "https://wwww.wide.example/",
    "https://x.bareword/",
    "https://bbc.co.uk/",
    "https://9.203.0.113.9/",
    "https://listed.example/xy",
    "https://listed.example/",
    "mailto:a@evil.example",
    "evil",
    "",
  ])("stays silent on %s", (url) => {
    expect(found(index, "url:value", url)).toEqual([]);
  });

  test("finds every published level of one host", () => {
    expect(found(index, "domain-name:value", "b.a.evil.example")).toEqual(
      ["subdomain evil.example", "subdomain a.evil.example"].sort().reverse(),
    );
  });

  test("tells which part was compared", () => {
    const [match] = createMatcher(index, { platform: "ios", cuts: {} }).find({
      type: "url:value",
      role: "received",
      value: "https://B.Evil.example:8443/x",
    });
    expect(match).toMatchObject({ manner: "subdomain", value: "b.evil.example", type: "domain-name:value" });
  });

  test("names an entry by what it is, not by what it was published as", () => {
    expect(index.entries.find(({ value }) => value === "203.0.113.9")?.type).toBe("ipv4-addr:value");
    expect(index.entries.find(({ value }) => value === "listed.example/x")?.type).toBe("url:value");
  });
});

describe("URLs", () => {
  const index = indexOf(["url:value", "http://Lure.example:80/a?x=1"], ["url:value", "https://shared.example/bad/"]);

  test.each(["http://lure.example/a?x=1", "https://lure.example:443/a?x=1#f", "lure.example/a?x=1"])(
    "finds the page %s whatever the scheme",
    (url) => {
      expect(found(index, "url:value", url)).toEqual(["exact lure.example/a?x=1"]);
    },
  );

  test.each([
    "http://lure.example/a?x=2",
    "http://lure.example/A?x=1",
    "http://lure.example:81/a?x=1",
    "https://shared.example/",
    "https://shared.example/bad/x",
  ])("stays silent on %s, another page of that host", (url) => {
    expect(found(index, "url:value", url)).toEqual([]);
  });
});

describe("processes", () => {
  const index = indexOf(
    ["process:name", "bh"],
    ["process:name", "msgacntd"],
    ["process:name", "CommsCenterRootHelper"],
    ["process:name", "com.apple.WebKit.NetworkingSpy"],
    ["app:id", "com.Client.appA"],
  );

  test.each([
    ["bh", "exact bh"],
    ["bh/com.x", "exact bh"],
    ["msgacntd/com.client.appa", "exact msgacntd"],
    ["x/com.client.appa", "exact com.client.appa"],
    ["x/msgacntd", "exact msgacntd"],
    ["/private/var/db/bh", "exact bh"],
  ])("finds %s", (name, match) => {
    expect(found(index, "process:name", name)).toContain(match);
  });

  test.each(["BH", "bhx", "x/bhx", "Msgacntd", "CommsCenterRootH", "com.client.appa"])("stays silent on %s", (name) => {
    expect(found(index, "process:name", name)).toEqual([]);
  });

  test("finds a cut name only at exactly the cut the artifact states", () => {
    expect(found(index, "process:name", "CommsCenterRootH", { cut: 16 })).toEqual(["cut-name CommsCenterRootHelper"]);
    expect(found(index, "process:name", "CommsCenterRootH/com.x", { cut: 16 })).toEqual(["cut-name CommsCenterRootHelper"]);
    expect(found(index, "process:name", "CommsCenterRoot", { cut: 16 })).toEqual([]);
    expect(found(index, "process:name", "CommsCenterRootHe", { cut: 16 })).toEqual([]);
    expect(found(index, "process:name", "CommsCenterRoot", { cut: 15 })).toEqual(["cut-name CommsCenterRootHelper"]);
  });

  test("stays silent where the cut name may be a program of Apple's", () => {
    expect(found(index, "process:name", "com.apple.WebKit", { cut: 16 })).toEqual([]);
  });

  test("finds the whole name in a path and never a short one", () => {
    expect(found(index, "file:path", "/private/var/x/msgacntd/y")).toEqual(["path-component msgacntd"]);
    expect(found(index, "file:path", "/private/var/x/bh")).toEqual([]);
  });
});

test("takes the program of Apple's in a path for no trace, and the process of that name for one", () => {
  const index = indexOf(["process:name", "CommCenterRootHelper"], ["process:name", "payload"]);
  expect(found(index, "file:path", "/System/Library/Frameworks/CoreTelephony.framework/Support/CommCenterRootHelper")).toEqual([]);
  expect(found(index, "file:path", "/private/var/mobile/Containers/Data/Application/x/payload")).toEqual([]);
  expect(found(index, "process:name", "CommCenterRootHelper")).toEqual(["exact CommCenterRootHelper"]);
  expect(found(index, "process:name", "payload")).toEqual(["exact payload"]);
});

describe("paths", () => {
  const index = indexOf(
    ["file:path", "/private/var/tmp/evil"],
    ["file:path", "/var/tmp/l/"],
    ["file:path", "Library/Preferences/com.evil.plist"],
    ["file:path", "/sdcard/wd/fs.db"],
    ["file:path", "/private/var/tmp"],
    ["file:path", "/"],
    ["file:name", "rce_loader.js"],
    ["file:name", "a/b/nested.js"],
    ["file:name", "x.js"],
  );

  test.each([
    ["/private/var/tmp/evil", "exact /private/var/tmp/evil"],
    ["/var/tmp/evil", "exact /private/var/tmp/evil"],
    ["/tmp/evil", "exact /private/var/tmp/evil"],
    ["/private/var/tmp/evil/deep/x", "below /private/var/tmp/evil"],
    ["/private/var/tmp/l/x", "below /private/var/tmp/l"],
    ["/private/var/tmp/l", "exact /private/var/tmp/l"],
    ["/private/var/mobile/Library/Preferences/com.evil.plist", "path-suffix Library/Preferences/com.evil.plist"],
    ["/private/var/mobile/rce_loader.js", "file-name rce_loader.js"],
    ["/x/a/b/nested.js", "path-suffix a/b/nested.js"],
    ["/private/var/tmp", "exact /private/var/tmp"],
  ])("finds %s", (path, match) => {
    expect(found(index, "file:path", path)).toEqual([match]);
  });

  test.each([
    "/private/var/tmp/evilX",
    "/private/var/tmp/Evil",
    "/private/var/tmp/other",
    "/private/var/tmp/lx/y",
    "/x/OtherLibrary/Preferences/com.evil.plist",
    "/x/rce_loader.jsx",
    "/x/rce_loader.js/y",
    "/x/x.js",
    "/",
  ])("stays silent on %s", (path) => {
    expect(found(index, "file:path", path)).toEqual([]);
  });

  test("compares each system's own names of a folder", () => {
    expect(found(index, "file:path", "/storage/emulated/0/wd/fs.db", { platform: "android" })).toEqual(["exact /data/media/0/wd/fs.db"]);
    expect(found(index, "file:path", "/data/media/0/wd/fs.db", { platform: "android" })).toEqual(["exact /data/media/0/wd/fs.db"]);
    expect(found(index, "file:path", "/tmp/evil", { platform: "android" })).toEqual([]);
  });

  test("finds a file name alone", () => {
    expect(found(index, "file:name", "rce_loader.js")).toEqual(["exact rce_loader.js"]);
    expect(found(index, "file:name", "x.js")).toEqual([]);
  });
});

describe("whole values", () => {
  const index = indexOf(
    ["email-addr:value", "Sender@Example.com"],
    ["phone-number:value", "+44 20 7946-0000"],
    ["configuration-profile:id", "76DAB334-7E17-475D-A5D6-0794EB5818A5"],
    ["app:id", "com.client.appA"],
    ["file:hashes.SHA-256", "AB".repeat(32)],
    ["app:cert.sha1", "CD".repeat(20)],
    ["android-property:name", "sys.brand.note"],
  );

  test.each<[ObservableType, string]>([
    ["email-addr:value", "sENDER@example.COM"],
    ["phone-number:value", "00442079460000"],
    ["phone-number:value", "+442079460000"],
    ["configuration-profile:id", "76dab334-7e17-475d-a5d6-0794eb5818a5"],
    ["app:id", "COM.CLIENT.APPA"],
    ["file:hashes.SHA-256", "ab".repeat(32)],
    ["app:cert.sha1", "cd".repeat(20)],
    ["android-property:name", "sys.brand.note"],
  ])("finds %s %s", (type, value) => {
    expect(found(index, type, value)).toHaveLength(1);
  });

  test.each<[ObservableType, string]>([
    ["email-addr:value", "xsender@example.com"],
    ["phone-number:value", "2079460000"],
    ["configuration-profile:id", "A"],
    ["configuration-profile:id", "76DAB334"],
    ["app:id", "com.client.appA.extra"],
    ["file:hashes.SHA-1", "ab".repeat(32)],
    ["app:cert.sha256", "cd".repeat(20)],
  ])("stays silent on %s %s", (type, value) => {
    expect(found(index, type, value)).toEqual([]);
  });
});

test("keeps what every pack published about one value", () => {
  const index = buildIndex(
    [indicator("domain-name:value", "evil.example", "one"), indicator("domain-name:value", "EVIL.example.", "two")],
    [pack("one"), pack("two")],
  );
  expect(index.entries).toHaveLength(1);
  expect(index.entries[0]!.published.map((each) => [each.pack, each.value])).toEqual([
    ["one", "evil.example"],
    ["two", "EVIL.example."],
  ]);
});

test.each<[IndicatorType, string, string]>([
  ["file:path", "evil/payload.bin", "./evil//payload.bin"],
  ["file:path", "/private/var/tmp/evil-x", "/var/tmp/evil-x/"],
  ["domain-name:value", "evil.example", "EVIL.example."],
  ["process:name", "evild", "evild "],
])("takes a %s published twice for one entry", (type, one, other) => {
  const index = indexOf([type, one], [type, other]);
  expect(index.entries.map((entry) => entry.published.length)).toEqual([2]);
});

test("leaves out and lists what cannot be compared", () => {
  const index = indexOf(
    ["file:hashes.MD5", "short"],
    ["url:value", "no host"],
    ["ipv4-addr:value", "10.0.0.0/8"],
    ["file:path", "/"],
    ["file:name", "a.js"],
    ["domain-name:value", "a..b"],
  );
  expect(index.entries).toEqual([]);
  expect(index.unusable).toHaveLength(6);
});

test("matches in another process as in this one", () => {
  const index = indexOf(
    ["domain-name:value", "evil.example"],
    ["file:path", "/private/var/tmp/evil"],
    ["process:name", "CommsCenterRootHelper"],
  );
  const received = fromTransfer(structuredClone(toTransfer(index)));
  expect(found(received, "url:value", "https://a.evil.example/")).toEqual(["subdomain evil.example"]);
  expect(found(received, "process:name", "CommsCenterRootH", { cut: 16 })).toEqual(["cut-name CommsCenterRootHelper"]);
  expect(received.entries).toEqual(index.entries);
  expect(index.entries.map((_, number) => received.entry(number))).toEqual(index.entries);
  expect(received.counts).toEqual(index.counts);
  expect(received.packs).toEqual(index.packs);
});

test("a name that meets nothing is asked about once, one that meets something each time, and what is remembered is bounded", () => {
  const index = indexOf(["app:id", "com.evil.app"], ["process:name", "com.ordinary.app"]);
  let asked = 0;
  const longest = new Proxy(index.keys.longest, {
    get(lengths, kind) {
      asked++;
      return Reflect.get(lengths, kind);
    },
  });
  const matcher = createMatcher({ keys: { ...index.keys, longest } }, { platform: "android", cuts: {} });
  const askedFor = (type: ObservableType, value: string, times: number): readonly [asked: number, met: number] => {
    asked = 0;
    let met = 0;
    for (let time = 0; time < times; time++) met += matcher.find({ type, role: "ran", value }).length;
    return [asked, met];
  };
  const [once] = askedFor("app:id", "com.other.app", 1);
  expect(askedFor("app:id", "com.ordinary.app", 5)).toEqual([once, 0]);
  expect(askedFor("phone-number:value", "+44 20 7946 0000", 5)).toEqual([once, 0]);
  expect(askedFor("process:name", "com.ordinary.app", 5)).toEqual([5 * once, 5]);
  expect(askedFor("app:id", "com.evil.app", 5)).toEqual([5 * once, 5]);
  expect(askedFor("app:id", "a".repeat(1_000), 5)).toEqual([5 * once, 0]);
  for (let number = 0; number < 5_000; number++) matcher.find({ type: "app:id", role: "ran", value: `com.app${number}` });
  expect(askedFor("app:id", "com.late", 5)).toEqual([5 * once, 0]);
  expect(askedFor("app:id", "com.evil.app", 1)).toEqual([once, 1]);
});

test("agrees with a plain set of suffixes on ten thousand hosts", () => {
  const words = ["a", "bb", "evil", "bank", "x-1", "mail", "cdn"];
  let state = 7;
  const next = (): string => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return words[(state >>> 8) % words.length]!;
  };
  const host = (labels: number): string => [...Array.from({ length: labels }, next), "example"].join(".");
  const published = Array.from({ length: 200 }, (_, n) => host(1 + (n % 3)));
  const index = indexOf(...published.map((value): [IndicatorType, string] => ["domain-name:value", value]));
  const matcher = createMatcher(index, { platform: "ios", cuts: {} });
  const set = new Set(published);
  for (let n = 0; n < 10_000; n++) {
    const value = host(1 + (n % 5));
    const labels = value.split(".");
    const expected = labels.map((_, from) => labels.slice(from).join(".")).filter((suffix) => set.has(suffix));
    const actual = matcher
      .find({ type: "url:value", role: "visited", value: `https://${value}/p` })
      .map((match) => index.entries[match.indicator]!.value);
    expect(actual.sort()).toEqual(expected.sort());
  }
});

test("keeps every word of what was published on the way to another process", () => {
  const said: Indicator[] = [
    { ...indicator("domain-name:value", "EVIL.example"), pattern: "[domain-name:value='EVIL.example']", tlp: "amber", confidence: 7 },
    { ...indicator("domain-name:value", "evil.example"), pattern: "[domain-name:value = 'evil.example']", publisher: "Größe \u2028" },
    { ...indicator("domain-name:value", "a.example"), pattern: "[domain-name:value='a.example'] OR [file:size > 3]", isAlternative: true },
    { ...indicator("process:name", "x']"), pattern: "']" },
    { ...indicator("process:name", "evild") },
    { ...indicator("stix:pattern", "[domain-name:value LIKE '%.évil.example']") },
  ];
  const index = buildIndex(said, [pack("one")]);
  expect(fromTransfer(structuredClone(toTransfer(index))).entries).toEqual(index.entries);
});
