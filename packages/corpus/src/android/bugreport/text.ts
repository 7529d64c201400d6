import { adbSection, batterystatsSection, dbinfoSection, platformCompatSection, settingsSection, usbSection } from "./history-sections.ts";
import { packageSection } from "./package-section.ts";
import { type AndroidPhone, isSince } from "./phone.ts";
import {
  accessibilitySection,
  appopsSection,
  deviceIdleSection,
  devicePolicySection,
  notificationSection,
  roleSection,
} from "./powers-sections.ts";
import { command, encoded, type Piece, type PrintClock, service } from "./print.ts";
import {
  activity,
  banner,
  busy,
  eventLog,
  getprop,
  kernelLog,
  logcat,
  netstat,
  processes,
  SMALL_SERVICES,
  smaps,
  usagestats,
} from "./system-sections.ts";

/** Where the bytes of a large dump go, of each hundred: logs, histories, lists of what runs and of its memory. */
const SHARES = { systemLog: 45, eventLog: 20, activity: 17, smaps: 18 };
/** What the history of the battery is kept to (AOSP BatteryStatsImpl, MAX_HISTORY_FILES of 128 KB), printed. */
const HISTORY_BYTES = 4_000_000;
/** Measured bytes of one line or record of each. */
const BYTES = { logLine: 130, eventLine: 114, activityRecord: 495, smapsRecord: 236, historyLine: 70 };

interface Amounts {
  readonly logCopies: number;
  readonly events: number;
  readonly activityCopies: number;
  readonly smapsCopies: number;
  readonly historyLines: number;
}

const SMALL: Amounts = { logCopies: 1, events: 2_000, activityCopies: 1, smapsCopies: 4, historyLines: 400 };

/** How much of each fills so many bytes beside the sections of fixed length. */
function amountsOf(phone: AndroidPhone, bytes: number | undefined): Amounts {
  if (bytes === undefined) return SMALL;
  const part = (share: number, each: number): number => Math.max(1, Math.round((bytes * share) / 100 / each));
  const running = phone.apps.filter(({ pid }) => pid !== undefined).length;
  return {
    logCopies: part(SHARES.systemLog, BYTES.logLine * Math.max(1, phone.log.length)),
    events: part(SHARES.eventLog, BYTES.eventLine),
    activityCopies: part(SHARES.activity, BYTES.activityRecord * running),
    smapsCopies: part(SHARES.smaps, BYTES.smapsRecord * phone.processes.length),
    historyLines: Math.round(Math.min(HISTORY_BYTES, bytes / 10) / BYTES.historyLine),
  };
}

/** The main text of a bug report, piece by piece; `bytes`: about how long, else some megabytes. */
export const dumpText = (phone: AndroidPhone, bytes?: number): Generator<Uint8Array> => encoded(pieces(phone, amountsOf(phone, bytes)));

function* pieces(phone: AndroidPhone, amounts: Amounts): Generator<Piece> {
  const clock: PrintClock = { zone: phone.zone, now: phone.made + 1 };
  yield banner(phone);
  yield* beginning(phone, amounts, clock);
  yield* command("DUMPSYS", "/system/bin/dumpsys -t 90 --priority NORMAL --skip activity", services(phone, amounts, clock));
  yield "========================================================\n== Final progress (pid 4711): 5400/5400 (estimated 5000)\n========================================================\n== dumpstate: done (id 1)\n========================================================\n";
}

function* beginning(phone: AndroidPhone, amounts: Amounts, clock: PrintClock): Generator<Piece> {
  const host = isSince(phone.style, "android14") ? 1450 : undefined;
  yield* command(
    "DUMPSYS CRITICAL",
    "/system/bin/dumpsys",
    service("CRITICAL activity", activity(phone, amounts.activityCopies), clock, host),
  );
  yield* command("UPTIME MMC PERF", "/sys/block/mmcblk0/: ", ["*** no mmc\n"]);
  yield* command("MEMORY INFO", "/proc/meminfo: 2025-01-01 00:00:00", ["MemTotal:        7654321 kB\nMemFree:          123456 kB\n"]);
  yield* command("CPU INFO", "top -b -n 1 -H -s 6 -o pid,tid,user,pr,ni,%cpu,s,virt,res,pcy,cmd,name", busy(phone));
  yield* command("PROCESSES AND THREADS", "ps -A -T -Z -O pri,nice,rtprio,sched,pcy,time", processes(phone));
  yield "------ SMAPS OF ALL PROCESSES ------\n";
  yield* command("SHOW MAP 1450 (system_server)", "showmap -q 1450", smaps(phone, amounts.smapsCopies));
  yield "------ 0.500s was the duration of 'SMAPS OF ALL PROCESSES' ------\n\n";
  yield* command("KERNEL LOG", "dmesg", kernelLog(phone));
  yield* command("FILESYSTEMS & FREE SPACE", "df", [
    "Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/block/dm-5 112345678 61111111 51234567  55% /data\n",
  ]);
  yield* command("SYSTEM LOG", "logcat -v threadtime -v printable -v uid -d *:v", logcat(phone.log, phone.zone, amounts.logCopies, "main"));
  yield* command("EVENT LOG", "logcat -b events -v threadtime -v printable -v uid -d *:v", eventLog(phone, amounts.events));
  yield* command("RADIO LOG", "logcat -b radio -v threadtime -v printable -v uid -d *:v", ["--------- beginning of radio\n"]);
  yield* command("LAST LOGCAT", "logcat -L -b all -v threadtime -v printable -v uid -d *:v", [
    "*** command 'logcat' failed: exit code 1\n",
  ]);
  yield* command("NETWORK DEV INFO", "/proc/net/dev: 2025-01-01 00:00:00", ["Inter-|   Receive\n"]);
  yield* command("NETSTAT", "netstat -nW", netstat(phone));
  yield* command("SYSTEM PROPERTIES", "getprop", [getprop(phone)]);
}

type Body = (phone: AndroidPhone, amounts: Amounts) => Iterable<Piece>;

const SERVICES: readonly (readonly [name: string, body: Body])[] = [
  ["accessibility", accessibilitySection],
  ["adb", adbSection],
  ["appops", appopsSection],
  ["batterystats", (phone, { historyLines }) => batterystatsSection(phone, historyLines)],
  ["dbinfo", dbinfoSection],
  ["device_policy", devicePolicySection],
  ["deviceidle", deviceIdleSection],
  ["notification", notificationSection],
  ["package", packageSection],
  ["platform_compat", platformCompatSection],
  ["role", roleSection],
  ["settings", settingsSection],
  ["usagestats", usagestats],
  ["usb", usbSection],
  ...SMALL_SERVICES.map(([name, body]) => [name, (phone: AndroidPhone) => [body(phone)]] as const),
];

/** In order of their names, as dumpsys prints them. */
function* services(phone: AndroidPhone, amounts: Amounts, clock: PrintClock): Generator<Piece> {
  const host = isSince(phone.style, "android14") ? 1450 : undefined;
  for (const [name, body] of [...SERVICES].sort(([a], [b]) => (a < b ? -1 : 1))) yield* service(name, body(phone, amounts), clock, host);
}
