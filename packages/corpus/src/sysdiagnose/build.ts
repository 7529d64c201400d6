import { gzipSync } from "node:zlib";
import { utf8 } from "../bytes.ts";
import { DAY } from "../time.ts";
import { crashList, crashReport, panicReports } from "./crash-report.ts";
import { deviceState } from "./device-state.ts";
import { psThread, spindump, taskinfo } from "./live-lists.ts";
import type { SysdiagnosePhone } from "./phone.ts";
import { powerLog } from "./power-log.ts";
import { localStamp, offsetText } from "./stamps.ts";
import { logdLog, ps, shutdownLogs, statistics } from "./text-logs.ts";
import { unifiedLog } from "./unified-log.ts";

/** `sysdiagnose_2023.05.24_13-29-15-0700_iPhone-OS_iPhone_20F66` */
export function rootName({ made, zoneHours, build }: SysdiagnosePhone): string {
  const [date, time] = localStamp(made, zoneHours).split(" ") as [string, string];
  return `sysdiagnose_${date.replaceAll("-", ".")}_${time.replaceAll(":", "-")}${offsetText(zoneHours)}_iPhone-OS_iPhone_${build}`;
}

/** The files of the archive below its root: relative path -> bytes. Everything about it says DEMO. */
export function buildSysdiagnose(phone: SysdiagnosePhone): Map<string, Uint8Array> {
  const { text, lines } = statistics(phone);
  const extra = "system_logs.logarchive/Extra";
  const files = new Map<string, Uint8Array>();
  const add = (path: string, content: string | Uint8Array): void =>
    void files.set(path, typeof content === "string" ? utf8(content) : content);
  add("sysdiagnose.log", `DEMO: a synthetic archive\nOutput directory: IN_PROGRESS_${rootName(phone)}\n`);
  add(
    "remotectl_dumpstate.txt",
    `Local device\n\tProductType => ${phone.model}\n\tOSVersion => ${phone.osVersion}\n\tBuildVersion => ${phone.build}\n`,
  );
  add("ps.txt", ps(phone));
  add("ps_thread.txt", psThread(phone));
  add("taskinfo.txt", taskinfo(phone));
  add("spindump-nosymbols.txt", spindump(phone));
  for (const [name, log] of shutdownLogs(phone)) add(`${extra}/${name}`, log);
  add(`${extra}/logd.0.log`, logdLog(phone));
  if (text !== undefined) add(`${extra}/logdata.statistics.0.txt`, text);
  if (lines !== undefined) add(`${extra}/logdata.statistics.0.jsonl`, lines);
  for (const [path, bytes] of unifiedLog(phone)) add(`system_logs.logarchive/${path}`, bytes);
  add(`logs/powerlogs/${powerLogName(phone.made)}`, powerLog(phone));
  const before = earlier(phone);
  add(`logs/powerlogs/${powerLogName(before.made)}.gz`, new Uint8Array(gzipSync(powerLog(before))));
  for (const [path, content] of deviceState(phone)) add(path, content);
  for (const [index, crash] of phone.crashes.entries()) {
    const [name, report] = crashReport(phone, crash, index);
    add(`crashes_and_spins/${name}`, report);
  }
  add("summaries/crashes_and_spins.log", crashList(phone, [...files.keys()]));
  for (const at of phone.panics) for (const [name, report] of panicReports(phone, at)) add(`crashes_and_spins/${name}`, report);
  return files;
}

const powerLogName = (at: number): string =>
  `powerlog_${localStamp(at, 0).replace(" ", "_").replaceAll(":", "-").slice(0, 16)}_DEMO0000.PLSQL`;

/** The diary of the days before, packed: programs of the system, and what left its trace there alone. */
function earlier(phone: SysdiagnosePhone): SysdiagnosePhone {
  const shift = 4 * DAY;
  const programs = phone.programs
    .filter(({ path, traces }) => path.startsWith("/usr/") || traces.includes("earlier"))
    .map(({ spoke: [first, last], traces, ...program }) => ({
      ...program,
      traces: [...traces, "power" as const],
      spoke: [first - shift, last - shift] as const,
    }));
  return { ...phone, made: phone.made - shift, programs };
}
