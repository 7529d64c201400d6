import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import exitInfo from "./exit-info.ts";

const PATH = "bridle:/dumpsys/activity";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DUMP = `ACTIVITY MANAGER SETTINGS (dumpsys activity settings)
  package: not.read
ACTIVITY MANAGER PROCESS EXIT INFO (dumpsys activity exit-info)
Last Timestamp of Persistence Into Persistent Storage: 2023-06-01 10:00:00.000
  package: com.whatsapp
    Historical Process Exit for uid=10123
        ApplicationExitInfo #0:
          timestamp=2023-05-31 22:12:11.123 pid=1234 realUid=10123 packageUid=10123 definingUid=10123 user=0
          process=com.whatsapp:push reason=5 (CRASH(NATIVE)) subreason=0 (UNKNOWN) status=11
          importance=100 pss=123MB rss=200MB description=crash of x state=empty trace=null
        ApplicationExitInfo #1:
          timestamp=2023-05-31 20:00:00 pid=99 realUid=10123 packageUid=10123 definingUid=10123 user=0
          process=com.whatsapp reason=10 (USER REQUESTED) subreason=21 (FORCE STOP) status=0
          importance=400 pss=0.00 rss=0.00 description=null state=empty trace=null
  package: com.example.old
    Historical Process Exit for uid=10200
        ApplicationExitInfo #0:
          timestamp=2023-05-30 01:02:03.004
          pid=7
          process=com.example.old
          reason=3 (LOW_MEMORY)
          status=9
        ApplicationExitInfo #1:
          damaged
ACTIVITY MANAGER PENDING INTENTS (dumpsys activity intents)
        ApplicationExitInfo #9:
          timestamp=2023-05-30 01:02:03.004 pid=7
`;

test("tells each end with its time, reason and app, in either layout", async () => {
  const { located, records, problems } = await read(exitInfo, { [PATH]: bytes(DUMP) }, PATH, undefined, { zone: "Europe/Belgrade" });
  expect(records).toEqual([
    {
      ended: expect.objectContaining({ zoneSource: "settings", earliest: "1685563931123000000" }),
      packageName: "com.whatsapp",
      process: "com.whatsapp:push",
      pid: 1234,
      uid: 10123,
      exitReason: "CRASH(NATIVE)",
      exitStatus: 11,
      description: "crash of x",
    },
    expect.objectContaining({ exitReason: "USER REQUESTED", exitSubreason: "FORCE STOP" }),
    expect.objectContaining({ packageName: "com.example.old", process: "com.example.old", exitReason: "LOW_MEMORY", pid: 7 }),
  ]);
  expect(located[0]!.at).toEqual([{ kind: "line", line: 7 }]);
  expect(exitInfo.events!(records[0]!)).toMatchObject([{ kind: "crash", params: { reason: "CRASH(NATIVE)" } }]);
  expect(exitInfo.events!(records[1]!)).toMatchObject([{ kind: "process" }]);
  expect(problems).toMatchObject([{ problem: { at: [{ line: 23 }] } }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(exitInfo, PATH, bytes(DUMP))).toEqual([]);
});
