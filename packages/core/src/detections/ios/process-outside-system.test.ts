import { expect, test } from "vitest";
import crashReports from "../../artifacts/ios/crash-reports.ts";
import locationdClients from "../../artifacts/ios/locationd-clients.ts";
import logdataStatistics from "../../artifacts/ios/logdata-statistics.ts";
import processes from "../../artifacts/ios/processes.ts";
import shutdownLog from "../../artifacts/ios/shutdown-log.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./process-outside-system.ts";

const STAGING = "/private/var/db/com.apple.xpc.roleaccountd.staging";
const BRAIN = "com.apple.NRD.UpdateBrainService";
const ran = (...paths: string[]): readonly object[] => paths.map((path, index) => ({ pid: index + 9, command: path, path }));
const subjectsOf = (...paths: string[]): unknown[] => programHitsOf(rule, [processes, ran(...paths)]).map(({ hit }) => hit.subject);

test.each([
  `${STAGING}/subridged`,
  "/private/var/tmp/UserEventAgent",
  "/private/var/root/Library/Caches/x",
  // The helper of updates is told by the whole shape of its path.
  `${STAGING}/${BRAIN}`,
  `${STAGING}/exec/x.xpc/${BRAIN}`,
  `${STAGING}/exec/1.2.xpc/${BRAIN}/more`,
])("speaks of %s", (path) => {
  expect(subjectsOf(path)).toEqual([{ type: "file:path", value: path }]);
});

test("is silent on the system, on apps, on the helper of updates and on programs without a path", () => {
  const silent = [
    `${STAGING}/exec/16777225.1234.xpc/${BRAIN}`, // the one tenant that Apple put there
    "/usr/libexec/locationd",
    "/kernel",
    "/private/var/containers/Bundle/Application/com.example/Example.app/Example",
    "/private/preboot/Cryptexes/OS/usr/libexec/x",
  ];
  expect(programHitsOf(rule, [processes, [...ran(...silent), { pid: 1, command: "(gone)" }]])).toEqual([]);
  expect(programHitsOf(rule, [crashReports, [{ kind: "report", bugType: "309", name: "x" }]])).toEqual([]);
});

test("says it once, with all its sightings, whichever source told of it", () => {
  const path = "/private/var/tmp/agent";
  const [early, late] = [fromUnixSeconds(1_700_000_000)!, fromUnixSeconds(1_700_090_000)!];
  const hits = programHitsOf(
    rule,
    [processes, ran(path)],
    [
      shutdownLog,
      [
        { kind: "client", shutdown: 1, pid: 7, path, time: late },
        { kind: "shutdown", shutdown: 1, clients: 1, delaySeconds: 1, isEnded: true },
      ],
    ],
    [unifiedLogProcesses, [{ pid: 7, euid: 0, boot: "B", path, isUnresolved: false, first: early, last: early }]],
    [
      logdataStatistics,
      [
        { process: path, time: late },
        { process: path, time: late },
      ],
    ],
    [crashReports, [{ kind: "report", bugType: "309", name: "agent", path }]],
    [locationdClients, [{ client: "x", executable: path, locationTimes: [] }]],
  );
  expect(hits).toMatchObject([{ hit: { message: "summary", params: { path, sources: 6 } }, count: 7, first: early, last: late }]);
  expect(hits[0]!.evidence.map(({ result }) => result.id)).toEqual([
    "ios/processes",
    "ios/shutdown-log",
    "ios/unified-log-processes",
    "ios/logdata-statistics",
    "ios/logdata-statistics",
    "ios/crash-reports",
    "ios/locationd-clients",
  ]);
});

test("rates lower who only stands in the list of the location service, whichever member names it", () => {
  const client = (fields: object): object => ({ client: "x", locationTimes: [], ...fields });
  const paths = ["a", "b", "c"].map((name) => `${STAGING}/${name}`);
  const clients = [client({ registered: paths[0] }), client({ clientPath: paths[1] }), client({ bundlePath: paths[2] })];
  expect(programHitsOf(rule, [locationdClients, clients])).toMatchObject(
    paths.map(() => ({ hit: { severity: "medium", confidence: "low" } })),
  );
});

test("says when it bears the name of a program of the system", () => {
  expect(programHitsOf(rule, [processes, ran("/private/var/tmp/locationd")])).toMatchObject([
    { hit: { message: "summary-system-name", params: { name: "locationd" } } },
  ]);
});
