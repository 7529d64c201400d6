import type { Crash, SysdiagnosePhone } from "./phone.ts";
import { imageUuid, localStamp, offsetText } from "./stamps.ts";

/** A line that says what it is, then the report: `bug_type` 309, as since iOS 15. */
export function crashReport(
  { osVersion, build, zoneHours, model }: SysdiagnosePhone,
  crash: Crash,
  index: number,
): [name: string, text: string] {
  const { at, program, path, exception, detail, images = [] } = crash;
  const stamp = localStamp(at, zoneHours);
  const isOfApp = path.includes("/Bundle/Application/");
  const head = {
    app_name: program,
    ...(isOfApp && { bundleID: "org.whispersystems.signal" }),
    timestamp: `${stamp}.00 ${offsetText(zoneHours)}`,
    bug_type: "309",
    os_version: `iPhone OS ${osVersion} (${build})`,
  };
  const body = {
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
