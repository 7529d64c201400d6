import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import usageStats from "./usage-stats.ts";

const PATH = "bridle:/dumpsys/usagestats";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DUMP = `user=10
  Last 24 hour events (timeRange="5/31/2023, 10:00 AM – 6/1/2023, 10:00 AM" )
    time="2023-06-01 09:59:01" type=ACTIVITY_RESUMED package=com.android.settings class=com.android.settings.Settings instanceId=1 taskRootPackage=com.android.settings flags=0x0
    time="2023-06-01 09:59:02" type=SCREEN_INTERACTIVE package=android flags=0x0
  In-memory daily stats
    timeRange="x"
    packages
      package=com.example.app totalTimeUsed="1:02:03" lastTimeUsed="2023-06-01 08:00:00" totalTimeVisible="00:12" appLaunchCount=3
      package=com.example.never totalTimeUsed="00:00" lastTimeUsed="1970-01-01 01:00:00" appLaunchCount=0
      package=17 totalTimeUsed="00:00" lastTimeUsed="x"
`;

test("tells events and last uses, in the phone's zone", async () => {
  const records = await recordsOf(usageStats, PATH, bytes(DUMP), undefined, { zone: "Europe/Belgrade" });
  expect(records).toEqual([
    {
      kind: "event",
      packageName: "com.android.settings",
      userId: 10,
      usageEvent: "ACTIVITY_RESUMED",
      component: "com.android.settings.Settings",
      used: expect.objectContaining({ earliest: "1685606341000000000" }),
    },
    expect.objectContaining({ packageName: "android", usageEvent: "SCREEN_INTERACTIVE" }),
    expect.objectContaining({ kind: "total", packageName: "com.example.app", totalTime: "1:02:03", usageSpan: "daily" }),
    expect.objectContaining({ packageName: "com.example.never" }),
  ]);
  expect(records[3]).not.toHaveProperty("used");
  expect(usageStats.events!(records[0]!)).toMatchObject([{ kind: "usage" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(usageStats, PATH, bytes(DUMP))).toEqual([]);
});
