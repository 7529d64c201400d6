import { isInPs } from "./live-lists.ts";
import type { Program, SysdiagnosePhone, TraceKind } from "./phone.ts";
import { imageUuid, localStamp, offsetText } from "./stamps.ts";

const having = (phone: SysdiagnosePhone, trace: TraceKind): readonly Program[] =>
  phone.programs.filter(({ traces }) => traces.includes(trace));
const stamp = (phone: SysdiagnosePhone, at: number): string => localStamp(at, phone.zoneHours) + offsetText(phone.zoneHours);

/**
 * Files of the log, by name: blocks as logd writes them. The first builds of iOS 26 begin the file anew at each shutdown, later ones divide it
 * into files. Some programs are waited for at every shutdown, as on real phones.
 */
export function shutdownLogs(phone: SysdiagnosePhone): ReadonlyMap<string, string> {
  const { style, shutdowns, forgottenShutdowns = 0 } = phone;
  const blocks = shutdowns.map((at, index) => ({ at, isLast: index === shutdowns.length - 1 })).slice(forgottenShutdowns);
  if (style === "ios26") return new Map([["shutdown.log", blocksOf(phone, blocks.slice(-1))]]);
  if (style !== "ios26-files") return new Map([["shutdown.log", blocksOf(phone, blocks)]]);
  const older = blocks.slice(0, -1);
  return new Map([
    ["shutdown.0.log", blocksOf(phone, blocks.slice(-1))],
    ...(older.length > 0 ? ([["shutdown.1.log", blocksOf(phone, older)]] as const) : []),
  ]);
}

function blocksOf(phone: SysdiagnosePhone, blocks: readonly { readonly at: number; readonly isLast: boolean }[]): string {
  const slow = having(phone, "shutdown");
  const client = ({ pid, path, uuid }: Program): string => `\t\tremaining client pid: ${pid} (${path}/${uuid ?? imageUuid(path)})\n`;
  return blocks
    .map(({ at, isLast }) => {
      const waited = slow.filter(({ path }) => isLast || path.startsWith("/usr/") || path.startsWith("/System/"));
      const looks = ["1.26", "1.77"].map((seconds) => `After ${seconds}s, these clients are still here:\n${waited.map(client).join("")}`);
      return `${waited.length > 0 ? looks.join("") : ""}SIGTERM: [${Math.floor(at)}] All buffers flushed\n`;
    })
    .join("");
}

export function logdLog(phone: SysdiagnosePhone): string {
  const lines = [
    ...phone.boots.map((at) => ({ at, text: "start: libtrace_kic=1" })),
    ...phone.shutdowns.map((at) => ({ at, text: "No userlevel firehose clients left" })),
    ...phone.boots.slice(1).map((at) => ({ at: at + 40, text: "Unable to get path for 211" })),
  ].sort((a, b) => a.at - b.at);
  return lines.map(({ at, text }) => `${stamp(phone, at)} logd[29]: ${text}\n`).join("");
}

const OLD_COLUMNS = "USER             UID   PID  PPID  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND";
const NEW_COLUMNS =
  "USER             UID PRSNA   PID  PPID        F  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND";

export function ps(phone: SysdiagnosePhone): string {
  const isNew = phone.style !== "ios15";
  const line = ({ path, pid, uid, parentPid }: Program): string => {
    const user = uid === 0 ? "root" : "mobile";
    const ids = isNew ? `${uid} - ${pid} ${parentPid} 4004` : `${uid} ${pid} ${parentPid}`;
    return `${user} ${ids} 0.0 0.1 31 0 407955168 2672 - ?? Ss ${isNew ? "9:35\u202fAM" : "9:35AM"} 0:00.10 ${path}`;
  };
  return [isNew ? NEW_COLUMNS : OLD_COLUMNS, ...phone.programs.filter(isInPs).map(line)].map((text) => `${text}\n`).join("");
}

/** Both forms: the older looks like YAML, since iOS 16.4 there is an object a line. */
export function statistics(phone: SysdiagnosePhone): { readonly text?: string; readonly lines?: string } {
  const programs = having(phone, "statistics");
  const at = phone.made - 3_600;
  if (phone.style === "ios15") {
    const rows = programs.map(({ path }, index) => `  - [ ${900_000 - index * 1_000}, ${(9 - index / 10).toFixed(1)}, ${path} ]\n`);
    const file = "file  : /var/db/diagnostics/Persist/0000000000000f85.tracev3";
    return {
      text: `--- !logd statistics record\ntype  : File Rotate\n${file}\ntime  : ${stamp(phone, at)}\ntotal : 10475224\nprocs :\n${rows.join("")}`,
    };
  }
  const processList = programs.map(({ path }, index) => ({ process: path, bytes: 900_000 - index * 1_000 }));
  return { lines: `${JSON.stringify({ type: "File Rotate", file: "x.tracev3", unixTime: at, totalBytes: 10_475_224, processList })}\n` };
}
