import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import statistics from "./logdata-statistics.ts";

const TEXT = "/private/var/db/diagnostics/logdata.statistics.0.txt";
const LINES = "/private/var/db/diagnostics/logdata.statistics.0.jsonl";
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const RECORDS = `--- !logd statistics record
type  : File Rotate
file  : /var/db/diagnostics/Persist/0000000000000a1b.tracev3
time  : 2023-05-24 13:29:15-0700
total : 10475224
procs :
  - [     2718282, 25.9, /usr/libexec/locationd ]
  - [       31415,  0.3%, /var/db/x [1], y/agent ]
--- !logd snapshot record
  - [ 5, 0.1, /usr/libexec/undated ]
`;

test("reads records that look like YAML, each with its own time", async () => {
  const records = await recordsOf(statistics, TEXT, encoded(RECORDS));
  expect(records).toMatchObject([
    { process: "/usr/libexec/locationd", bytes: 2_718_282, time: { earliest: "1684960155000000000" } },
    { process: "/private/var/db/x [1], y/agent", bytes: 31_415 },
    { process: "/usr/libexec/undated" },
  ]);
  expect(records[2]).not.toHaveProperty("time");
  expect(statistics.observables!(records[1]!)).toMatchObject([{ value: "agent" }, { value: "/private/var/db/x [1], y/agent" }]);
  expect(statistics.events!(records[0]!)).toMatchObject([{ kind: "usage" }]);
});

test("reads an object a line; one that is none costs itself", async () => {
  const text = [
    '{"type":"File Rotate","unixTime":1684960155,"processList":[{"process":"/usr/libexec/nsurlsessiond","bytes":12},{"process":7},null]}',
    "{broken",
    '{"processList":"none"}',
    "",
  ].join("\n");
  const { records, problems } = await read(statistics, { [LINES]: encoded(text) });
  expect(records).toMatchObject([{ process: "/usr/libexec/nsurlsessiond", bytes: 12, time: { earliest: "1684960155000000000" } }]);
  expect(problems).toHaveLength(1);
});

test("survives damage", async () => {
  expect(await faultsOf(statistics, TEXT, encoded(RECORDS))).toEqual([]);
});
