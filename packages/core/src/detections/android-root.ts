import { baseName, isBelow } from "../model/canonical-path.ts";

/** Tools that give root, by how they name themselves in mounts, processes and folders; each by its own published source. */
export const ROOT_TOOLS = ["magisk", "kernelsu", "apatch", "supersu", "su"] as const;
export type RootTool = (typeof ROOT_TOOLS)[number];

/** Devices that Magisk (`magisk`, `worker`), KernelSU (`KSU`) and APatch (`APatch`) give their mounts. */
const DEVICES: ReadonlyMap<string, RootTool> = new Map([
  ["magisk", "magisk"],
  ["worker", "magisk"],
  ["ksu", "kernelsu"],
  ["apatch", "apatch"],
]);
/** Daemons, by whole name. */
const PROCESSES: ReadonlyMap<string, RootTool> = new Map([
  ["magiskd", "magisk"],
  ["magisk", "magisk"],
  ["magisk64", "magisk"],
  ["magisk32", "magisk"],
  ["zygiskd", "magisk"],
  ["zygiskd64", "magisk"],
  ["zygiskd32", "magisk"],
  ["ksud", "kernelsu"],
  ["apd", "apatch"],
  ["daemonsu", "supersu"],
  ["su", "su"],
]);
/** SELinux domains: of Magisk, KernelSU and of builds for developers (`su`). */
const DOMAIN = /^u:r:(magisk|ksu|kernelsu|su|supersu|apatch):/;
const DOMAINS: Readonly<Record<string, RootTool>> = {
  magisk: "magisk",
  ksu: "kernelsu",
  kernelsu: "kernelsu",
  su: "su",
  supersu: "supersu",
  apatch: "apatch",
};
const FILES: ReadonlyMap<string, RootTool> = new Map([
  ["/data/adb/magisk", "magisk"],
  ["/data/adb/magisk.db", "magisk"],
  ["/data/adb/modules", "magisk"],
  ["/data/adb/ksu", "kernelsu"],
  ["/data/adb/ksud", "kernelsu"],
  ["/data/adb/ap", "apatch"],
  ["/data/adb/apd", "apatch"],
  ["/sbin/.magisk", "magisk"],
  ["/debug_ramdisk/.magisk", "magisk"],
  ["/system/app/Superuser.apk", "supersu"],
  ["/system/app/SuperSU.apk", "supersu"],
]);
/** Programs by name, in the folders of the system's programs. */
const PROGRAMS: ReadonlyMap<string, RootTool> = new Map([
  ["su", "su"],
  ["supolicy", "supersu"],
  ["daemonsu", "supersu"],
  ["magisk", "magisk"],
  ["magiskpolicy", "magisk"],
  ["magiskhide", "magisk"],
  ["ksud", "kernelsu"],
]);
const PROGRAM_FOLDERS = [
  "/system/bin",
  "/system/xbin",
  "/system/sbin",
  "/sbin",
  "/vendor/bin",
  "/product/bin",
  "/data/local/bin",
  "/data/local/xbin",
  "/su/bin",
];

/** Apps that manage root: MVT's list (spec appendix A) and the newer tools' own names. */
export const ROOT_MANAGERS: ReadonlySet<string> = new Set([
  "com.noshufou.android.su",
  "com.noshufou.android.su.elite",
  "eu.chainfire.supersu",
  "eu.chainfire.supersu.pro",
  "com.koushikdutta.superuser",
  "com.thirdparty.superuser",
  "com.yellowes.su",
  "com.koushikdutta.rommanager",
  "com.koushikdutta.rommanager.license",
  "com.dimonvideo.luckypatcher",
  "com.chelpus.lackypatch",
  "com.ramdroid.appquarantine",
  "com.ramdroid.appquarantinepro",
  "com.devadvance.rootcloak",
  "com.devadvance.rootcloakplus",
  "de.robv.android.xposed.installer",
  "com.saurik.substrate",
  "com.zachspong.temprootremovejb",
  "com.amphoras.hidemyroot",
  "com.amphoras.hidemyrootadfree",
  "com.formyhm.hiderootPremium",
  "com.formyhm.hideroot",
  "me.phh.superuser",
  "com.kingouser.com",
  "com.topjohnwu.magisk",
  "io.github.huskydg.magisk",
  "io.github.vvb2060.magisk",
  "me.weishu.kernelsu",
  "com.rifsxd.ksunext",
  "org.lsposed.manager",
  "me.bmax.apatch",
]);

export const rootToolOfDevice = (device: string): RootTool | undefined => DEVICES.get(device.toLowerCase());
export const rootToolOfProcess = (name: string): RootTool | undefined => PROCESSES.get(baseName(name.split(" ", 1)[0]!));
export const rootToolOfLabel = (label: string): RootTool | undefined => DOMAINS[DOMAIN.exec(label)?.[1] ?? ""];

export function rootToolOfFile(path: string): RootTool | undefined {
  for (const [folder, tool] of FILES) if (path === folder || isBelow(path, folder)) return tool;
  return PROGRAM_FOLDERS.some((folder) => path === `${folder}/${baseName(path)}`) ? PROGRAMS.get(baseName(path)) : undefined;
}

/** Folders of the system that nothing is mounted over on a phone as it is sold, but by its own packages (apex) and overlays of makers. */
const SYSTEM_FOLDERS = ["/system", "/system_ext", "/vendor", "/product", "/odm", "/oem"];
const RAM = new Set(["tmpfs", "overlay", "overlayfs"]);

export interface Mount {
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly options: readonly string[];
}

export const isSystemFolder = (path: string): boolean =>
  path === "/" || SYSTEM_FOLDERS.some((folder) => path === folder || isBelow(path, folder));

/** A part of the system that can be written to; the root itself is one where the system is mounted as root (Android 10 on). */
export const isWritableSystem = ({ mountPoint, options, fileSystem, device }: Mount): boolean =>
  isSystemFolder(mountPoint) && options.includes("rw") && (mountPoint !== "/" || (device.startsWith("/") && fileSystem !== "rootfs"));

/**
 * Programs or settings of the system hidden behind memory. Not `overlay` mounts whose folders are all the system's own: makers ship
 * them (Samsung's and Xiaomi's preloads), and developers' `adb remount` makes the other kind.
 */
export function isMountedOverSystem({ mountPoint, fileSystem, options }: Mount): boolean {
  if (!RAM.has(fileSystem) || mountPoint === "/" || !isSystemFolder(mountPoint)) return false;
  const folders = options.flatMap((option) => /^(?:lowerdir|upperdir|workdir)=(.*)$/.exec(option)?.[1]?.split(":") ?? []);
  return folders.length === 0 || !folders.every((folder) => isSystemFolder(folder));
}
