import { buildKnowledge, loadIndicators } from "@bridle/core";
import { expect, test } from "vitest";
import { examine } from "../packages/core/src/testing/examine.ts";
import { buildCalls } from "../packages/corpus/src/ios/calls.ts";
import { buildDataUsage, type NetworkProcess } from "../packages/corpus/src/ios/data-usage.ts";
import { buildInteractionC } from "../packages/corpus/src/ios/interaction-c.ts";
import type { Message } from "../packages/corpus/src/ios/message.ts";
import type { PhoneFile } from "../packages/corpus/src/ios/phone.ts";
import { buildSafariHistory } from "../packages/corpus/src/ios/safari.ts";
import { buildSms } from "../packages/corpus/src/ios/sms.ts";
import { real } from "../packages/corpus/src/plist.ts";
import { backupOf, bundle, host, judged, listFile, matchesIn, matchesOf, payload, TO } from "./support/weak-points.ts";

/** How MVT compares indicators, where it misses or overreaches; each title names the point of spec/ios-artifacts.md 5. */

const usage = { at: TO - 3600, wifiIn: 1200, wifiOut: 340, wwanIn: 0, wwanOut: 0 };
const process = (name: string): NetworkProcess => ({ name, first: TO - 7200, last: TO - 3600, usage: [usage] });
const networkFile = (...names: readonly string[]): PhoneFile =>
  payload("WirelessDomain", "Library/Databases/DataUsage.sqlite", buildDataUsage({ processes: names.map(process) }).main);
const visitsTo = (...urls: readonly string[]): PhoneFile =>
  payload(
    "AppDomain-com.apple.mobilesafari",
    "Library/Safari/History.db",
    buildSafariHistory({ generation: "ios18", visits: urls.map((url, index) => ({ at: TO - 9000 + index * 60, url })) }).main,
  );
const messages = (...list: readonly Partial<Message>[]): PhoneFile =>
  payload(
    "HomeDomain",
    "Library/SMS/sms.db",
    buildSms({
      generation: "ios18",
      seed: 3,
      messages: list.map((message, index) => ({
        at: TO - 9000 + index * 60,
        sender: "+12025550177",
        chat: "+12025550177",
        service: "iMessage",
        ...message,
      })),
    }).main,
  );

test("5.1 #1 a set of indicators without any domain is compared with every source", async () => {
  const phone = backupOf([
    messages({ text: "https://www.example.org/" }),
    visitsTo("https://www.example.org/"),
    listFile("HomeDomain", "Library/Preferences/com.example.listed.plist", { demo: true }),
  ]);
  const result = await judged(phone, "[file:name='com.example.listed.plist']");
  expect(matchesIn(result)).toEqual(["ios/manifest com.example.listed.plist"]);
  const read = result.analysis.coverage.artifacts.filter(({ files }) => files.length > 0);
  expect(read.map(({ id }) => id)).toEqual(expect.arrayContaining(["ios/manifest", "ios/sms", "ios/safari-history"]));
  expect(read.filter(({ status }) => status === "failed")).toEqual([]);
});

test.each([
  ["/private/var/root/Library/Preferences/com.example.rel.plist"],
  ["/var/root/Library/Preferences/com.example.rel.plist"],
  ["Library/Preferences/com.example.rel.plist"],
])("5.1 #3 a path of the device is found in the catalogue however it is published: %s", async (path) => {
  const file = listFile("RootDomain", "Library/Preferences/com.example.rel.plist", { demo: true });
  expect(await matchesOf([file], `[file:path='${path}']`)).toEqual([`ios/manifest ${path}`]);
});

test("5.1 #3 a host that is a component of a path is found in the catalogue", async () => {
  const file = payload("AppDomain-com.example.app", "Library/WebKit/deep.listed.example.org/x", new Uint8Array());
  expect(await matchesOf([file], host("listed.example.org"))).toEqual(["ios/manifest listed.example.org"]);
});

test("5.1 #9 both halves of the name of a process that used the network are compared", async () => {
  expect(await matchesOf([networkFile("demobh/com.example.x")], "[process:name='demobh']")).toEqual(["ios/data-usage demobh"]);
  expect(await matchesOf([networkFile("demobh/com.example.x")], "[app:id='com.example.x']")).toEqual(["ios/data-usage com.example.x"]);
});

test("5.1 #9 a name that iOS cut to sixteen characters is found by its whole name", async () => {
  const name = "DemoRemoteURLConnectionAgent";
  expect(await matchesOf([networkFile(`${name.slice(0, 16)}/com.example.y`)], `[process:name='${name}']`)).toEqual([
    `ios/data-usage ${name}`,
  ]);
});

test.each([["www.example.org"], ["web-demo.example.org"], ["w.example.org"], ["ww.www.example.org"]])(
  "5.1 #10 no letter is taken off the beginning of a listed host: %s",
  async (listed) => {
    expect(await matchesOf([visitsTo(`https://${listed}/x`)], host(listed))).toEqual([`ios/safari-history ${listed}`]);
  },
);

test.each([
  ["a port", "https://sub.example.org:8443/x", "sub.example.org"],
  ["a user and a password", "https://user:secret@sub.example.org/x", "sub.example.org"],
  ["a deeper host", "https://a.b.sub.example.org/x", "sub.example.org"],
  ["a dot at the end", "https://sub.example.org./x", "sub.example.org"],
  ["capital letters", "HTTPS://SUB.Example.ORG/x", "sub.example.org"],
  ["letters beyond ASCII", "https://bücher.example.org/x", "xn--bcher-kva.example.org"],
  ["Punycode", "https://xn--bcher-kva.example.org/x", "bücher.example.org"],
])("5.1 #11 a listed sub-domain is found in an address with %s", async (_what, url, listed) => {
  expect(await matchesOf([visitsTo(url)], host(listed))).toHaveLength(1);
});

test.each([
  ["a longer number", visitsTo("http://198.51.100.10/"), "[ipv4-addr:value='198.51.100.1']"],
  ["the end of a longer name", visitsTo("http://10.0.0.1/?u=notlisted.example.org.community"), host("listed.example.org")],
  ["a longer name", visitsTo("https://notlisted.example.org/"), host("listed.example.org")],
  ["a longer file name", listFile("RootDomain", "tmp/listedX", {}), "[file:path='/private/var/root/tmp/listed']"],
  ["everything below the root", listFile("RootDomain", "tmp/anything", {}), "[file:path='/']"],
])("5.1 #12 what only holds a listed value is no match: %s", async (_what, file, pattern) => {
  expect(await matchesOf([file], pattern)).toEqual([]);
});

const PROFILES = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
const profile = (uuid: string): PhoneFile =>
  listFile(PROFILES, `Library/ConfigurationProfiles/profile-${"0".repeat(64)}.stub`, {
    PayloadType: "Configuration",
    PayloadIdentifier: "example.demo",
    PayloadUUID: uuid,
    PayloadContent: [],
  });

test("5.1 #12 a profile is compared whole and without regard to case", async () => {
  const uuid = "0D3A0C11-5A5E-4C1B-9B7E-2F0B9B1E7A01";
  const pattern = `[configuration-profile:id='${uuid}']`;
  expect(await matchesOf([profile(uuid.toLowerCase())], pattern)).toEqual([`ios/configuration-profiles ${uuid}`]);
  expect(await matchesOf([profile("A")], pattern)).toEqual([]);
});

test("5.1 #13 no pattern of STIX stops a run: what cannot be compared is counted, the others are compared", async () => {
  const patterns = [
    "[url:value='https://listed.example.org/?a=b&c=d']",
    "[domain-name:value='first.example.org' AND process:name='x']",
    "[domain-name:value='or1.example.org' OR domain-name:value='or2.example.org']",
    "[url:value LIKE 'https://like.example.org/%']",
    "[domain-name:value MATCHES '^match[0-9]+\\\\.example\\\\.org$']",
    "[domain-name:value IN ('in1.example.org', 'in2.example.org')]",
    "[domain-name:value='a.example.org'] FOLLOWEDBY [domain-name:value='b.example.org']",
    "[this is = no pattern",
    host("after.example.org"),
  ];
  const urls = [
    "listed.example.org/?a=b&c=d",
    "or2.example.org/",
    "like.example.org/x",
    "match7.example.org/",
    "in2.example.org/",
    "after.example.org/",
  ];
  const loaded = loadIndicators("own.stix2", bundle(...patterns), "option");
  const result = await examine(backupOf([visitsTo(...urls.map((url) => `https://${url}`))]), buildKnowledge([loaded], []));
  const met = JSON.stringify(result.analysis.findings.map(({ observables }) => observables));
  for (const url of urls) expect(met).toContain(url.split("/")[0]);
  const counted = result.analysis.coverage.indicators.notEvaluable.reduce((sum, { count }) => sum + count, 0);
  expect(counted).toBe(2);
});

test("5.1 #13 a name of a file that is published as a path is compared as one", async () => {
  const file = listFile("RootDomain", "Library/Preferences/com.example.rel.plist", { demo: true });
  expect(await matchesOf([file], "[file:name='/private/var/root/Library/Preferences/com.example.rel.plist']")).toHaveLength(1);
});

const SENDER = "listed@mail.example.org";
const lookups = listFile("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist", {
  "com.apple.madrid": { [`mailto:${SENDER}`]: { LookupDate: real(700_000_000), IDStatus: 1 } },
});
test.each([
  ["the sender of a message", "ios/sms", messages({ text: "Hello", sender: SENDER, chat: SENDER })],
  [
    "the other side of a FaceTime call",
    "ios/calls",
    payload(
      "HomeDomain",
      "Library/CallHistoryDB/CallHistory.storedata",
      buildCalls([{ at: TO - 3600, others: [SENDER], provider: "com.apple.FaceTime", type: 8 }]).main,
    ),
  ],
  [
    "the sender of an interaction",
    "ios/interaction-c",
    payload(
      "HomeDomain",
      "Library/CoreDuet/People/interactionC.db",
      buildInteractionC([{ at: TO - 3600, app: "com.apple.MobileSMS", sender: SENDER }]).main,
    ),
  ],
  ["a handle that was looked up", "ios/id-status-cache", lookups],
])("5.1 #14 a listed account is found as %s", async (_what, artifact, file) => {
  expect(await matchesOf([file], `[email-addr:value='${SENDER.toUpperCase()}']`)).toEqual([expect.stringContaining(artifact)]);
});
