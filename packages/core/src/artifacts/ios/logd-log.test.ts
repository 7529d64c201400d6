import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import logdLog from "./logd-log.ts";

const PATH = "/private/var/db/diagnostics/logd.0.log";
const UUID = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";
const LINES = [
  "2021-10-20 09:52:31+0200 logd[28]: Sandbox extension",
  "2021-10-20 09:52:32+0200 logd[28]: start libtrace_kic=1",
  "2021-10-20 10:00:00+0200 logd[28]: No userlevel firehose clients left",
  "2021-10-20 10:00:00+0200 logd[28]: flush for power button",
  "2021-10-20 10:00:01-0500 logd[28]: Time zone changed",
  `2021-10-20 10:00:02+0200 logd[28]: #DECODE failed to resolve UUID: [ uuid:x main:${UUID} pid:77 ]`,
  "2021-10-20 10:00:03+0200 logd_helper[29]: Unable to get path for 4711",
];
const bytes = new TextEncoder().encode(`${LINES.join("\n")}\n`);

test("tells boots, shutdowns and images that were not found, in UTC by the line's own offset", async () => {
  const records = await recordsOf(logdLog, PATH, bytes);
  expect(records).toMatchObject([
    { kind: "boot", time: { earliest: "1634716352000000000", zoneSource: "explicit" } },
    { kind: "orderly-shutdown" },
    { kind: "power-button" },
    { kind: "time-zone-changed", time: { earliest: "1634742001000000000" } },
    { kind: "unresolved-image", uuid: UUID, pid: 77 },
    { kind: "unknown-path", pid: 4711 },
  ]);
  expect(records.flatMap((record) => logdLog.events!(record)).map(({ kind }) => kind)).toEqual(["boot", "shutdown"]);
});

test("a line with a date that is none is told, and damage survived", async () => {
  const { records, problems } = await read(logdLog, {
    [PATH]: new TextEncoder().encode("2021-13-40 09:52:32+0200 logd[28]: libtrace_kic=1\n"),
  });
  expect([records, problems.length]).toEqual([[], 1]);
  expect(await faultsOf(logdLog, PATH, bytes)).toEqual([]);
});
