import { expect, test } from "vitest";
import { buildDatabase, faultsOf, read, recordsOf } from "../../testing/index.ts";
import statistics from "./webkit-resource-load-statistics.ts";

const PATH =
  "/private/var/mobile/Containers/Data/Application/com.example.app/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db";

// Schemas: WebKit, ResourceLoadStatisticsStore.cpp, as cited by the artifact; old: ResourceLoadStatisticsDatabaseStore.cpp of 2019.
const OLD_DOMAINS =
  "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL, mostRecentUserInteractionTime REAL NOT NULL, grandfathered INTEGER NOT NULL, isPrevalent INTEGER NOT NULL, isVeryPrevalent INTEGER NOT NULL, dataRecordsRemoved INTEGER NOT NULL, timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL, timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL)";
const DOMAINS = OLD_DOMAINS.replace(
  /\)$/,
  ", isScheduledForAllButCookieDataRemoval INTEGER NOT NULL, mostRecentWebPushInteractionTime REAL NOT NULL)",
);
const REDIRECTS_TO = "CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL)";
const REDIRECTS_FROM = "CREATE TABLE TopFrameUniqueRedirectsFrom (targetDomainID INTEGER NOT NULL, fromDomainID INTEGER NOT NULL)";
const RESOURCES =
  "CREATE TABLE SubresourceUnderTopFrameDomains (subresourceDomainID INTEGER NOT NULL, lastUpdated REAL NOT NULL, topFrameDomainID INTEGER NOT NULL)";
const OLD_RESOURCES = RESOURCES.replace("lastUpdated REAL NOT NULL, ", "");

const phone = () =>
  buildDatabase([
    ...[DOMAINS, REDIRECTS_TO, REDIRECTS_FROM, RESOURCES],
    "INSERT INTO ObservedDomains VALUES (1, 'news.example', 1700000000.5, 1, 1699999000, 0, 0, 0, 0, 1, 0, 0, -1), (2, 'evil.example', 1700000001, 0, -1, 0, 1, 0, 0, 0, 0, 0, -1), (3, 'cdn.example', 1700000002, 0, -1, 0, 0, 0, 0, 0, 0, 0, 1700000003)",
    "INSERT INTO TopFrameUniqueRedirectsTo VALUES (1, 2)",
    "INSERT INTO TopFrameUniqueRedirectsFrom VALUES (2, 1), (2, 99)",
    "INSERT INTO SubresourceUnderTopFrameDomains VALUES (3, 1700000004, 1)",
  ]);

test("names each domain, whether it was used, and when", async () => {
  const [news, evil, cdn] = await recordsOf(statistics, PATH, await phone());
  expect(news).toMatchObject({ kind: "domain", host: "news.example", isUsed: true, lastUsed: { earliest: "1699999000000000000" } });
  expect(evil).toMatchObject({ host: "evil.example", isUsed: false, lastSeen: { earliest: "1700000001000000000" } });
  expect(evil).not.toHaveProperty("lastUsed");
  expect(cdn).toMatchObject({ lastPush: { raw: "1700000003" } });
});

test("reads who sent the browser where, from either end, and whose page loaded what", async () => {
  const records = await recordsOf(statistics, PATH, await phone());
  expect(records.slice(3)).toEqual([
    { kind: "relation", relation: "redirect", fromHost: "news.example", toHost: "evil.example" },
    { kind: "relation", relation: "redirect", fromHost: "news.example", toHost: "evil.example" },
    expect.objectContaining({ relation: "resource", fromHost: "news.example", toHost: "cdn.example", noted: expect.anything() }),
  ]);
});

test("tells a domain that was used from one that only loaded something, and a redirect from both", async () => {
  const records = await recordsOf(statistics, PATH, await phone());
  const seen = (index: number) => statistics.observables!(records[index]!);
  const domain = (value: string) => ({ type: "domain-name:value", role: "visited", value });
  expect(seen(0)).toEqual([domain("news.example")]);
  expect(seen(1)).toEqual([{ ...domain("evil.example"), circumstances: ["tracker"] }]);
  expect(seen(3)).toEqual([
    { ...domain("news.example"), circumstances: ["tracker"] },
    { ...domain("evil.example"), circumstances: ["tracker", "redirect"] },
  ]);
  expect(seen(5)[1]).toEqual({ ...domain("cdn.example"), circumstances: ["tracker"] });
});

test("dates what was seen, as communication, and nothing else", async () => {
  const records = await recordsOf(statistics, PATH, await phone());
  const events = records.flatMap((record) => statistics.events!(record));
  expect(events.map(({ kind, params }) => [kind, params])).toEqual([
    ["visit", { host: "news.example" }],
    ["visit", { host: "evil.example" }],
    ["visit", { host: "cdn.example" }],
  ]);
});

test("names the row of a relation in its own table, and the rows of both domains, where their names stand", async () => {
  const { located } = await read(statistics, { [PATH]: await phone() });
  expect(located.at(-1)!.at.map((locator) => locator.kind === "row" && locator.table)).toEqual([
    "SubresourceUnderTopFrameDomains",
    "ObservedDomains",
    "ObservedDomains",
  ]);
});

test("reads the first schema, whose relations are not dated", async () => {
  const bytes = await buildDatabase([
    ...[OLD_DOMAINS, OLD_RESOURCES],
    "INSERT INTO ObservedDomains VALUES (1, 'a.example', 1600000000, 0, -1, 0, 0, 0, 0, 0, 0), (2, 'b.example', 0, 0, 0, 0, 0, 0, 0, 0, 0)",
    "INSERT INTO SubresourceUnderTopFrameDomains VALUES (2, 1)",
  ]);
  expect(await recordsOf(statistics, PATH, bytes)).toEqual([
    expect.objectContaining({ host: "a.example", lastSeen: expect.anything() }),
    { kind: "domain", host: "b.example", isUsed: false },
    { kind: "relation", relation: "resource", fromHost: "a.example", toHost: "b.example" },
  ]);
});

test("lets a bad row cost itself alone, whatever stands in its columns", async () => {
  const bytes = await buildDatabase([
    "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT, lastSeen, hadUserInteraction)",
    "INSERT INTO ObservedDomains VALUES (1, NULL, 1700000000, 1), (2, 'b.example', 'noon', 'yes'), (3, x'632e6578616d706c65', 1e300, NULL)",
    "CREATE TABLE TopFrameUniqueRedirectsTo (other)",
  ]);
  const { records, problems, error } = await read(statistics, { [PATH]: bytes });
  expect(error).toBeUndefined();
  expect(records).toEqual([
    { kind: "domain", host: "b.example", isUsed: false },
    { kind: "domain", host: "c.example", isUsed: false },
  ]);
  expect(problems.map(({ problem }) => problem.at)).toMatchObject([[{ row: "1" }], [{ row: "2" }]]);
});

test("says when the table is not there, and nothing of a database without rows", async () => {
  const other = await read(statistics, { [PATH]: await buildDatabase("CREATE TABLE other (a)") });
  expect(other.problems).toMatchObject([{ reason: "unreadable-form" }]);
  expect(await recordsOf(statistics, PATH, await buildDatabase(DOMAINS))).toEqual([]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(statistics, PATH, await phone())).toEqual([]);
});
