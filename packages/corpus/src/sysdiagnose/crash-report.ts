import type { Crash, SysdiagnosePhone } from "./phone.ts";
import { imageUuid, localStamp, offsetText } from "./stamps.ts";

/** A line that says what it is, then the report: `bug_type` 309, as since iOS 15. */
export function crashReport(
  { osVersion, build, zoneHours, model, boots }: SysdiagnosePhone,
  crash: Crash,
  index: number,
): [name: string, text: string] {
  const { at, program, path, exception, detail, images = [] } = crash;
  const stamp = localStamp(at, zoneHours);
  const booted = boots.filter((boot) => boot < at).at(-1);
  const isOfApp = path.includes("/Bundle/Application/");
  const head = {
    app_name: program,
    ...(isOfApp && { bundleID: "org.whispersystems.signal" }),
    timestamp: `${stamp}.00 ${offsetText(zoneHours)}`,
    bug_type: "309",
    os_version: `iPhone OS ${osVersion} (${build})`,
    incident_id: imageUuid(`incident ${index} ${at}`),
  };
  const body = {
    ...(booted !== undefined && { uptime: Math.floor(at - booted) }),
    modelCode: model,
    captureTime: `${stamp}.0000 ${offsetText(zoneHours)}`,
    pid: 400 + index,
    procName: program,
    procPath: path,
    parentProc: "launchd",
    exception: { type: exception, signal: "SIGSEGV", subtype: detail },
    usedImages: [path, "/usr/lib/dyld", ...images].map((image) => ({
      path: image,
      name: image.slice(image.lastIndexOf("/") + 1),
      uuid: imageUuid(image),
    })),
  };
  const place = `${program}-${stamp.replace(" ", "-").replaceAll(":", "")}.${String(index).padStart(3, "0")}.ips`;
  return [place, `${JSON.stringify(head)}\n${JSON.stringify(body, undefined, 2)}\n`];
}

/** What the system writes at the start after it fell: the panic itself, and the count of resets as text. */
export function panicReports({ osVersion, build, zoneHours }: SysdiagnosePhone, at: number): readonly [name: string, text: string][] {
  const stamp = localStamp(at + 60, zoneHours);
  const fileStamp = stamp.replace(" ", "-").replaceAll(":", "");
  const head = (bugType: string): string =>
    `${JSON.stringify({
      bug_type: bugType,
      timestamp: `${stamp}.00 ${offsetText(zoneHours)}`,
      os_version: `iPhone OS ${osVersion} (${build})`,
      incident_id: imageUuid(`panic ${bugType} ${at}`),
    })}\n`;
  const panicString = "panic(cpu 1 caller 0xfffffff01234567): DEMO\nPanicked task 0xffffffe1: 4321 pages, 12 threads: pid 0: kernel_task\n";
  return [
    [`Panics/panic-full-${fileStamp}.000.ips`, `${head("210")}${JSON.stringify({ build, panicString })}\n`],
    [`ResetCounter-${fileStamp}.ips`, `${head("115")}Reset count: 1\nBoot failure count: 0\nBoot faults: wdog,reset_in_1\n`],
  ];
}

/** The collector's list of what lay on the phone, packed or not: whole paths, a line each. */
export function crashList({ zoneHours, uncollected = [] }: SysdiagnosePhone, members: readonly string[]): string {
  const folder = "/var/mobile/Library/Logs/CrashReporter/";
  const packed = members.flatMap((path) => (path.endsWith(".ips") ? [folder + path.slice(path.indexOf("/") + 1)] : []));
  const others = uncollected.map(
    ({ at, program }) => `${folder}${program}-${localStamp(at, zoneHours).replace(" ", "-").replaceAll(":", "")}.ips`,
  );
  return ["DEMO crash reports:", ...packed, ...others].map((line) => `${line}\n`).join("");
}
