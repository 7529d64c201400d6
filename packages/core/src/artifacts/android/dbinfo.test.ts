import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import dbinfo from "./dbinfo.ts";

const PATH = "bridle:/dumpsys/dbinfo";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Applications Database Info:

** Database info for pid 4321 [com.example.stork:sync] **

Connection pool for /data/user/0/com.example.stork/databases/loot.db:
  Open: true
  Available primary connection:
    Connection #0:
      Most recently executed operations:
        0: [2026-10-01 10:10:10.123] [Pid:(4321)]executeForLong took 1ms - succeeded, sql="SELECT
  count(*)
  FROM sent", path=/data/user/0/com.example.stork/databases/loot.db
        1: [2026-10-01 10:10:09.000] prepare took 0ms - succeeded, sql="PRAGMA user_version;"
        2: [10-01 10:10:08.000] close took 0ms - failed, exception="it was "closed""

** Database info for pid 55 [system] **

Connection pool for :memory::
  Most recently executed operations:
        0: [2026-10-01 10:00:00.000] [Pid:(55)]execute took 2ms - succeeded, sql="COMMIT;"
`;

test("tells each statement with its process, database and time, over several lines where it spans them", async () => {
  const { located, problems } = await read(dbinfo, { [PATH]: bytes(ORDINARY) }, PATH, undefined, { zone: "UTC" });
  expect(problems).toEqual([]);
  expect(located.map(({ at }) => at[0])).toEqual([10, 13, 14, 20].map((line) => ({ kind: "line", line })));
  expect(located.map(({ data }) => [data.databaseAction, data.sql, data.executed?.earliest])).toEqual([
    ["executeForLong", "SELECT\n  count(*)\n  FROM sent", "1790849410123000000"],
    ["prepare", "PRAGMA user_version;", "1790849409000000000"],
    ["close", "", undefined],
    ["execute", "COMMIT;", "1790848800000000000"],
  ]);
  expect(located[0]!.data).toMatchObject({
    pid: 4321,
    processName: "com.example.stork:sync",
    packageName: "com.example.stork",
    path: "/data/data/com.example.stork/databases/loot.db",
  });
  expect(dbinfo.observables!(located[0]!.data).map(({ type, value }) => `${type} ${value}`)).toEqual([
    "app:id com.example.stork",
    "process:name com.example.stork:sync",
    "file:path /data/data/com.example.stork/databases/loot.db",
  ]);
  expect(dbinfo.observables!(located[3]!.data)).toEqual([{ type: "process:name", role: "ran", value: "system" }]);
});

test("a statement that is cut off is told as far as it goes; damage costs nothing else", async () => {
  const [cut] = await recordsOf(dbinfo, PATH, bytes(ORDINARY.slice(0, ORDINARY.indexOf("FROM sent"))));
  expect(cut!.sql).toBe("SELECT\n  count(*)\n  ");
  expect(await faultsOf(dbinfo, PATH, bytes(ORDINARY))).toEqual([]);
});
