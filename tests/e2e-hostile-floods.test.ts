import { buildKnowledge, defaultPacks } from "@bridle/core";
import { buildBackup, type Phone, scenario } from "@bridle/corpus";
import { expect, test } from "vitest";
import { MAX_SIGHTINGS_OF_ONE } from "../packages/core/src/analysis/limits.ts";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";
import { editDatabase } from "../packages/corpus/src/database.ts";
import { contentOf, withContent, withoutFile } from "../packages/corpus/src/ios/phone.ts";

/** Phones on which somebody put far too much of something, in front of what is to be found. */

const knowledge = buildKnowledge([...defaultPacks()], []);
const SMS = "Library/SMS/sms.db";
const DATA_USAGE = "Library/Databases/DataUsage.sqlite";

function withStatements(phone: Phone, path: string, statements: readonly string[]): Phone {
  const log = [...phone.files].find((file) => file.path === `${path}-wal`);
  return withContent(withoutFile(phone, `${path}-wal`), path, (main) =>
    editDatabase({ main, ...(log && { log: contentOf(log) }) }, statements),
  );
}
const numbers = (count: number): string => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
/** Messages with negative keys are read before all others. */
const messages = (count: number, text: string): string =>
  `${numbers(count)} INSERT INTO message (ROWID, guid, text, handle_id, service, date, is_from_me)
   SELECT -i, 'flood' || i, ${text}, 1, 'SMS', 600000000000000000 + i * 1000000000, 0 FROM n`;

const compromised = scenario("compromised");
const whole = await examine(compromised.build(), knowledge);
const flooded = (path: string, ...statements: readonly string[]): Promise<ExaminedCase> =>
  examine(buildBackup(withStatements(compromised.phone(), path, statements)), knowledge);
const idsOf = ({ analysis }: ExaminedCase): string[] => analysis.findings.map(({ id }) => id);
const coverageOf = ({ analysis }: ExaminedCase, artifact: string) => analysis.coverage.artifacts.find(({ id }) => id === artifact)!;

test("thousands of sub-domains of one listed host push out no other match, and are said to be too many", async () => {
  const outcome = await flooded(SMS, messages(MAX_SIGHTINGS_OF_ONE + 500, "'see https://h' || i || '.urlpush.net/'"));
  expect(idsOf(outcome)).toEqual(expect.arrayContaining(idsOf(whole).filter((id) => !aboutHost(whole, id, "urlpush.net"))));
  expect(outcome.analysis.findings.filter(({ id }) => aboutHost(outcome, id, "urlpush.net"))).toHaveLength(MAX_SIGHTINGS_OF_ONE);
  expect(coverageOf(outcome, "ios/sms")).toMatchObject({ status: "partial", reason: "over-budget" });
  expect(coverageOf(outcome, "ios/sms").problems).toContainEqual(
    expect.objectContaining({ problem: expect.objectContaining({ message: "problem/too-many-sightings-of-one" }), count: 501 }),
  );
});
const aboutHost = ({ analysis }: ExaminedCase, id: string, host: string): boolean =>
  analysis.findings.find((finding) => finding.id === id)!.observables.some(({ value }) => value === host || value.endsWith(`.${host}`));

test("many addresses on one listed host are one finding, with a count and its first records", async () => {
  const outcome = await flooded(SMS, messages(5_000, "'see https://akhbar-arabia.com/' || i"));
  expect(idsOf(outcome).sort()).toEqual(idsOf(whole).sort());
  const [lure] = outcome.analysis.findings.filter(
    ({ observables, evidence }) => observables[0]?.value === "akhbar-arabia.com" && evidence[0]?.artifact === "ios/sms",
  );
  expect(lure).toMatchObject({ count: 5_001 });
  expect(lure!.evidence).toHaveLength(100);
  expect(coverageOf(outcome, "ios/sms").status).toBe("parsed");
});

test("a detection that had to stop says so, and what others found stands", async () => {
  const outcome = await flooded(
    DATA_USAGE,
    `${numbers(60_000)} INSERT INTO ZLIVEUSAGE (Z_PK, Z_ENT, Z_OPT, ZHASPROCESS, ZTIMESTAMP, ZWIFIIN)
     SELECT 1000000 + i, 5, 1, 2000000 + i, 600000000 + i, 5 FROM n`,
  );
  expect(idsOf(outcome)).toEqual(expect.arrayContaining(idsOf(whole)));
  expect(coverageOf(outcome, "ios/data-usage")).toMatchObject({ status: "partial", reason: "over-budget" });
  const said = coverageOf(outcome, "ios/data-usage").problems.map(({ problem, count }) => [problem.message, count]);
  expect(said).toContainEqual(["problem/state-limit", 1]);
  expect(said.find(([id]) => id === "problem/too-many-moments")?.[1]).toBeGreaterThan(10_000);
});

test("a table of a thousand columns is read by the columns that count", async () => {
  const columns = Array.from({ length: 900 }, (_, index) => `ALTER TABLE message ADD COLUMN extra${index} TEXT DEFAULT 'x'`);
  const outcome = await flooded(SMS, ...columns);
  expect(idsOf(outcome).sort()).toEqual(idsOf(whole).sort());
  expect(coverageOf(outcome, "ios/sms").status).toBe("parsed");
});

test("a property list that would unfold without end costs its field, and takes no memory", async () => {
  const backup = compromised.build();
  const hex = Buffer.from(unfolding(40, 10)).toString("hex");
  const catalogue = editDatabase({ main: backup.get("Manifest.db")! }, [`UPDATE Files SET file = X'${hex}' WHERE rowid % 2`]);
  const outcome = await examine(new Map(backup).set("Manifest.db", catalogue), knowledge);
  expect(idsOf(outcome).sort()).toEqual(idsOf(whole).sort());
  expect(coverageOf(outcome, "ios/manifest")).toMatchObject({ status: "partial", records: coverageOf(whole, "ios/manifest").records });
});

/** Lists within lists: each holds the next `width` times, as deep as `depth`. */
function unfolding(depth: number, width: number): Uint8Array {
  const lists = Array.from({ length: depth }, (_, index) => Uint8Array.of(0xa0 | width, ...Array<number>(width).fill(index + 1)));
  const objects = [...lists, Uint8Array.of(0x09)];
  let offset = 8; // behind "bplist00"
  const table = objects.flatMap((object) => {
    const at = offset;
    offset += object.length;
    return [at >> 8, at & 0xff];
  });
  const trailer = new DataView(new ArrayBuffer(32));
  trailer.setUint8(6, 2);
  trailer.setUint8(7, 1);
  trailer.setBigUint64(8, BigInt(objects.length));
  trailer.setBigUint64(24, BigInt(offset));
  return Uint8Array.from([
    ...new TextEncoder().encode("bplist00"),
    ...objects.flatMap((object) => [...object]),
    ...table,
    ...new Uint8Array(trailer.buffer),
  ]);
}
