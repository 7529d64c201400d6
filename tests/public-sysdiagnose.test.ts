import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import logdLog from "../packages/core/src/artifacts/ios/logd-log.ts";
import powerLog from "../packages/core/src/artifacts/ios/power-log.ts";
import unifiedLogProcesses from "../packages/core/src/artifacts/ios/unified-log-processes.ts";
import { read } from "../packages/core/src/testing/index.ts";

/** Real files of research phones and a Mac, published under open licences; they stay outside the repository. */
const LOGS = fileURLToPath(new URL("../../shared/public/unified-logs/", import.meta.url));
const SHARED = fileURLToPath(new URL("../../shared/public/ios/", import.meta.url));
const LOGD = `${SHARED}logd.0.log`;
const POWER_LOG = `${SHARED}powerlog_2021-12-16_05-54_84E2141B.PLSQL`;
const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const countBy = <T>(list: readonly T[], key: (one: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of list) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
};

test.skipIf(!existsSync(LOGD))("the log of a real phone's logging daemon is read whole", async () => {
  const { records, problems } = await read(logdLog, { "/private/var/db/diagnostics/logd.0.log": bytesOf(LOGD) });
  expect(problems).toEqual([]);
  // Counted independently with grep.
  expect(countBy(records, ({ kind }) => kind)).toMatchObject({ boot: 12, "orderly-shutdown": 9, "power-button": 5, "unknown-path": 8 });
});

test.skipIf(!existsSync(POWER_LOG))("the diary of a real phone's battery gives as many rows as SQLite counts", async () => {
  const { records, problems, notes } = await read(powerLog, {
    "bridle:/sysdiagnose/logs/powerlogs/powerlog_2021-12-16_05-54_84E2141B.PLSQL": bytesOf(POWER_LOG),
  });
  expect([problems, notes]).toEqual([[], []]);
  const database = new DatabaseSync(POWER_LOG, { readOnly: true });
  const count = (table: string, where = "1"): unknown =>
    (database.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get() as { n: unknown }).n;
  expect(countBy(records, ({ kind }) => kind)).toMatchObject({
    started: count("PLProcessMonitorAgent_EventForward_ProcessID"),
    group: count("PLCoalitionAgent_EventInterval_CoalitionInterval"),
    network: count("PLProcessNetworkAgent_EventInterval_UsageDiff"),
    processor: count("PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval_Dynamic"),
    app: count("PLApplicationAgent_EventNone_AllApps"),
    "plug-in": count("PLApplicationAgent_EventNone_AllPlugins"),
    transfer: count("PLXPCAgent_EventPoint_BackgroundTransfer"),
    location: count("PLLocationAgent_EventForward_ClientStatus"),
  });
  database.close();
  expect(records.filter(({ kind }) => kind === "started")).toHaveLength(994);
  // The clock was off by minutes, and not by the same all the time.
  const first = records.find(({ kind, process }) => kind === "started" && process === "com.apple.datamigrator")!;
  expect(first.time).toMatchObject({ clock: "utc", raw: "1635848624.067997", earliest: expect.stringMatching(/^1635848250/) });
});

test.skipIf(!existsSync(LOGS))("the catalogs of published logs list as many processes as the readers of their publishers", async () => {
  const name = "uuidtext/22/0D3C2953A33917B333DD8366AC25F2";
  const path = (file: string): string => `/private/var/db/diagnostics/Persist/${file}`;
  const small = "0000000000000030.tracev3";
  const large = "0000000000000f85.tracev3";
  const beside = {
    [`/private/var/db/${name}`]: bytesOf(LOGS + name),
    "/private/var/db/uuidtext/00/7EF56328D53A78B59CCCE3E3189F57": bytesOf(`${LOGS}uuidtext/00/7EF56328D53A78B59CCCE3E3189F57`),
    "/private/var/db/diagnostics/timesync/0000000000000002.timesync": bytesOf(`${LOGS}timesync/0000000000000002.timesync`),
  };
  const one = await read(unifiedLogProcesses, { [path(small)]: bytesOf(LOGS + small), ...beside }, path(small));
  const many = await read(unifiedLogProcesses, { [path(large)]: bytesOf(LOGS + large), ...beside }, path(large));
  expect([one.problems, many.problems, one.error, many.error]).toEqual([[], [], undefined, undefined]);
  // Counts as the samples' own description gives them (shared/public/README.md): 1 and 66 processes.
  expect(one.records).toMatchObject([{ pid: 14_225, euid: 0 }]);
  expect(many.records).toHaveLength(66);
  expect(new Set(many.records.map(({ boot }) => boot))).toEqual(new Set(["A6EBC8E3-0A1C-40E8-93B9-DA3A7F671D19"]));
  // Root, daemons and the owner: what was read as a user is one.
  expect(many.records.every(({ euid }) => euid <= 501)).toBe(true);
});
