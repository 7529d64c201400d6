import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import crashSummary from "./crash-summary.ts";

const PATH = "bridle:/sysdiagnose/summaries/crashes_and_spins.log";
const FOLDER = "/var/mobile/Library/Logs/CrashReporter";
const encoded = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);
const reading = (lines: readonly string[], collected: readonly string[] = []) =>
  read(
    crashSummary,
    {
      [PATH]: encoded(...lines),
      ...Object.fromEntries(collected.map((name) => [`/private${FOLDER}/${name}`, encoded("{}")])),
    },
    PATH,
    undefined,
    { kind: "sysdiagnose", zone: "+02:00" },
  );

test("tells each listed report once: program, time by the archive's zone, and whether it is there", async () => {
  const { records, problems } = await reading(
    [
      "ls -la:",
      `${FOLDER}/My App-2024-05-01-093000.ips`,
      `${FOLDER}/Retired/homed-2024-05-01-100000.000.ips.synced: 1024 bytes`,
      `${FOLDER}/homed-2024-05-01-100000.000.ips  1024`,
      `${FOLDER}/homed-2024-05-01-100000.000.ips  1024`,
      "/var/mobile/notes.txt",
    ],
    ["homed-2024-05-01-100000.000.ips"],
  );
  expect(problems).toEqual([]);
  expect(records).toMatchObject([
    { about: "My App", isCollected: false, time: { earliest: "1714548600000000000", zoneSource: "archive-default" } },
    { path: `/private${FOLDER}/Retired/homed-2024-05-01-100000.000.ips.synced`, about: "homed", isCollected: true },
    { path: `/private${FOLDER}/homed-2024-05-01-100000.000.ips`, isCollected: true },
  ]);
  expect(records.flatMap((record) => crashSummary.events!(record))).toMatchObject([{ kind: "crash", params: { name: "My App" } }]);
});

test("a name without a time is kept without one, and damage costs nothing but itself", async () => {
  const { records } = await reading([`${FOLDER}/odd.ips`, `${FOLDER}/Odd-2024-13-45-999999.ips`]);
  expect(records.map(({ about, time }) => [about, time])).toEqual([
    ["odd.ips", undefined],
    ["Odd", undefined],
  ]);
  expect(await faultsOf(crashSummary, PATH, encoded(`${FOLDER}/homed-2024-05-01-100000.ips`))).toEqual([]);
});
