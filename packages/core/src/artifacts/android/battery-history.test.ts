import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import batteryHistory from "./battery-history.ts";

const PATH = "bridle:/dumpsys/batterystats";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Battery History (2% used, 8KB used of 4096KB, 30 strings using 2KB):
                    0 (15) RESET:TIME: 2026-10-01-08-00-00
                    0 (2) 100 status=discharging health=good plug=none temp=300 +running +wake_lock=1000:"*walarm*:com.example.alarm" +top=u0a12:"com.example.heron"
              +8s123ms (3) 100 -top=u0a12:"com.example.heron" +top=u0a234:"com.example.stork" +audio +job=u0a234:"com.example.stork/.Sync"
           +1h0m0s0ms (2) 099 -audio pkgunin=10234:"com.example.stork" plugged=usb
           +1h0m1s0ms (4) TIME: 2026-10-02-08-00-00-500
           +1h0m2s0ms (2) 099 +camera fg=1000:"com.example.stork:remote"
Per-PID Stats:
  +9s (2) 99 +audio
`;

test("tells several events of a line, each with its own name and time", async () => {
  const { located, problems } = await read(batteryHistory, { [PATH]: bytes(ORDINARY) }, PATH, undefined, { zone: "UTC" });
  expect(problems).toEqual([]);
  const told = located.map(({ at, data }) => [
    at[0]!.kind === "line" && at[0]!.line,
    data.batteryEvent,
    data.phase,
    data.packageName ?? data.detail,
  ]);
  expect(told).toEqual([
    [3, "top", "begins", "com.example.heron"],
    [4, "top", "ends", "com.example.heron"],
    [4, "top", "begins", "com.example.stork"],
    [4, "audio", "begins", undefined],
    [4, "job", "begins", "com.example.stork"],
    [5, "audio", "ends", undefined],
    [5, "pkgunin", "moment", "com.example.stork"],
    [5, "plugged", "moment", "usb"],
    [7, "camera", "begins", undefined],
    [7, "fg", "moment", "com.example.stork"],
  ]);
  const removed = located[6]!.data;
  expect(removed).not.toHaveProperty("uid");
  expect(removed.happened).toMatchObject({ earliest: "1790845200000000000", clock: "utc" });
  expect(located[8]!.data.happened).toMatchObject({ earliest: "1790928001500000000" });
  expect(located[1]!.data).toMatchObject({ uid: 10_012 });
});

test("MVT 19: the quotation marks end a name, whatever follows", async () => {
  const records = await recordsOf(batteryHistory, PATH, bytes(ORDINARY));
  expect(records.filter(({ batteryEvent }) => batteryEvent === "top").map(({ packageName }) => packageName)).toEqual([
    "com.example.heron",
    "com.example.heron",
    "com.example.stork",
  ]);
  expect(batteryHistory.observables!(records.at(-1)!)).toEqual([
    { type: "app:id", role: "ran", value: "com.example.stork" },
    { type: "process:name", role: "ran", value: "com.example.stork:remote" },
  ]);
});

test("newer systems print the clock without its year: that of the last mark counts, the next one after December", async () => {
  const text = `Battery History [Format: 2] (1%):
12-30 10:00:00.000 (9) TIME: 2026-12-30-10-00-00
  12-31 23:00:00.250 (2) 90 +camera
  01-01 00:30:00.000 (2) 90 -camera
`;
  const { records } = await read(batteryHistory, { [PATH]: bytes(text) }, PATH, undefined, { zone: "UTC" });
  expect(records.map(({ happened }) => happened?.earliest)).toEqual(["1798758000250000000", "1798763400000000000"]);
});

test("jobs with a namespace, the system's own package, and names of processes that are no packages", async () => {
  const text = `Battery History (1%):
      0 (2) 90 +job=1000:"@space@com.example.heron/.Job" +top=1000:"android" +proc=1000:"surfaceflinger"
      +  1m0s0ms (2) 90 +job=1000:"#tag#com.example.stork/.Job"
`;
  const records = await recordsOf(batteryHistory, PATH, bytes(text));
  expect(records.map(({ packageName }) => packageName)).toEqual(["com.example.heron", "android", undefined, "com.example.stork"]);
});

test("times keep the precision of their mark, and what no clock can have shown is no time", async () => {
  const text = `Battery History [Format: 2] (1%):
                    0 (15) RESET:TIME: 2026-10-01-08-00-00
              +8s123ms (3) 100 +audio
              +9999999d (3) 100 +camera
        +999999999d999999999d (3) 100 +video
`;
  const { located } = await read(batteryHistory, { [PATH]: bytes(text) }, PATH, undefined, { zone: "UTC" });
  expect(located.map(({ data }) => [data.batteryEvent, data.happened?.earliest, data.happened?.latest, data.happened?.raw])).toEqual([
    ["audio", "1790841608123000000", "1790841609122999999", "+8s123ms"],
    ["camera", undefined, undefined, undefined],
    ["video", undefined, undefined, undefined],
  ]);
});

test("before the first mark of the clock nothing is dated, and damaged lines cost themselves", async () => {
  const [first] = await recordsOf(batteryHistory, PATH, bytes(ORDINARY.replace("RESET:TIME: 2026-10-01-08-00-00", "100 +video")));
  expect(first).toEqual({ batteryEvent: "video", phase: "begins" });
  expect(await faultsOf(batteryHistory, PATH, bytes(ORDINARY))).toEqual([]);
});

test("tells that the clock was set back, and by how much; not what a start or a new history makes of it", async () => {
  const history = (...lines: string[]): Uint8Array => bytes(`Battery History (2% used):\n${lines.map((line) => `  ${line}\n`).join("")}`);
  const clocks = async (...lines: string[]) =>
    (await recordsOf(batteryHistory, PATH, history("0 (15) RESET:TIME: 2026-10-05-08-00-00", ...lines))).map(({ batteryEvent, detail }) => [
      batteryEvent,
      detail,
    ]);
  expect(await clocks("+1h0m0s0ms (4) TIME: 2026-10-03-09-00-00", "+2h0m0s0ms (4) TIME: 2026-10-05-10-00-00")).toEqual([
    ["clock", "-172800s"],
  ]);
  expect(await clocks("+1h0m0s0ms (4) TIME: 2026-10-09-09-00-00")).toEqual([]);
  expect(await clocks("+1h0m0s0ms (4) TIME: 2026-10-05-08-00-00")).toEqual([]);
  expect(await clocks("0 (15) RESET:TIME: 2026-10-03-09-00-00")).toEqual([]);
  expect(await clocks("10-05 09:00:00.000 (4) TIME: 2026-10-03-09-00-00")).toEqual([]);
});

test("what is told again differs by its time alone, and what differs only by its level or its quotation marks is told as it stands", async () => {
  const text = `Battery History (1%):
      0 (15) RESET:TIME: 2026-10-01-08-00-00
      +1s000ms (2) 090 +top=u0a12:"com.example.heron"
      +2s000ms (2) 089 +top=u0a12:"com.example.heron"
      +3s000ms (2) +top=u0a12:"com.example.heron"
      +4s000ms (2) 089 c0000020 +top=u0a12:"com.example.heron"
      +5s000ms (2) 089 +wake_lock=1000:"not +camera " +made_up1=1000:"but +camera "
\t+6s000ms (2) 089 +top=u0a13:"com.example.heron"
      +7s000ms (2) 089 +top=u0a12:"com.example.heron"\u2028
      +8s000ms (2) 089 +audio
+9s000ms (2) 089 -audio
`;
  const { records } = await read(batteryHistory, { [PATH]: bytes(text) }, PATH, undefined, { zone: "UTC" });
  expect(records.map(({ batteryEvent, uid, happened }) => [happened!.raw, batteryEvent, uid])).toEqual([
    ["+1s000ms", "top", 10_012],
    ["+2s000ms", "top", 10_012],
    ["+3s000ms", "top", 10_012],
    ["+4s000ms", "top", 10_012],
    ["+5s000ms", "camera", undefined],
    ["+6s000ms", "top", 10_013],
    ["+8s000ms", "audio", undefined],
    ["+9s000ms", "audio", undefined],
  ]);
  expect(Object.keys(records[1]!)).toEqual(["batteryEvent", "phase", "uid", "packageName", "detail", "happened"]);
  expect(records[1]).toEqual({ ...records[0], happened: records[1]!.happened });
});

test("remembers a bounded number of what lines tell", async () => {
  const lines = Array.from({ length: 3_000 }, (_, n) => `      +${n}s000ms (2) 090 +top=u0a${n % 1_500}:"com.example.app${n % 1_500}"\n`);
  const records = await recordsOf(batteryHistory, PATH, bytes(`Battery History (1%):\n${lines.join("")}`));
  expect(records.map(({ packageName, uid }) => [packageName, uid])).toEqual(
    lines.map((_, n) => [`com.example.app${n % 1_500}`, 10_000 + (n % 1_500)]),
  );
});
