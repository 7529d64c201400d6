import { createHash } from "node:crypto";
import { writeZip } from "../../archive/zip.ts";
import { concat, utf8 } from "../../bytes.ts";
import { createRandom, seedFor } from "../../random.ts";
import { MINUTE, toDate, type UnixSeconds } from "../../time.ts";
import { androidBackup } from "../backup/backup.ts";
import { type TextMessage, telephonyMembers } from "../backup/telephony.ts";
import { bugreportFiles, bugreportZip, textName } from "../bugreport/bugreport.ts";
import type { AndroidApp, AndroidPhone } from "../bugreport/phone.ts";
import { getprop } from "../bugreport/system-sections.ts";
import { intrusionLogs, type LoggedEvent } from "../intrusion-log/intrusion-log.ts";

/** What AndroidQF finds beside what a bug report tells. */
export interface Collected {
  readonly phone: AndroidPhone;
  readonly messages: readonly TextMessage[];
  readonly events: readonly LoggedEvent[];
  /** Files it sees on the phone, by path; with what they hold where it copies them. */
  readonly extraFiles?: Readonly<Record<string, string>>;
  /** Files it sees whose time or label is not what their folder would have them be. */
  readonly oddFiles?: readonly OddFile[];
  /** Of the backup; without one it is not encrypted. */
  readonly password?: string;
  readonly isWithoutBugreport?: boolean;
  /** Of the bug report's main text, at least. */
  readonly bugreportBytes?: number;
  /** The phone as it was when somebody made a bug report that still lies on it. */
  readonly older?: AndroidPhone;
}

export interface OddFile {
  readonly path: string;
  readonly changed?: UnixSeconds;
  /** The type in its SELinux label. */
  readonly label?: string;
}

/** The files of a collection by name, as AndroidQF 1.8 writes them into its folder. */
export function collectionFiles(collected: Collected): Map<string, Uint8Array> {
  const { phone, messages, events, password, older, bugreportBytes, isWithoutBugreport = false } = collected;
  const files = new Map<string, Uint8Array>(Object.entries(ownTexts(collected)).map(([name, text]) => [name, utf8(text)]));
  if (!isWithoutBugreport) files.set("bugreport.zip", bugreportZip(phone, bugreportBytes));
  if (older) files.set(`old_bugreports/${textName(older).replace(/\.\w+$/, "")}.zip`, bugreportZip(older));
  const sealing = password === undefined ? {} : { password };
  files.set("backup.ab", androidBackup(telephonyMembers(messages, phone.device.sdk), { seed: phone.seed, ...sealing }));
  for (const [name, bytes] of intrusionLogs(events)) files.set(`intrusion_logs/${name}`, bytes);
  files.set("hashes.csv", utf8(hashList(files)));
  return files;
}

/** A zip with its entries at the root, as AndroidQF streams it. */
export const collectionZip = (files: ReadonlyMap<string, Uint8Array>, folder = ""): Uint8Array =>
  concat(...writeZip([...files].map(([name, content]) => ({ name: folder + name, content }))));

function ownTexts(collected: Collected): Record<string, string> {
  const { phone, extraFiles = {}, oddFiles = [] } = collected;
  const settings = Object.entries(phone.settings).map(([space, values]) => [
    `settings_${space}.txt`,
    Object.entries(values)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(""),
  ]);
  const copied = Object.entries(extraFiles).flatMap(([path, text]) =>
    path.startsWith("/data/local/tmp/") ? [[`tmp/${path.slice("/data/local/tmp/".length)}`, text]] : [],
  );
  return {
    "acquisition.json": JSON.stringify(aboutOf(phone), undefined, 1),
    "command.log": "INFO: DEMO collection\n",
    "getprop.txt": getprop(phone),
    ...Object.fromEntries(settings),
    "processes.txt": processList(phone),
    "packages.json": JSON.stringify(phone.apps.map(packageOf), undefined, 1),
    "files.json": JSON.stringify(fileList(phone, [...Object.keys(extraFiles).map((path) => ({ path })), ...oddFiles]), undefined, 1),
    "root_binaries.json": "[]",
    "mounts.json": JSON.stringify(MOUNTS),
    "services.txt": "Found 2 services:\n0\tpackage: [android.content.pm.IPackageManager]\n1\tactivity: [android.app.IActivityManager]\n",
    "env.txt": "PATH=/product/bin:/apex/com.android.runtime/bin:/system/bin\nTMPDIR=/data/local/tmp\n",
    "selinux.txt": "Enforcing\n",
    "dumpsys.txt": dumpsys(phone),
    ...Object.fromEntries(copied),
  };
}

const aboutOf = ({ seed, made }: AndroidPhone): object => ({
  uuid: createRandom(seedFor(seed, "androidqf")).uuid().toLowerCase(),
  androidqf_version: "1.8.1",
  storage_path: "/home/demo/collected",
  started: toDate(made - 5 * MINUTE).toISOString(),
  completed: toDate(made + 8 * MINUTE).toISOString(),
  collector: null,
  tmp_dir: "/data/local/tmp/",
  sdcard: "/sdcard/",
  cpu: "arm64-v8a",
  streaming_mode: false,
});

const processList = ({ processes }: AndroidPhone): string =>
  [
    "USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME",
    ...processes.map(
      ({ user, pid, parent, name }) =>
        `${user.padEnd(12)} ${String(pid).padStart(5)} ${String(parent).padStart(5)} 12345678  98765 0                   0 S ${name}`,
    ),
    "",
  ].join("\n");

const packageOf = ({ id, installer, uid, isSystem, codePath }: AndroidApp): object => ({
  name: id,
  installer: installer ?? "null",
  uid,
  disabled: false,
  system: isSystem,
  third_party: !isSystem,
  files: [
    {
      path: codePath.endsWith(".apk") ? codePath : `${codePath}/base.apk`,
      local_name: "",
      md5: digest("md5", id),
      sha1: digest("sha1", id),
      sha256: digest("sha256", id),
      sha512: digest("sha512", id),
      error: "",
      verified_certificate: false,
      certificate: {},
      certificate_error: "",
      trusted_certificate: false,
    },
  ],
});

const digest = (algorithm: string, text: string): string => createHash(algorithm).update(`DEMO ${text}`).digest("hex");

const MOUNTS = [
  "/dev/block/dm-5 on / type ext4 (ro,seclabel,relatime)",
  "/dev/block/dm-6 on /vendor type ext4 (ro,seclabel,relatime)",
  "/dev/block/dm-40 on /data type f2fs (rw,lazytime,seclabel,nosuid,nodev,noatime)",
];

/** As AndroidQF's collector writes it: times in seconds, no hashes. */
function fileList({ apps, setUp }: AndroidPhone, extra: readonly OddFile[]): object[] {
  const ordinary = ["/system/bin/sh", "/system/bin/toybox", "/sdcard/DCIM/Camera/DEMO_0001.jpg", "/sdcard/Download/ticket.pdf"];
  const paths = [...ordinary, ...apps.filter(({ isSystem }) => isSystem).map(({ codePath }) => codePath)];
  return [...paths.map((path): OddFile => ({ path })), ...extra].map(({ path, changed, label }) => {
    const time = Math.floor(changed ?? (OF_IMAGE.test(path) ? IMAGE_TIME : setUp));
    return {
      path,
      size: 4_096,
      mode: path.startsWith("/data/local/tmp/") ? "-rwxr-xr-x" : "-rw-r--r--",
      user_id: 0,
      user_name: "",
      group_id: 0,
      group_name: "",
      changed_time: time,
      modified_time: time,
      access_time: time,
      error: "",
      context: `u:object_r:${label ?? labelOf(path)}:s0`,
      sha1: "",
      sha256: "",
      sha512: "",
      md5: "",
    };
  });
}

const OF_IMAGE = /^\/(?:system|system_ext|product|vendor|odm)\//;
/** Android's build gives every file of an image this time: the first of January 2009. */
const IMAGE_TIME = 1_230_768_000;

function labelOf(path: string): string {
  if (path.startsWith("/data/local/tmp/")) return "shell_data_file";
  if (path.startsWith("/vendor/")) return "vendor_file";
  return OF_IMAGE.test(path) ? "system_file" : "fuse";
}

/** What `dumpsys` alone prints: the names of the services, then each as in a bug report. */
function dumpsys(phone: AndroidPhone): string {
  const main = bugreportFiles(phone).find(({ name }) => /^(?:bugreport|dumpState)/.test(name))!;
  const services =
    new TextDecoder().decode(main.content).match(/^-{79}\nDUMP OF SERVICE [\s\S]*?^--------- [\d.]+s was the duration of dumpsys .*\n/gm) ??
    [];
  const names = services.map((text) => /^DUMP OF SERVICE (?:CRITICAL |HIGH )?(.+):$/m.exec(text)![1]!);
  return `Currently running services:\n${names.map((name) => `  ${name}\n`).join("")}${services.join("")}`;
}

/** Rows of path and SHA-256 without a header; the paths are those of the collecting computer. */
const hashList = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files]
    .filter(([name]) => name !== "command.log")
    .map(([name, bytes]) => `/home/demo/collected/${name},${createHash("sha256").update(bytes).digest("hex")}\n`)
    .join("");
