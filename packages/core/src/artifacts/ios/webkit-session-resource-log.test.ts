import { expect, test } from "vitest";
import { binaryPlist, faultsOf, plistDate, read, recordsOf, xmlPlist } from "../../testing/index.ts";
import resourceLog from "./webkit-session-resource-log.ts";

const PATH =
  "/private/var/mobile/Containers/Data/Application/com.apple.mobilesafari/Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist";

// Members as WebCore's ResourceLoadStatistics::encode writes them: origins with counts (2017, 2018), then domains (2019).
const BY_ORIGIN = {
  browsingStatistics: [
    {
      PrevalentResourceOrigin: "evil.example",
      lastSeen: 1555000000.5,
      hadUserInteraction: false,
      mostRecentUserInteraction: -1,
      topFrameUniqueRedirectsFrom: [{ origin: "news.example", count: 2 }],
      topFrameUniqueRedirectsTo: [{ origin: "exploit.example", count: 1 }],
      subframeUnderTopFrameOrigins: [{ origin: "page.example", count: 1 }],
      subresourceUnderTopFrameOrigins: [{ origin: "page.example", count: 9 }],
    },
    { PrevalentResourceOrigin: "news.example", lastSeen: plistDate("2019-04-11T00:00:00Z"), hadUserInteraction: true },
  ],
  version: 11,
};
const BY_DOMAIN = {
  browsingStatistics: [
    { PrevalentResourceDomain: "a.example", hadUserInteraction: true, subresourceUniqueRedirectsFrom: [{ domain: "b.example" }] },
  ],
};

test("names each host with those it met, each once", async () => {
  const [evil, news] = await recordsOf(resourceLog, PATH, binaryPlist(BY_ORIGIN));
  expect(evil).toMatchObject({
    host: "evil.example",
    isUsed: false,
    lastSeen: { earliest: "1555000000500000000" },
    redirectedFrom: ["news.example"],
    redirectedTo: ["exploit.example"],
    loadedUnder: ["page.example"],
  });
  expect(evil).not.toHaveProperty("lastUsed");
  expect(news).toMatchObject({ isUsed: true, lastSeen: { earliest: "1554940800000000000" } });
});

test("tells hosts that were used, met, and reached by redirect", async () => {
  const [evil, news] = await recordsOf(resourceLog, PATH, binaryPlist(BY_ORIGIN));
  const host = (value: string, ...circumstances: string[]) => ({
    type: "domain-name:value",
    role: "visited",
    value,
    ...(circumstances.length > 0 && { circumstances }),
  });
  expect(resourceLog.observables!(evil!)).toEqual([
    host("evil.example", "tracker", "redirect"),
    host("news.example", "tracker"),
    host("exploit.example", "tracker", "redirect"),
    host("page.example", "tracker"),
  ]);
  expect(resourceLog.observables!(news!)).toEqual([host("news.example")]);
  expect(resourceLog.events!(evil!)).toMatchObject([{ kind: "visit", params: { host: "evil.example" } }]);
});

test("reads the later form, which counts domains", async () => {
  const [entry] = await recordsOf(resourceLog, PATH, xmlPlist(BY_DOMAIN));
  expect(entry).toEqual({ host: "a.example", isUsed: true, redirectedFrom: ["b.example"] });
  expect(resourceLog.observables!(entry!)[0]).toMatchObject({ value: "a.example", circumstances: ["redirect"] });
  expect(resourceLog.events!(entry!)).toEqual([]);
});

test("lets bad entries cost themselves alone", async () => {
  const list = binaryPlist({
    browsingStatistics: [
      "x",
      { lastSeen: 1 },
      { PrevalentResourceOrigin: "c.example", topFrameUniqueRedirectsTo: [1, "d.example", {}], lastSeen: "y" },
    ],
  });
  const { records, problems, error } = await read(resourceLog, { [PATH]: list });
  expect(error).toBeUndefined();
  expect(records).toEqual([{ host: "c.example", isUsed: false, redirectedTo: ["d.example"] }]);
  expect(problems.map(({ problem }) => problem.at)).toEqual([0, 1].map((index) => [{ kind: "key", path: ["browsingStatistics", index] }]));
});

test("says when the list has another form, and nothing when it is empty", async () => {
  for (const list of [[1], { other: 1 }]) {
    expect((await read(resourceLog, { [PATH]: binaryPlist(list) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  }
  expect((await read(resourceLog, { [PATH]: binaryPlist({ browsingStatistics: 1 }) })).problems).toHaveLength(1);
  expect(await recordsOf(resourceLog, PATH, binaryPlist({ browsingStatistics: [] }))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(resourceLog, PATH, binaryPlist(BY_ORIGIN))).toEqual([]);
});
