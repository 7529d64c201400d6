import type { AbsentTrace, PlantedTrace } from "../scenarios/scenario.ts";
import { HOUR, MINUTE } from "../time.ts";
import { buildSysdiagnose, rootName } from "./build.ts";
import { HANDS_ON_APP, HANDS_ON_PATH, HANDS_ON_PROXY, withHandsOn } from "./hands-on.ts";
import { changes, crashes, ordinaryPhone, runs } from "./ordinary.ts";
import type { Crash, Program, SysdiagnosePhone, SysdiagnoseStyle } from "./phone.ts";

/** A synthetic sysdiagnose with its ground truth. */
export interface SysdiagnoseScenario {
  readonly id: string;
  readonly title: string;
  readonly planted: readonly PlantedTrace[];
  readonly absent: readonly AbsentTrace[];
  /** Name of the archive's folder. */
  readonly root: (style?: SysdiagnoseStyle) => string;
  /** Files below that folder. */
  readonly build: (style?: SysdiagnoseStyle) => Map<string, Uint8Array>;
}

const USUAL: SysdiagnoseStyle = "ios17";
const STAGING = "/private/var/db/com.apple.xpc.roleaccountd.staging";
const BLAST_DOOR =
  "/System/Library/PrivateFrameworks/MessagesBlastDoorSupport.framework/XPCServices/MessagesBlastDoorService.xpc/MessagesBlastDoorService";

const NAMESAKE = "/private/var/containers/Bundle/Application/5D2B7A90-0C1E-4B6F-9A3D-1E2F3A4B5C6D/Signal.app/locationd";
const OTHER_IMAGE = "0D15EA5E-0000-3000-8000-00000000DE70";
const POWER_DAEMON = "/usr/libexec/powerd";
const GONE_IMAGE = "0D15EA5E-0000-3000-8000-0000000060E0";
/** A program that was deleted: the log knows its image, and nothing its name. */
const deleted = (phone: SysdiagnosePhone): SysdiagnosePhone =>
  runs(phone, "/private/var/tmp/DEMO-gone", ["log"], { uuid: GONE_IMAGE, isUnnamed: true });
const ROOT_HELPER = "/private/var/containers/Bundle/Application/5D2B7A90-0C1E-4B6F-9A3D-1E2F3A4B5C6D/Signal.app/Signal.hooked";

const INSTALLER = "/private/var/containers/Bundle/Application/8E1F0C52-77D4-4C5B-8A19-2B6D4E90A3F7/TrollStore.app/trollstorehelper";

/** Seven faults within four minutes, of one program. */
const burst = (phone: SysdiagnosePhone, program: string, path: string): SysdiagnosePhone =>
  crashes(
    phone,
    ...Array.from(
      { length: 7 },
      (_, n): Crash => ({
        at: phone.made - 300 * MINUTE + n * 35,
        program,
        path,
        exception: "EXC_BAD_ACCESS",
        detail: "KERN_PROTECTION_FAILURE at 0x0000000000000018",
      }),
    ),
  );

const trace = (what: string, artifact: string, value: string, axis: PlantedTrace["axis"], type?: string): PlantedTrace => ({
  what,
  artifact,
  value,
  axis,
  ...(type !== undefined && { type }),
});

function define(
  id: string,
  title: string,
  change: (phone: SysdiagnosePhone) => SysdiagnosePhone,
  planted: readonly PlantedTrace[],
  absent: readonly AbsentTrace[] = [],
): SysdiagnoseScenario {
  const phone = (style: SysdiagnoseStyle = USUAL) => change(ordinaryPhone(style));
  return { id, title, planted, absent, root: (style) => rootName(phone(style)), build: (style) => buildSysdiagnose(phone(style)) };
}

const pegasus = (phone: SysdiagnosePhone): SysdiagnosePhone =>
  burst(runs(phone, `${STAGING}/rolexd`, ["ps", "log", "statistics", "shutdown", "power"]), "MessagesBlastDoorService", BLAST_DOOR);
const PEGASUS: readonly PlantedTrace[] = [
  trace("a listed process among those running", "ios/processes", "rolexd", "compromise", "process:name"),
  trace("a listed process at the last shutdown", "ios/shutdown-log", "rolexd", "compromise", "process:name"),
  trace("a listed process in the unified log", "ios/unified-log-processes", "rolexd", "compromise", "process:name"),
  trace("a listed process in the statistics of the log", "ios/logdata-statistics", "rolexd", "compromise", "process:name"),
  trace("a listed process in the battery's diary", "ios/power-log", "rolexd", "compromise", "process:name"),
  trace("a burst of crashes where messages are taken apart", "ios/crash-reports", "MessagesBlastDoorService", "attempt"),
  trace("faults that the log of the system noted", "ios/unified-log", "MessagesBlastDoorService", "attempt"),
  trace("a program in the staging folder", "ios/shutdown-log", `${STAGING}/rolexd`, "compromise"),
];

export const sysdiagnoseScenarios: readonly SysdiagnoseScenario[] = [
  define("sysdiagnose-clean", "A sysdiagnose of an ordinary phone", (phone) => phone, []),
  define(
    "sysdiagnose-just-updated",
    "A sysdiagnose just after an update, with the update's own helper in the staging folder",
    (phone) => runs(phone, `${STAGING}/exec/16777225.481516.xpc/com.apple.NRD.UpdateBrainService`, ["ps", "log", "shutdown", "power"]),
    [],
    [
      {
        what: "the helper of an update",
        why: "the one tenant of the staging folder that Apple put there",
        value: "com.apple.NRD.UpdateBrainService",
      },
    ],
  ),
  define("sysdiagnose-pegasus", "A sysdiagnose with traces as published for Pegasus", pegasus, PEGASUS),
  define(
    "sysdiagnose-predator",
    "A sysdiagnose with traces as published for Predator",
    (phone) => runs(phone, "/private/var/tmp/UserEventAgent", ["ps", "log"]),
    [
      trace("a listed path among the running processes", "ios/processes", "/private/var/tmp/UserEventAgent", "compromise", "file:path"),
      trace("a listed path in the unified log", "ios/unified-log-processes", "/private/var/tmp/UserEventAgent", "compromise", "file:path"),
    ],
  ),
  define(
    "sysdiagnose-coruna",
    "A sysdiagnose with traces as published for Coruna",
    (phone) =>
      crashes(
        runs(phone, POWER_DAEMON, ["log"], {
          says: [{ at: phone.made - 195 * MINUTE, format: "plasma_heartbeat_monitor: %{public}s", values: ["DEMO"] }],
        }),
        {
          ...{ at: phone.made - 200 * MINUTE, program: "powerd", path: "/usr/libexec/powerd", exception: "EXC_BAD_ACCESS" },
          ...{ detail: "KERN_INVALID_ADDRESS at 0x0", images: ["/private/var/tmp/upgrade.dylib"] },
        },
        {
          ...{ at: phone.made - 190 * MINUTE, program: "relaunch", path: "/private/var/tmp/relaunch", exception: "EXC_BAD_ACCESS" },
          detail: "KERN_INVALID_ADDRESS at 0x0",
        },
      ),
    [
      trace("code from a folder for data in a program of the system", "ios/crash-reports", "/private/var/tmp/upgrade.dylib", "compromise"),
      trace("words of a published implant", "ios/unified-log", "plasma_heartbeat_monitor", "compromise"),
      trace("a listed path that crashed", "ios/crash-reports", "/private/var/tmp/relaunch", "compromise", "file:path"),
      trace("a program in a folder for data that crashed", "ios/crash-reports", "/private/var/tmp/relaunch", "compromise"),
    ],
  ),
  define(
    "sysdiagnose-root-helper",
    "A sysdiagnose with a helper that an app runs as root, as in a published exercise",
    (phone) => runs(runs(phone, ROOT_HELPER, ["ps", "log"], { parentPid: phone.programs.at(-1)!.pid }), INSTALLER, ["log"], { uid: 501 }),
    [
      trace("an app's program under another name", "ios/processes", ROOT_HELPER, "compromise"),
      trace("a tool that installs past the store", "ios/unified-log-processes", INSTALLER, "compromise"),
      trace("root among the apps", "ios/unified-log-processes", ROOT_HELPER, "compromise"),
      trace("a child of an app", "ios/processes", ROOT_HELPER, "compromise"),
    ],
  ),
  define(
    "sysdiagnose-lists-disagree",
    "A sysdiagnose whose lists of what ran do not tell the same",
    (phone) =>
      [
        ["/usr/libexec/rapportd", { lists: { taskinfo: { name: "DEMO-other" } } }],
        ["/usr/libexec/lsd", { lists: { taskinfo: { uuid: OTHER_IMAGE } } }],
        ["/usr/libexec/trustd", { lists: { ps: "absent", "ps-thread": "absent" } }],
        ["/usr/libexec/securityd", { loads: ["/private/var/tmp/DEMO.dylib"] }],
      ].reduce(
        (changed, [path, fields]) => changes(changed, path as string, fields as Partial<Program>),
        deleted(runs(phone, NAMESAKE, ["ps"])),
      ),
    [
      trace("one number with two names", "ios/taskinfo", "DEMO-other", "compromise"),
      trace("one process with two images", "ios/spindump", "/usr/libexec/lsd", "compromise"),
      trace("a process that a list does not have", "ios/spindump", "/usr/libexec/trustd", "compromise"),
      trace("code from a folder for data in a program of the system", "ios/spindump", "/private/var/tmp/DEMO.dylib", "compromise"),
      trace("a program that nothing names", "ios/unified-log-processes", GONE_IMAGE, "compromise"),
      trace("the name of a daemon among the apps", "ios/processes", NAMESAKE, "compromise"),
    ],
  ),
  define(
    "sysdiagnose-wiped",
    "A sysdiagnose whose log of shutdowns was cut, after traces as published for Pegasus",
    (phone) => ({
      ...runs(phone, `${STAGING}/rolexd`, ["power"]),
      forgottenShutdowns: 3,
      uncollected: Array.from({ length: 6 }, (_, n) => ({ at: phone.made - 300 * MINUTE + n * 40, program: "homed" })),
    }),
    [
      trace("crashes of which the names alone are left", "ios/crash-summary", "homed", "attempt"),
      trace("a listed process in the battery's diary alone", "ios/power-log", "rolexd", "compromise", "process:name"),
      trace("shutdowns that another log knows", "ios/logd-log", "orderly shutdown", "none"),
    ],
  ),
  define(
    "sysdiagnose-triangulation",
    "A sysdiagnose with a trace as published for Operation Triangulation, in a packed diary",
    (phone) => runs(phone, "/DEMO/BackupAgent", ["earlier"]),
    [trace("a process of that name in the battery's diary", "ios/power-log", "BackupAgent", "compromise")],
  ),
  define(
    "sysdiagnose-planted",
    "A sysdiagnose of a phone on which somebody left a file's name to frighten its owner",
    (phone) =>
      crashes(phone, {
        at: phone.made - 90 * MINUTE,
        program: "Notes",
        path: "/Applications/MobileNotes.app/MobileNotes",
        exception: "EXC_CRASH",
        detail: "/private/var/tmp/UserEventAgent",
      }),
    [],
    [{ what: "a path that stands in a crash's detail and never ran", why: "text is no trace", value: "/private/var/tmp/UserEventAgent" }],
  ),
  define(
    "sysdiagnose-planted-and-compromised",
    "A sysdiagnose of the phone with the planted name, compromised as well",
    (phone) => {
      const planted = crashes(phone, {
        at: phone.made - 90 * MINUTE,
        program: "Notes",
        path: "/Applications/MobileNotes.app/MobileNotes",
        exception: "EXC_CRASH",
        detail: "/private/var/tmp/UserEventAgent",
      });
      return pegasus(planted);
    },
    PEGASUS,
  ),
  define(
    "sysdiagnose-new-after-crashes",
    "A sysdiagnose of a phone on which a program appeared minutes after many crashes of one that takes messages apart",
    (phone) =>
      burst(
        runs(phone, "/DEMO/DEMO-fresh", ["power"], { spoke: [phone.made - 293 * MINUTE, phone.made - 120 * MINUTE] }),
        "MessagesBlastDoorService",
        BLAST_DOOR,
      ),
    [
      trace("a burst of crashes where messages are taken apart", "ios/crash-reports", "MessagesBlastDoorService", "attempt"),
      trace("a program that was first seen right after", "ios/power-log", "DEMO-fresh", "compromise"),
    ],
  ),
  define(
    "sysdiagnose-camera-at-night",
    "A sysdiagnose of a phone on which an app started the camera while the screen was off",
    (phone) => ({
      ...phone,
      camera: [
        { at: phone.made - 7 * HOUR, bundleId: "org.example.demo-lens" },
        { at: phone.made - 6 * HOUR, bundleId: "org.example.demo-lens" },
        { at: phone.made - 5 * HOUR, bundleId: "org.whispersystems.signal" },
      ],
    }),
    [trace("a camera in the night", "ios/power-log", "org.example.demo-lens", "compromise")],
    [{ what: "a call that was taken with the screen off", why: "apps for calls do that", value: "org.whispersystems.signal" }],
  ),
  define("sysdiagnose-hands-on", "A sysdiagnose of a phone that somebody had in hand for an afternoon", withHandsOn, [
    trace("an app that a developer signed", "ios/mobile-installation", HANDS_ON_APP, "none"),
    trace("a volume over a folder of the system", "ios/mounts", "/usr/lib", "none"),
    trace("a proxy for names that an app set up", "ios/network-extension", HANDS_ON_PROXY, "none"),
    trace("a download into a folder that is not the store's", "ios/store-downloads", HANDS_ON_PATH, "none"),
    trace("two computers that were paired", "ios/lockdownd", "2 computers", "none"),
    trace("a collector that broke off", "ios/collection-errors", "spindump", "none"),
    trace("a phone that was set up anew", "ios/activation", "set up with build", "none"),
  ]),
];
