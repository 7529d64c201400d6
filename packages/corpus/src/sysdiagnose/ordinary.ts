import { at, DAY, HOUR } from "../time.ts";
import type { Crash, Program, SysdiagnosePhone, SysdiagnoseStyle, TraceKind } from "./phone.ts";

const STYLES: Readonly<Record<SysdiagnoseStyle, Pick<SysdiagnosePhone, "osVersion" | "build" | "model" | "made">>> = {
  ios15: { osVersion: "15.7", build: "19H12", model: "iPhone12,1", made: at("2022-10-21T18:31:40Z") },
  ios17: { osVersion: "17.4", build: "21E219", model: "iPhone14,5", made: at("2024-04-02T09:12:30Z") },
  ios18: { osVersion: "18.4.1", build: "22E252", model: "iPhone14,5", made: at("2025-05-08T20:17:05Z") },
  ios26: { osVersion: "26.1", build: "23B85", model: "iPhone16,1", made: at("2025-11-20T07:40:11Z") },
  "ios26-files": { osVersion: "26.2", build: "23C55", model: "iPhone16,1", made: at("2026-01-12T10:15:42Z") },
};

/** Programs that run on every phone, from public listings of research phones. */
const SYSTEM: readonly (readonly [path: string, uid: number])[] = [
  ["/sbin/launchd", 0],
  ["/usr/libexec/locationd", 205],
  ["/usr/libexec/nsurlsessiond", 501],
  ["/usr/libexec/securityd", 64],
  ["/usr/libexec/trustd", 282],
  ["/usr/libexec/lsd", 501],
  ["/usr/libexec/rapportd", 501],
  ["/usr/libexec/mobileassetd", 0],
  ["/usr/libexec/backboardd", 501],
  ["/usr/sbin/mediaserverd", 501],
  ["/usr/sbin/mDNSResponder", 65],
  ["/usr/sbin/wifid", 0],
  ["/System/Library/CoreServices/SpringBoard.app/SpringBoard", 501],
  ["/System/Library/PrivateFrameworks/IMCore.framework/imagent.app/imagent", 501],
  ["/System/Library/PrivateFrameworks/HomeKitDaemon.framework/Support/homed", 501],
  ["/System/Library/PrivateFrameworks/IDS.framework/identityservicesd.app/identityservicesd", 501],
  [
    "/System/Library/PrivateFrameworks/MessagesBlastDoorSupport.framework/XPCServices/MessagesBlastDoorService.xpc/MessagesBlastDoorService",
    501,
  ],
  ["/System/Library/Frameworks/WebKit.framework/XPCServices/com.apple.WebKit.WebContent.xpc/com.apple.WebKit.WebContent", 501],
  ["/System/Library/Frameworks/WebKit.framework/XPCServices/com.apple.WebKit.Networking.xpc/com.apple.WebKit.Networking", 501],
  ["/private/var/containers/Bundle/Application/5D2B7A90-0C1E-4B6F-9A3D-1E2F3A4B5C6D/Signal.app/Signal", 501],
];
const EVERYWHERE: readonly TraceKind[] = ["ps", "log", "statistics", "power"];
/** Waited for at most shutdowns of healthy phones. */
const SLOW = new Set(["/usr/libexec/locationd", "/usr/libexec/mobileassetd"]);

/** A phone in ordinary use: restarted every ten days, once by a panic, two apps that crashed. */
export function ordinaryPhone(style: SysdiagnoseStyle): SysdiagnosePhone {
  const { made, ...rest } = STYLES[style];
  const restarts = [31, 20, 9].map((days) => made - days * DAY);
  const panics = [made - 15 * DAY];
  const boots = [made - 42 * DAY, ...restarts, ...panics].sort((a, b) => a - b);
  const programs = SYSTEM.map(
    ([path, uid], index): Program => ({
      path,
      uid,
      pid: index === 0 ? 1 : 60 + index * 7,
      parentPid: index === 0 ? 0 : 1,
      spoke: [boots.at(-1)! + 30 + index, made - 60 - index],
      traces: SLOW.has(path) ? [...EVERYWHERE, "shutdown"] : EVERYWHERE,
    }),
  );
  return {
    style,
    ...rest,
    made,
    zoneHours: 2,
    boots,
    shutdowns: restarts.map((boot) => boot - 45),
    panics,
    programs,
    crashes: [appCrash(made - 3 * DAY), appCrash(made - 2 * DAY - 5 * HOUR)],
  };
}

const appCrash = (crashed: number): Crash => ({
  at: crashed,
  program: "Signal",
  path: SYSTEM.at(-1)![0],
  exception: "EXC_CRASH",
  detail: "",
});

/** A program on top of an ordinary phone's. */
export const runs = (
  phone: SysdiagnosePhone,
  path: string,
  traces: readonly TraceKind[],
  fields: Partial<Program> = {},
): SysdiagnosePhone => ({
  ...phone,
  programs: [
    ...phone.programs,
    {
      path,
      uid: 0,
      pid: 900 + phone.programs.length,
      parentPid: 1,
      spoke: [phone.made - 6 * HOUR, phone.made - 2 * HOUR],
      traces,
      ...fields,
    },
  ],
});

/** A program of an ordinary phone's, by its path, with something else about it. */
export const changes = (phone: SysdiagnosePhone, path: string, fields: Partial<Program>): SysdiagnosePhone => ({
  ...phone,
  programs: phone.programs.map((program) => (program.path === path ? { ...program, ...fields } : program)),
});

export const crashes = (phone: SysdiagnosePhone, ...more: readonly Crash[]): SysdiagnosePhone => ({
  ...phone,
  crashes: [...phone.crashes, ...more],
});
