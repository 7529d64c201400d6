import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { GENERATIONS } from "../ios/phone.ts";
import { queryBackup } from "../testing.ts";
import { scenario, scenarios } from "./index.ts";

test.each(scenarios.map(({ id }) => id))("%s gives the same bytes each time", (id) => {
  expect(digest(scenario(id).build())).toBe(digest(scenario(id).build()));
});

test("another seed gives another phone with the same truth", () => {
  expect(digest(scenario("clean").build({ seed: 2 }))).not.toBe(digest(scenario("clean").build()));
});

test.each(scenarios.flatMap(({ id }) => GENERATIONS.map((generation) => [id, generation] as const)))(
  "%s can be a phone of %s",
  (id, generation) => {
    const files = scenario(id).build({ generation });
    expect(queryBackup(files, "HomeDomain", "Library/SMS/sms.db", "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(queryBackup(files, "HomeDomain", "Library/SMS/sms.db", "SELECT count(*) AS count FROM message")[0]!["count"]).toBeGreaterThan(
      10,
    );
  },
);

test.each(scenarios.map(({ id }) => id))("%s says DEMO in its name and to the loader", (id) => {
  const info = new TextDecoder().decode(scenario(id).build().get("Info.plist"));
  expect(info).toContain("<key>BridleDemo</key>\n\t<true/>");
  expect(info).toContain(`<key>Device Name</key>\n\t<string>DEMO ${id}</string>`);
});

test.each(scenarios.filter(({ truth }) => truth.planted.length > 0))("$id holds what its truth says was planted", ({ build, truth }) => {
  const bytes = whole(build());
  for (const { value, type } of truth.planted)
    if (type) expect(bytes.includes(type === "file:path" ? value.slice(value.lastIndexOf("/") + 1) : value), value).toBe(true);
});

test("canaries are on the phone, each of them somewhere", () => {
  const bytes = whole(scenario("compromised").build());
  expect(scenario("compromised").truth.canaries.filter((token) => !bytes.includes(token))).toEqual([]);
});

test("no canary stands in a message that also holds a planted address", () => {
  for (const { build, truth } of scenarios) {
    const rows = queryBackup(build(), "HomeDomain", "Library/SMS/sms.db", "SELECT text, attributedBody AS body FROM message");
    const texts = rows.map(({ text, body }) => `${text} ${body instanceof Uint8Array ? Buffer.from(body).toString("latin1") : ""}`);
    expect(texts.some((text) => text.includes("See you tonight"))).toBe(true);
    expect(texts.filter((text) => text.includes("CANARY-") && truth.planted.some(({ value }) => text.includes(value)))).toEqual([]);
  }
});

test("the compromised phone has usage of exactly three processes that no row names", () => {
  const sql = "SELECT DISTINCT ZHASPROCESS AS process FROM ZLIVEUSAGE WHERE NOT EXISTS (SELECT 1 FROM ZPROCESS WHERE Z_PK = ZHASPROCESS)";
  expect(queryBackup(scenario("compromised").build(), "WirelessDomain", "Library/Databases/DataUsage.sqlite", sql)).toHaveLength(3);
  expect(queryBackup(scenario("clean").build(), "WirelessDomain", "Library/Databases/DataUsage.sqlite", sql)).toHaveLength(0);
});

test("the second lure stands in the log and in attributed text alone", () => {
  const files = scenario("compromised").build();
  const inRows = "SELECT count(*) AS count FROM message WHERE instr(attributedBody, CAST('urlpush.net' AS BLOB)) > 0 AND text IS NULL";
  expect(queryBackup(files, "HomeDomain", "Library/SMS/sms.db", inRows)).toEqual([{ count: 1 }]);
});

test("grows by the rows and files that a benchmark asks for", () => {
  const files = scenario("clean").build({ rows: 3000, files: 500 });
  const small = scenario("clean").build();
  const count = (backup: ReadonlyMap<string, Uint8Array>) =>
    Number(queryBackup(backup, "HomeDomain", "Library/SMS/sms.db", "SELECT count(*) AS count FROM message")[0]!["count"]);
  expect(count(files) - count(small)).toBe(1500);
  expect(files.size - small.size).toBe(500);
});

test("photographs have the size that a benchmark asks for, and no two are the same", () => {
  const isBulk = ([, bytes]: readonly [string, Uint8Array]) => bytes.length === 1_500_000;
  const bulk = [...scenario("clean").build({ files: 4, fileBytes: 1_500_000 })].filter(isBulk);
  expect(new Set(bulk.map((entry) => digest(new Map([["", entry[1]]])))).size).toBe(4);
});

test("an unknown scenario is refused with the names of the known ones", () => {
  expect(() => scenario("nothing")).toThrow("compromised");
});

function digest(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of files) hash.update(path).update("\0").update(bytes);
  return hash.digest("hex");
}

const whole = (files: ReadonlyMap<string, Uint8Array>): Buffer => Buffer.concat([...files.values()]);
