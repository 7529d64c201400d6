import { createRandom, seedFor } from "../../random.ts";
import { dashedStamp, duration, fineStamp, stamp } from "./clock.ts";
import { type AndroidPhone, isSince } from "./phone.ts";

/** What the phone remembers: `batterystats`, `dbinfo`, `platform_compat`, `adb`, `usb`, `settings`. */

/** AOSP BatteryStats.dump: history lines, then the days. `lines`: of history. */
export function* batterystatsSection(phone: AndroidPhone, lines: number): Generator<string> {
  yield* history(phone, lines);
  yield "\nPer-PID Stats:\n  PID 1450 wake time: +12s345ms\n\nDaily stats:\n";
  const { zone, days, made } = phone;
  yield `  Current start time: ${dashedStamp(days[0]?.from ?? made, zone)}\n  Next min deadline: ${dashedStamp(made, zone)}\n`;
  for (const [index, day] of days.entries()) {
    if (index > 0) yield `  Daily from ${dashedStamp(day.from, zone)} to ${dashedStamp(day.from + 86_400, zone)}:\n`;
    yield `    Package changes:\n${day.updates.map(({ app, version }) => `      Update ${app} vers=${version}\n`).join("")}`;
    yield (day.uninstalls ?? []).map((app) => `      Uninstall ${app}\n`).join("");
  }
  yield "\nStatistics since last charge:\n  System starts: 0, currently on battery: true\n";
}

function* history({ booted, made, zone, apps, seed, clockSetBack }: AndroidPhone, lines: number): Generator<string> {
  const random = createRandom(seedFor(seed, "battery history"));
  const running = apps.filter(({ pid }) => pid !== undefined);
  yield `Battery History (2% used, 88KB used of 4096KB, 51 strings using 3278):\n`;
  yield `                    0 (15) RESET:TIME: ${dashedStamp(booted, zone)}\n                    0 (2) 100 c0000020 status=discharging health=good plug=none temp=281 volt=4340 +running +wake_lock +screen\n`;
  const step = (made - booted) / (lines + 1);
  for (let index = 1; index <= lines; index++) {
    if (clockSetBack !== undefined && index === Math.ceil(lines / 2))
      yield `       +${duration(step * index).padStart(14)} (4) TIME: ${dashedStamp(booted + step * index - clockSetBack, zone)}\n`;
    const app = random.pick(running);
    const user = app.uid >= 10_000 ? `u0a${app.uid - 10_000}` : String(app.uid);
    const event = random.pick([
      `+running +wake_lock=1000:"*walarm*:TIME_TICK"`,
      `+top=${user}:"${app.id}"`,
      `-top=${user}:"${app.id}"`,
      `+job=${user}:"${app.id}/.SyncJob"`,
      `-job=${user}:"${app.id}/.SyncJob"`,
      "+mobile_radio",
      "-mobile_radio",
    ]);
    yield `       +${duration(step * index).padStart(14)} (2) ${String(100 - Math.floor((index * 60) / lines)).padStart(3, "0")} ${event}\n`;
  }
}

export function* dbinfoSection({ apps, zone, made, seed }: AndroidPhone): Generator<string> {
  const random = createRandom(seedFor(seed, "dbinfo"));
  yield "Applications Database Info:\n\n";
  for (const { id, pid } of apps.filter((app) => app.pid !== undefined).slice(0, 60)) {
    const path = `/data/user/0/${id}/databases/app.db`;
    yield `** Database info for pid ${pid} [${id}] **\n\nConnection pool for ${path}:\n  Open: true\n  Max connections: 4\n  Available primary connection:\n    Connection #0:\n`;
    yield "      Most recently executed operations:\n";
    for (let index = 0; index < 4; index++)
      yield `        ${index}: [${fineStamp(made - random.whole(60, 9_000), zone)}] [Pid:(${pid})]executeForCursorWindow took ${random.whole(0, 9)}ms - succeeded, sql="SELECT * FROM items WHERE id=?", path=${path}\n`;
    yield "\n";
  }
}

export function* platformCompatSection({ apps, ghosts }: AndroidPhone): Generator<string> {
  const games = apps.filter(({ isSystem }) => !isSystem).slice(0, 3);
  const names = [...games, ...ghosts].map(({ id }) => `${id}=true`).join(", ");
  yield "ChangeId(37756858; name=ALLOW_TEST_API_ACCESS; disabled)\n";
  yield `ChangeId(168419799; name=DOWNSCALED; disabled; packageOverrides={${names}}; rawOverrides={${names}}; overridable)\n`;
  yield "ChangeId(182811243; name=DOWNSCALE_60; disabled; overridable)\n";
}

const XML_END = "</keyStore>";

/** AOSP AdbService.dump. The store is binary XML from Android 12 on, which the dump's text damages. */
export function* adbSection({ adbKeys, isDebuggingOn, style }: AndroidPhone): Generator<string | Uint8Array> {
  yield `ADB MANAGER STATE (dumpsys adb):\n{\n  debugging_manager={\n    connected_to_adb=${isDebuggingOn}\n`;
  if (adbKeys.length > 0) yield `    user_keys=${adbKeys.map(({ key, host }) => `${key} ${host}\n`).join("")}\n`;
  if (adbKeys.length > 0) {
    yield "    keystore=";
    if (isSince(style, "android12")) yield abxKeystore(adbKeys.map(({ key, host, lastUsed }) => ({ key: `${key} ${host}`, lastUsed })));
    else {
      yield `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<keyStore version="1">`;
      for (const { key, host, lastUsed } of adbKeys)
        yield `<adbKey key="${key} ${host}" lastConnection="${Math.round(lastUsed * 1000)}" />`;
      yield XML_END;
    }
    yield "\n";
  }
  yield "  }\n}\n";
}

/** Android binary XML as it stands in a dump: every byte that is no UTF-8 has become U+FFFD. */
function abxKeystore(keys: readonly { readonly key: string; readonly lastUsed: number }[]): Uint8Array {
  const bytes: number[] = [...latin("ABX\0"), 0x10];
  const known: string[] = [];
  const short = (value: number): void => void bytes.push((value >> 8) & 255, value & 255);
  const interned = (name: string): void => {
    const index = known.indexOf(name);
    short(index < 0 ? 0xffff : index);
    if (index >= 0) return;
    known.push(name);
    short(name.length);
    bytes.push(...latin(name));
  };
  const attribute = (type: number, name: string): void => {
    bytes.push((type << 4) | 15);
    interned(name);
  };
  bytes.push(0x32);
  interned("keyStore");
  attribute(6, "version");
  bytes.push(0, 0, 0, 1);
  for (const { key, lastUsed } of keys) {
    bytes.push(0x32);
    interned("adbKey");
    attribute(2, "key");
    short(key.length);
    bytes.push(...latin(key));
    attribute(8, "lastConnection");
    const millis = BigInt(Math.round(lastUsed * 1000));
    for (let shift = 56n; shift >= 0n; shift -= 8n) bytes.push(Number((millis >> shift) & 255n));
    bytes.push(0x33);
    interned("adbKey");
  }
  bytes.push(0x33);
  interned("keyStore");
  bytes.push(0x11);
  return new TextEncoder().encode(new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(Uint8Array.from(bytes)));
}

const latin = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** AOSP SettingsProvider.dump: each with the package that wrote it. */
export function* settingsSection({ settings, made, zone }: AndroidPhone): Generator<string> {
  for (const [space, values] of Object.entries(settings)) {
    yield `${space.toUpperCase()} SETTINGS (user 0)\nversion: 213\n`;
    let id = 1;
    for (const [name, value] of Object.entries(values))
      yield `_id:${id++} name:${name} pkg:android value:${value} default:${value} defaultSystemSet:true\n`;
    yield `Historical operations\n${stamp(made, zone)} persist\n\n`;
  }
}

export function* usbSection({ isDebuggingOn }: AndroidPhone): Generator<string> {
  yield `USB MANAGER STATE (dumpsys usb):\n{\n  device_manager={\n    handler={\n      current_functions=${isDebuggingOn ? "adb" : ""}\n      screen_locked=false\n      connected=true\n      configured=true\n    }\n  }\n}\n`;
}
