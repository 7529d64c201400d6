import type { LiveList, Program, SysdiagnosePhone } from "./phone.ts";
import { imageUuid, localStamp, offsetText } from "./stamps.ts";

/**
 * The other lists of what ran when the archive was made, beside ps.txt: processes with their threads, tasks, stacks. Forms as published of
 * archives of iOS 15 and 26 (EC-DIGIT's and tracescan's tests, notes on spindump's text); of taskinfo, fields as its readers name them.
 */

/** How a program stands in a list: under its own name and image, unless its phone says otherwise. Undefined where it is not in it. */
function listedIn(program: Program, list: LiveList): { readonly name: string; readonly uuid: string; readonly path: string } | undefined {
  const { path, uuid, lists = {} } = program;
  const how = lists[list];
  if (how === "absent") return undefined;
  return { name: how?.name ?? path.slice(path.lastIndexOf("/") + 1), uuid: how?.uuid ?? uuid ?? imageUuid(path), path };
}

/** Whether `ps` shows it; its own writer asks. */
export const isInPs = (program: Program): boolean => program.traces.includes("ps") && program.lists?.["ps"] !== "absent";

const alive = ({ programs }: SysdiagnosePhone): readonly Program[] => programs.filter(({ traces }) => traces.includes("ps"));
const ageOf = ({ made }: SysdiagnosePhone, { spoke: [first] }: Program): number => Math.max(1, Math.floor(made - first));

const THREAD_COLUMNS =
  "USER             PID   TT   %CPU STAT PRI     STIME     UTIME COMMAND  PPID        F %MEM PRI NI      VSZ    RSS WCHAN  STARTED      TIME COMMAND";
/** Characters of the short column. */
const SHORT_COMMAND = 7;

/** Of the first builds of iOS 26 a header alone. */
export function psThread(phone: SysdiagnosePhone): string {
  const rows = alive(phone).flatMap((program) => {
    const listed = listedIn(program, "ps-thread");
    if (!listed || phone.style === "ios26") return [];
    const { uid, pid, parentPid, path } = program;
    const user = (uid === 0 ? "root" : "mobile").padEnd(16);
    const tail = `${String(parentPid).padStart(5)}  4004004  0.9 31T  0 407965120  18224 -       1:25PM   0:02.38`;
    return [
      `${user} ${String(pid).padStart(5)}   ??    0.0 S    31T   0:00.00   0:00.17 ${path.slice(0, SHORT_COMMAND)} ${tail} ${path}`,
      `${" ".repeat(16)} ${String(pid).padStart(5)}         0.0 S    37T   0:00.00   0:00.08         ${tail}`,
    ];
  });
  return [THREAD_COLUMNS, ...rows].map((line) => `${line}\n`).join("");
}

export function taskinfo(phone: SysdiagnosePhone): string {
  const tasks = [
    task("kernel_task", 0, imageUuid("/kernel"), 800_000),
    ...alive(phone).flatMap((program) => {
      const listed = listedIn(program, "taskinfo");
      return listed ? [task(listed.name, program.pid, listed.uuid, ageOf(phone, program))] : [];
    }),
    // It lists itself.
    task("taskinfo", 4_990, imageUuid("/usr/local/bin/taskinfo"), 0),
  ];
  return `num tasks: ${tasks.length}\n${tasks.join("")}`;
}

const task = (name: string, pid: number, uuid: string, seconds: number): string =>
  [
    `process: "${name}" [${pid}]`,
    `executable uuid: ${uuid}`,
    `\trun time: ${seconds} s`,
    "\tthreads:",
    `\tthread ID: 0x${(pid * 16 + 11).toString(16)} / ${pid * 16 + 11}`,
    "\tuser/system time: 0.000466 s / 0.000000 s",
    "\tpolicy: POLICY_TIMESHARE",
    "\trun state: TH_STATE_WAITING",
    "",
    "",
    "",
  ].join("\n");

export function spindump(phone: SysdiagnosePhone): string {
  const { made, zoneHours, osVersion, build, model, boots } = phone;
  const stamp = (at: number): string => `${localStamp(at, zoneHours)}.759 ${offsetText(zoneHours)}`;
  const head = [
    `Date/Time:        ${stamp(made - 20)}`,
    `End time:         ${stamp(made - 18)}`,
    `OS Version:       iPhone OS ${osVersion} (Build ${build})`,
    "Architecture:     arm64e",
    "Report Version:   35.1",
    "",
    "Duration:         2.00s",
    "Steps:            8 (250ms sampling interval)",
    "",
    `Hardware model:   ${model}`,
    `Time Since Boot:  ${Math.floor(made - boots.at(-1)!)}s`,
    "",
    "",
  ];
  return [...head, ...alive(phone).flatMap((program) => stacksOf(program, phone))].map((line) => `${line}\n`).join("");
}

const DYLD = "/usr/lib/dyld";

function stacksOf(program: Program, phone: SysdiagnosePhone): readonly string[] {
  const listed = listedIn(program, "spindump");
  if (!listed) return [];
  const { path, name, uuid } = listed;
  const images = [DYLD, ...(program.loads ?? [])];
  const image = (at: number, file: string, id: string): string =>
    `           0x${(0x1_0280_0000 + at * 0x10_0000).toString(16)} -                ???  ${file.slice(file.lastIndexOf("/") + 1).padEnd(22)} <${id}>  ${file}`;
  return [
    `Process:          ${name} [${program.pid}]`,
    `UUID:             ${uuid}`,
    `Path:             ${path}`,
    ...(program.path.includes("/Bundle/Application/") ? ["Identifier:       org.whispersystems.signal"] : []),
    `Parent:           launchd [${program.parentPid}]`,
    `UID:              ${program.uid}`,
    "Footprint:        3792 KB",
    `Time Since Fork:  ${ageOf(phone, program)}s`,
    "Num samples:      8 (1-8)",
    "Note:             1 idle work queue thread omitted",
    "",
    '  Thread 0x8b6    DispatchQueue "com.apple.main-thread"(1)    8 samples (1-8)    priority 31 (base 31)',
    "  8  ??? (dyld + 99536) [0x102c504d0]",
    `    8  ??? (${name} + 554572) [0x10287b64c]`,
    "     *8  ??? [0xfffffff0071a86d4]",
    "",
    "  Binary Images:",
    image(0, path, uuid),
    ...images.map((file, index) => image(index + 1, file, imageUuid(file))),
    "",
    "",
  ];
}
