import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import logdLog from "../packages/core/src/artifacts/ios/logd-log.ts";
import powerLog from "../packages/core/src/artifacts/ios/power-log.ts";
import { read } from "../packages/core/src/testing/index.ts";

/** Real files of research phones, published under open licences; they stay outside the repository. */
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
