import { createRandom, seedFor } from "../../random.ts";
import { DAY } from "../../time.ts";
import { fineStamp, logStamp, stamp } from "./clock.ts";
import type { AndroidPhone, LogLine } from "./phone.ts";

/** What the system prints of itself. */

export function banner({ device, made, zone, booted }: AndroidPhone): string {
  const line = "=".repeat(56);
  const name = device.maker === "samsung" ? "dumpState" : "dumpstate";
  return (
    `${line}\n== ${name}: ${stamp(made, zone)}\n${line}\n\nBuild: ${device.buildId}\nBuild fingerprint: '${device.fingerprint}'\nBootloader: DEMO-1.0\nRadio: 1.0.0-DEMO\n` +
    `Network: DEMO\nAndroid SDK version: ${device.sdk}\nKernel: Linux version 5.10.0-demo (build@demo) #1 SMP PREEMPT\nCommand line: androidboot.verifiedbootstate=green androidboot.serialno=DEMO00000000\n` +
    `Uptime: up 0 weeks, ${Math.floor((made - booted) / DAY)} days, 2 hours, 0 minutes\nBugreport format version: 2.0\nDumpstate info: id=1 pid=4711 dry_run=0 parallel_run=1 args=/system/bin/dumpstate -S bugreport_mode=default\n\n`
  );
}

export const getprop = ({ properties }: AndroidPhone): string =>
  Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `[${name}]: [${value}]\n`)
    .join("");

/** The kernel keeps 15 letters of a name (TASK_COMM_LEN); Android sets the last ones of an app's (android_util_Process.cpp). */
const KEPT = 15;
const kernelName = (user: string, name: string): string => (/^u0_a/.test(user) ? name.slice(-KEPT) : name.slice(0, KEPT));

/** `ps -A -T -Z -O pri,nice,rtprio,sched,pcy,time`: one line for each thread. */
export function* processes({ processes }: AndroidPhone): Generator<string> {
  yield "LABEL                          USER           PID   TID  PPID     VSZ    RSS WCHAN            ADDR S PRI  NI RTPRIO SCH PCY     TIME CMD\n";
  for (const { label, user, pid, parent, name } of processes)
    for (const [thread, command] of [
      [pid, kernelName(user, name)],
      [pid + 1, "Jit thread pool"],
    ] as const)
      yield `${label.padEnd(30)} ${user.padEnd(12)} ${column(pid, 5)} ${column(thread, 5)} ${column(parent, 5)} 1234567 98765 0                   0 S  19   0      -   0 fg  00:00:01 ${command}\n`;
}

/** `top -H`: threads by what they use, each with the whole name of its process. */
export function* busy({ processes }: AndroidPhone): Generator<string> {
  yield "Threads: 3120 total,   2 running, 3118 sleeping,   0 stopped,   0 zombie\n  Mem:  7623824K total,  7410788K used,   213036K free,     3684K buffers\n";
  yield "  PID   TID USER         PR  NI[%CPU]S VIRT  RES PCY CMD             NAME\n";
  for (const { user, pid, name } of processes)
    for (const [thread, command] of [
      [pid + 1, "Jit thread pool"],
      [pid, kernelName(user, name)],
    ] as const)
      yield `${column(pid, 5)} ${column(thread, 5)} ${user.padEnd(12)} 20   0  0.0 S  15G 120M  fg ${command.padEnd(15)} ${name}\n`;
}

const column = (value: number, width: number): string => String(value).padStart(width);

export function* logcat(lines: readonly LogLine[], zone: string, copies: number, buffer: string): Generator<string> {
  yield `--------- beginning of ${buffer}\n`;
  for (let copy = 0; copy < copies; copy++)
    for (const { at, uid, pid, priority, tag, text } of lines)
      yield `${logStamp(at, zone)} ${column(uid, 5)} ${column(pid, 5)} ${column(pid + (copy % 40), 5)} ${priority} ${tag}: ${text}\n`;
}

/** Events beside which some tell of a program's beginning or end. */
const TURNS = 0.08;

export function* eventLog({ apps, made, zone, seed }: AndroidPhone, count: number): Generator<string> {
  const random = createRandom(seedFor(seed, "event log"));
  const running = apps.filter(({ pid }) => pid !== undefined);
  yield "--------- beginning of events\n";
  for (let index = 0; index < count; index++) {
    const { id, uid, pid } = running[index % running.length]!;
    const at = made - (count - index) * Math.min(2, DAY / count);
    const turns = [
      ["am_proc_start", `[0,${pid},${uid},${id},service,{${id}/.SyncService}]`],
      ["am_kill", `[0,${pid},${id},905,empty #17]`],
    ] as const;
    const [tag, text] = random.pick([
      ...(random.fraction() < TURNS ? turns : []),
      ["wm_on_resume_called", `[1234,${id}.MainActivity,RESUME_ACTIVITY]`],
      ["notification_enqueue", `[${uid},${pid},${id},1,NULL,0,Notification(channel=general),0]`],
      ["battery_level", `[${80 - (index % 50)},4012,302]`],
    ] as const);
    yield `${logStamp(at, zone)} ${column(1000, 5)} ${column(1450, 5)} ${column(1500, 5)} I ${tag}: ${text}\n`;
  }
}

export function* kernelLog({ booted }: AndroidPhone): Generator<string> {
  for (let index = 0; index < 600; index++)
    yield `<6>[${String(100 + index).padStart(5)}.${String((index * 7919) % 1_000_000).padStart(6, "0")}] ${index % 97 === 0 ? "usb 1-1: new high-speed USB device number 2" : "binder: 1450:1500 transaction ok"} ${Math.floor(booted) % 10}\n`;
}

export function* netstat({ connections }: AndroidPhone): Generator<string> {
  yield "Active Internet connections (established and servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       User       Inode\n";
  for (const { uid, remote, port } of connections)
    yield `tcp        0      0 192.0.2.10:40122        ${`${remote}:${port}`.padEnd(23)} ESTABLISHED u0_a${uid - 10_000}    123456\n`;
}

/** The long list of what runs: the largest service of real dumps. `copies` of each record. */
export function* activity({ apps, made, booted }: AndroidPhone, copies: number): Generator<string> {
  yield "ACTIVITY MANAGER SETTINGS (dumpsys activity settings) activity_manager_constants:\n  max_cached_processes=32\n\nACTIVITY MANAGER SERVICES (dumpsys activity services)\n  User 0 active services:\n";
  for (let copy = 0; copy < copies; copy++)
    for (const { id, uid, pid, codePath } of apps.filter((app) => app.pid !== undefined))
      yield `  * ServiceRecord{${(uid * 31 + copy).toString(16)} u0 ${id}/.SyncService}\n    intent={act=${id}.SYNC cmp=${id}/.SyncService}\n    packageName=${id}\n    processName=${id}\n    baseDir=${codePath}/base.apk\n    dataDir=/data/user/0/${id}\n    app=ProcessRecord{${pid?.toString(16)} ${pid}:${id}/u0a${uid - 10_000}}\n    createTime=-${Math.floor(made - booted)}s startingBgTimeout=--\n\n`;
}

export function* smaps({ processes }: AndroidPhone, copies: number): Generator<string> {
  for (const { name, pid } of processes)
    for (let copy = 0; copy < copies; copy++)
      yield `7a${(pid * 4096 + copy).toString(16).padStart(10, "0")}-7b0000000000 r--p 00000000 fd:05 ${pid}                         /system/framework/${name.replace(/[^\w.]/g, "")}.odex\nSize:               1024 kB\nRss:                 512 kB\nPss:                  64 kB\nShared_Clean:        448 kB\n`;
}

export function* usagestats({ apps, made, zone }: AndroidPhone): Generator<string> {
  yield 'user=0\n  Last 24 hour events (timeRange="demo" )\n';
  for (const [index, { id }] of apps.filter(({ hasLauncher }) => hasLauncher).entries())
    for (const [offset, type] of [
      [90, "ACTIVITY_RESUMED"],
      [30, "ACTIVITY_PAUSED"],
    ] as const)
      yield `    time="${stamp(made - index * 600 - offset, zone)}" type=${type} package=${id} class=${id}.MainActivity instanceId=${index} flags=0x0\n`;
}

/** Services of which only a few lines matter to nobody, as they stand in every dump. */
export const SMALL_SERVICES: readonly (readonly [name: string, body: (phone: AndroidPhone) => string])[] = [
  ["account", () => "User UserInfo{0:DEMO:4c13}:\n  Accounts: 0\n\n  AccountId, Action_Type, timestamp, UID, TableName, Key\n"],
  [
    "alarm",
    ({ made, zone }) =>
      `Current Alarm Manager state:\n  nowRTC=${Math.round(made * 1000)}=${fineStamp(made, zone)}\n  Pending alarm batches: 0\n`,
  ],
  [
    "audio",
    () =>
      "MediaFocusControl dump time: 10:04:00 AM\n\nAudio Focus stack entries:\n\n  Events log: recording activity as reported through AudioSystem\n",
  ],
  ["battery", () => "Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  level: 78\n  scale: 100\n"],
  ["bluetooth_manager", () => "Bluetooth Status\n  enabled: false\n  state: OFF\n"],
  ["clipboard", () => "user=0\n"],
  ["connectivity", () => "NetworkProviders for: 1\n\nActive default network: 100\n\nCurrent Networks:\n"],
  ["diskstats", () => "Latency: 1ms [512B Data Write]\nData-Free: 51234567K / 112345678K total = 45% free\n"],
  ["display", () => "DISPLAY MANAGER (dumpsys display)\n  mOnlyCode=false\n"],
  [
    "dropbox",
    ({ made, zone }) =>
      `Drop box contents: 2 entries\nMax entries: 1000\nLow priority rate limit period: 2000 ms\nLow priority tags: {}\n\n========================================\n${stamp(made - 86_400, zone)} SYSTEM_BOOT (text, 400 bytes)\n`,
  ],
  ["fingerprint", () => '{"service":"fingerprint","prints":[]}\n'],
  ["input_method", () => "Current Input Method Manager state:\n  Input Methods: mMethodMapUpdateCount=2\n"],
  ["jobscheduler", () => "Settings:\n  min_ready_non_active_jobs_count=5\n\nRegistered 0 jobs:\n"],
  ["location", () => "Location Manager State:\n  User Info: running users: u[0]\n  Location Providers:\n"],
  ["lock_settings", () => "Current lock settings service state:\n\nUser State:\n  User 0\n    SP Handle: 0000000000000000\n"],
  [
    "media.camera",
    () => "== Service global info: ==\n\nNumber of camera devices: 2\n\n== Camera service events log (most recent at top): ==\n",
  ],
  ["media_projection", () => "MEDIA PROJECTION MANAGER (dumpsys media_projection)\nMedia Projection: \nnull\n"],
  ["netpolicy", () => "System ready: true\nRestrict background: false\n"],
  ["netstats", () => "Active interfaces:\n  iface=wlan0 ident=[{type=1, metered=false}]\nUID stats:\n"],
  ["power", () => "POWER MANAGER (dumpsys power)\n\nPower Manager State:\n  mWakefulness=Awake\n"],
  ["procstats", () => "COMMITTED STATS FROM 2025-01-01-00-00-00:\n"],
  ["telecom", () => "CallsManager: \n  mCalls: \n"],
  ["trust", () => 'Trust manager state:\n User "DEMO" (id=0, flags=0x4c13) (current): trusted=0, trustManaged=0\n'],
  [
    "user",
    () =>
      "Current user: 0\nUsers:\n  UserInfo{0:DEMO:4c13} serialNo=0 isPrimary=true\n    Type: android.os.usertype.full.SYSTEM\n    Last logged in: +1h\n",
  ],
  ["vpn_management", () => "VPNs:\n  0: null\n"],
  ["wallpaper", () => "mDefaultWallpaperComponent=null\nSystem wallpaper state:\n"],
  ["wifi", () => "Wi-Fi is enabled\nVerbose logging is off\nStay-awake conditions: 0\n"],
];
