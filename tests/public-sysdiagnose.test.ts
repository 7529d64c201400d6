import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readDaemonEntry, readLockdownEntry } from "../packages/core/src/artifacts/daemon-log.ts";
import activation from "../packages/core/src/artifacts/ios/activation.ts";
import backupState from "../packages/core/src/artifacts/ios/backup-state.ts";
import containermanagerd from "../packages/core/src/artifacts/ios/containermanagerd.ts";
import lockdownd from "../packages/core/src/artifacts/ios/lockdownd.ts";
import logdLog from "../packages/core/src/artifacts/ios/logd-log.ts";
import mobileInstallation from "../packages/core/src/artifacts/ios/mobile-installation.ts";
import powerLog, { type PowerLogEntry } from "../packages/core/src/artifacts/ios/power-log.ts";
import unifiedLogProcesses from "../packages/core/src/artifacts/ios/unified-log-processes.ts";
import { toIso } from "../packages/core/src/model/time.ts";
import { read } from "../packages/core/src/testing/index.ts";

/** Real files of research phones and a Mac, published under open licences; they stay outside the repository. */
const LOGS = fileURLToPath(new URL("../../shared/public/unified-logs/", import.meta.url));
const SHARED = fileURLToPath(new URL("../../shared/public/ios/", import.meta.url));
const LOGD = `${SHARED}logd.0.log`;
const INSTALLATION = `${SHARED}mobile_installation.log`;
const LOCKDOWN = `${SHARED}lockdownd.log`;
const BACKUP_STATE = `${SHARED}com.apple.MobileBackup.plist`;
const HAS_PYTHON = spawnSync("python3", ["--version"]).status === 0;
const HAS_GREP = spawnSync("grep", ["--version"]).status === 0;
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

/** Lines that fit an expression, as grep counts them: the way to count that is not ours. */
const grep = (file: string, expression: string): number =>
  Number(spawnSync("grep", ["-cE", expression, file], { encoding: "utf8" }).stdout.trim());
const textLines = (file: string): readonly string[] => readFileSync(file, "utf8").replace(/\n$/, "").split("\n");

test.skipIf(!existsSync(INSTALLATION) || !HAS_GREP)("the logs of a real phone's daemons are read whole, entry by entry", async () => {
  const lines = textLines(INSTALLATION);
  const entries = lines.filter((line) => readDaemonEntry(line) !== undefined);
  expect(entries).toHaveLength(grep(INSTALLATION, "^[A-Z][a-z]{2} [A-Z][a-z]{2} .[0-9] [0-9:]{8} 20[0-9]{2} \\[[0-9]+\\] <"));
  // What is no entry goes on with the one before it.
  expect(lines.length - entries.length).toBe(grep(INSTALLATION, "^([ )}]|$)"));
  expect(entries.every((line) => readDaemonEntry(line)!.speaker !== "")).toBe(true);
  const installed = await read(mobileInstallation, {
    "/private/var/installd/Library/Logs/MobileInstallation/mobile_installation.log.0": bytesOf(INSTALLATION),
  });
  expect([installed.problems, installed.error]).toEqual([[], undefined]);
  expect(countBy(installed.records, ({ installationStep }) => installationStep)).toEqual({
    "container-made": grep(INSTALLATION, "Made container live for"),
  });
  expect(
    installed.records.every(({ bundleId, path, logged }) => bundleId && path?.startsWith("/private/var/mobile/Containers/") && logged),
  ).toBe(true);
  // The publishers put the logs of three daemons into one file; the other two find their own.
  const containers = await read(containermanagerd, {
    "/private/var/root/Library/Logs/MobileContainerManager/containermanagerd.log.0": bytesOf(INSTALLATION),
  });
  expect(containers.records.map(({ containerStep }) => containerStep)).toEqual(Array(grep(INSTALLATION, "cleanup complete")).fill("ready"));
  const started = await read(activation, {
    "/private/var/mobile/Library/Logs/mobileactivationd/mobileactivationd.log": bytesOf(INSTALLATION),
  });
  expect([containers.problems, started.problems]).toEqual([[], []]);
});

test.skipIf(!existsSync(LOCKDOWN) || !HAS_GREP)("the log of a real phone's lockdownd is read whole, entry by entry", async () => {
  const lines = textLines(LOCKDOWN);
  const entries = lines.filter((line) => readLockdownEntry(line) !== undefined);
  expect(entries).toHaveLength(grep(LOCKDOWN, "^[0-9]{2}/[0-9]{2}/[0-9]{2} [0-9:.]{15} pid=69 [a-z_]+: "));
  // As many as plaso's own test expects of this file.
  expect(entries).toHaveLength(153);
  expect(lines.length - entries.length).toBe(grep(LOCKDOWN, "^[^0-9]"));
  const { records, problems } = await read(lockdownd, { "/private/var/logs/lockdownd.log": bytesOf(LOCKDOWN) });
  expect(problems).toEqual([]);
  expect(countBy(records, ({ lockdownStep }) => lockdownStep)).toEqual({
    service: grep(LOCKDOWN, "handle_start_service: .* attempting to spawn"),
    connected: 1, // one program, one day
  });
  expect(new Set(records.map(({ computerProgram }) => computerProgram))).toEqual(new Set(["AMPDevicesAgent"]));
});

test.skipIf(!existsSync(BACKUP_STATE) || !HAS_PYTHON)(
  "the list of backups of a real phone tells as many outcomes as Python's plistlib counts",
  async () => {
    const { records, problems } = await read(backupState, {
      "/private/var/root/Library/Preferences/com.apple.MobileBackup.plist": bytesOf(BACKUP_STATE),
    });
    const script = `import plistlib,sys
for e in plistlib.load(open(sys.argv[1],"rb"))["BackupStateInfo"]["errors"]: print(e["date"].strftime("%Y-%m-%dT%H:%M:%S"))`;
    const dates = spawnSync("python3", ["-c", script, BACKUP_STATE], { encoding: "utf8" }).stdout.trim().split("\n");
    expect(problems).toEqual([]);
    const backups = records.filter(({ kind }) => kind === "backup");
    expect(backups.map(({ logged }) => toIso(logged!.earliest, "second").slice(0, 19))).toEqual(dates);
    expect(records.map(({ kind }) => kind)).toContain("enabled");
  },
);

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
    call: count("PLXPCAgent_EventForward_InCallService"),
  });
  expect(records.filter(({ kind }) => kind === "started")).toHaveLength(994);
  const screenRows = (records as readonly PowerLogEntry[]).filter(({ kind }) => kind === "screen");
  expect([screenRows.length, screenRows.filter(({ isOn }) => isOn).length]).toEqual([
    Number(count("PLSpringBoardAgent_EventForward_SBBlank")) + Number(count("PLDisplayAgent_EventPoint_Display")),
    Number(count("PLSpringBoardAgent_EventForward_SBBlank", "Blanked = 0")) +
      Number(count("PLDisplayAgent_EventPoint_Display", "Active = 1")),
  ]);
  database.close();
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
