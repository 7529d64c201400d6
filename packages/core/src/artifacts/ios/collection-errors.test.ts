import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import collectionErrors from "./collection-errors.ts";

const PATH = "bridle:/sysdiagnose/errors/spindump_stderr.txt";
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);

test("tells each line that a collector wrote, by the collector's name, and nothing where it wrote none", async () => {
  expect(await recordsOf(collectionErrors, PATH, bytesOf(["spindump: timed out", "", "again"]))).toEqual([
    { collector: "spindump", complaint: "spindump: timed out" },
    { collector: "spindump", complaint: "again" },
  ]);
  expect(await recordsOf(collectionErrors, PATH, new Uint8Array())).toEqual([]);
});

test("of the log of everything it keeps the lines that tell of a failure", async () => {
  const path = "bridle:/sysdiagnose/sysdiagnose.log";
  expect(await recordsOf(collectionErrors, path, bytesOf(["Running ps", "Task spindump timed out after 60 s"]))).toEqual([
    { collector: "sysdiagnose", complaint: "Task spindump timed out after 60 s" },
  ]);
});

test("a collector that never stops is cut short, and that is said", async () => {
  const { records, problems, notes } = await read(collectionErrors, { [PATH]: bytesOf(Array(5_000).fill("x".repeat(1_000))) });
  expect(records).toHaveLength(100);
  expect(records[0]!.complaint).toHaveLength(300);
  expect([problems, notes]).toMatchObject([[], [{ problem: { message: "artifacts/shared/too-many" } }]]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(collectionErrors, PATH, bytesOf(["spindump: timed out"]))).toEqual([]);
});
