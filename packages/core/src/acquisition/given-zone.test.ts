import { describe, expect, test } from "vitest";
import type { SqliteEngine } from "../formats/sqlite/engine.ts";
import { dumpBanner, dumpProperties, dumpsysSection } from "../testing/dump.ts";
import { acquisitionOf, fileSystemOf } from "../testing/evidence.ts";
import { testLoaderContext } from "../testing/index.ts";
import { withGivenZone } from "./given-zone.ts";
import type { Acquisition } from "./loader.ts";
import { memoryFile } from "./memory-input.ts";
import { openAcquisition } from "./open.ts";

const NO_DATABASE: SqliteEngine = { open: () => expect.fail("no database is needed") };

const openDump = (stated: string | undefined, zone: string | undefined): Promise<Acquisition> => {
  const properties = dumpProperties({ "ro.product.model": "Pixel 9", ...(stated !== undefined && { "persist.sys.timezone": stated }) });
  const text = dumpBanner() + properties + dumpsysSection("package", "Packages:\n");
  const context = testLoaderContext(NO_DATABASE, { wanted: ["bridle:/dumpsys/*"], ...(zone !== undefined && { zone }) });
  return openAcquisition(memoryFile("bugreport.txt", new TextEncoder().encode(text)), context);
};
const toldBy = ({ problems }: Acquisition): string[] => problems.map(({ problem }) => problem.message).filter((id) => id.includes("zone"));

describe("a zone that was given", () => {
  test("is used where the acquisition tells none, for the time it was made, too; and that is said", async () => {
    const unknown = await openDump(undefined, undefined);
    const given = await openDump(undefined, "Europe/Belgrade");
    const stated = await openDump("Europe/Belgrade", undefined);
    expect(unknown.info.made).toBeUndefined();
    expect(toldBy(unknown)).toEqual(["bugreport/zone-unknown"]);
    expect(given.info).toMatchObject({ zone: "Europe/Belgrade", zoneSource: "given", made: stated.info.made });
    expect(given.info.made).toBeDefined();
    expect(toldBy(given)).toEqual(["acquisition/zone-given"]);
  });

  test("gives way to what the acquisition tells, and the contradiction is said", async () => {
    const { info, problems } = await openDump("Europe/Belgrade", "Asia/Tokyo");
    expect(info.zone).toBe("Europe/Belgrade");
    expect(info.zoneSource).toBeUndefined();
    expect(problems[0]?.problem).toEqual({
      message: "acquisition/zone-differs",
      params: { given: "Asia/Tokyo", stated: "Europe/Belgrade" },
    });
  });

  test("that agrees with what the acquisition tells changes nothing", async () => {
    expect((await openDump("Europe/Belgrade", "+02:00")).info).toEqual((await openDump("Europe/Belgrade", undefined)).info);
  });

  test("is used, and said, where the acquisition names a zone that nobody knows", async () => {
    const { info, problems } = await openDump("Moon/Base", "Europe/Belgrade");
    expect(info).toMatchObject({ zone: "Europe/Belgrade", zoneSource: "given" });
    expect(info.made).toBeDefined();
    expect(problems[0]?.problem.message).toBe("acquisition/zone-not-known");
  });
});

test("a sysdiagnose without a stamp takes it, too; the offset that one bears is compared", () => {
  const { info } = withGivenZone(acquisitionOf(fileSystemOf({})), "Asia/Tokyo");
  expect(info).toMatchObject({ zone: "Asia/Tokyo", zoneSource: "given" });
  const stated = acquisitionOf(fileSystemOf({}), new Map(), { zone: "+02:00" });
  expect(withGivenZone(stated, "+02:00")).toBe(stated);
  expect(toldBy(withGivenZone(stated, "+09:00"))).toEqual(["acquisition/zone-differs"]);
});
