import { expect, test } from "vitest";
import { isoOf } from "../../model/time.ts";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import acquisitionFacts, { type CollectionFacts } from "./acquisition-facts.ts";

const ABOUT = "bridle:/androidqf/acquisition.json";
const LOG = "bridle:/androidqf/command.log";
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const JSON_TEXT = JSON.stringify({
  uuid: "0a1b",
  androidqf_version: "1.8.1",
  storage_path: "/home/analyst/0a1b",
  started: "2026-10-01T10:00:00.123456789+02:00",
  completed: "0001-01-01T00:00:00Z",
  collector: { ExePath: "/data/local/tmp/collector", Installed: "", Adb: { ExePath: "adb", Serial: "DEMO" }, Architecture: "arm64" },
});

test("tells when the collection began, in UTC, and where its program lay; not whose phone or computer it was", async () => {
  const [facts] = (await recordsOf(acquisitionFacts, ABOUT, encoded(JSON_TEXT))) as CollectionFacts[];
  expect(facts).toMatchObject({
    kind: "collection",
    collectorVersion: "1.8.1",
    collectorPath: "/data/local/tmp/collector",
    architecture: "arm64",
  });
  expect(isoOf(facts!.started!)).toBe("2026-10-01T08:00:00.123456789Z");
  expect(facts).not.toHaveProperty("completed");
  expect(JSON.stringify(facts)).not.toMatch(/analyst|DEMO/);
});

test("tells the parts that failed, and says so in the coverage (MVT reads no log)", async () => {
  const log =
    "2026/10/01 10:00:01 INFO: starting\n2026/10/01 10:00:09 ERROR: failed to run module packages: exit status 1\nERROR: failed to run module bugreport\n";
  const { records, notes, problems } = await read(acquisitionFacts, { [LOG]: encoded(log) });
  expect(records).toEqual([
    { kind: "failed-module", module: "packages", detail: "exit status 1" },
    { kind: "failed-module", module: "bugreport", detail: "" },
  ]);
  expect(notes.map(({ at }) => at)).toEqual([[{ kind: "line", line: 2 }], [{ kind: "line", line: 3 }]]);
  expect(problems).toEqual([]);
});

test("a collection that states nothing is a record without facts, and what is damaged or no JSON an error", async () => {
  expect(await recordsOf(acquisitionFacts, ABOUT, encoded('{"collector":null}'))).toEqual([{ kind: "collection" }]);
  expect((await read(acquisitionFacts, { [ABOUT]: encoded("[]") })).error).toMatchObject({ name: "FormatError" });
  expect(await faultsOf(acquisitionFacts, ABOUT, encoded(JSON_TEXT))).toEqual([]);
});
