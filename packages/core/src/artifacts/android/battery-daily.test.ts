import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import batteryDaily from "./battery-daily.ts";

const PATH = "bridle:/dumpsys/batterystats";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Per-PID Stats:
  PID 1 wake time: +1ms

Daily stats:
  Current start time: 2026-10-05-03-00-00
  Next min deadline: 2026-10-06-01-00-00
  Next max deadline: 2026-10-06-03-00-00
  Current daily discharge step durations:
    #0: +20m54s735ms to 90
    Package changes:
      Update com.example.heron vers=12
      Uninstall com.example.stork
  Daily from 2026-10-04-02-10-00 to 2026-10-05-03-00-00:
    Discharge step durations:
      #0: +1h to 80
    Package changes:
      Update com.example.stork vers=7
      Update com.example.heron vers=0
  Daily from 2026-10-03-02-10-00 to 2026-10-04-02-10-00:
    Package changes:
      Update com.example.heron vers=11

Statistics since last charge:
      Update com.example.none vers=1
`;

test("tells what changed on each day, newest first, as the text has it", async () => {
  const { located, problems } = await read(batteryDaily, { [PATH]: bytes(ORDINARY) }, PATH, undefined, { zone: "UTC" });
  expect(problems).toEqual([]);
  expect(located.map(({ at, data }) => [at[0], data.packageChange, data.packageName, data.versionNumber, data.isCurrentDay])).toEqual([
    [{ kind: "line", line: 11 }, "update", "com.example.heron", "12", true],
    [{ kind: "line", line: 12 }, "uninstall", "com.example.stork", undefined, true],
    [{ kind: "line", line: 17 }, "update", "com.example.stork", "7", false],
    [{ kind: "line", line: 18 }, "update", "com.example.heron", "0", false],
    [{ kind: "line", line: 21 }, "update", "com.example.heron", "11", false],
  ]);
  expect(located[2]!.data.day).toMatchObject({
    earliest: "1791079800000000000",
    latest: "1791169200999999999",
    precision: "interval",
    clock: "utc",
  });
});

test("MVT 18: what was removed, and the day under way, are told", async () => {
  const records = await recordsOf(batteryDaily, PATH, bytes(ORDINARY));
  expect(batteryDaily.events!(records[1]!)).toMatchObject([
    { kind: "uninstall", params: { app: "com.example.stork" }, time: { clock: "device-local" } },
  ]);
});

test("a damaged change costs itself and is said", async () => {
  const { records, problems } = await read(batteryDaily, { [PATH]: bytes(ORDINARY.replace("Uninstall com", "Unin com")) });
  expect(records).toHaveLength(4);
  expect(problems).toMatchObject([{ problem: { at: [{ line: 12 }] } }]);
  expect(await faultsOf(batteryDaily, PATH, bytes(ORDINARY))).toEqual([]);
});
