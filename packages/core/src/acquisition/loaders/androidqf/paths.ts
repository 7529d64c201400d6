import { toCanonical } from "../../../model/canonical-path.ts";

/** Logs of the kernel that AndroidQF copies from wherever the phone keeps them. */
const KERNEL_LOGS = new Set(["logs/proc/kmsg", "logs/proc/last_kmsg", "logs/sys/fs/pstore/console-ramoops"]);

const NAMED: Readonly<Record<string, string>> = {
  "getprop.txt": "bridle:/getprop",
  "processes.txt": "bridle:/processes",
  "ps.txt": "bridle:/processes", // its name before 2022
  "logcat.txt": "bridle:/logcat/all",
  "logcat_old.txt": "bridle:/logcat/last",
};
const SETTINGS = /^settings_([a-z]+)\.txt$/;
/** The device's TMPDIR, which is this folder unless somebody set another. */
const TEMPORARY = /^tmp\/(.+)$/s;
const COPIED = /^logs\/(.+)$/s;

/** The canonical path of a file of an AndroidQF collection, by its name below the collection's folder. */
export function collectedPathOf(name: string): string {
  if (Object.hasOwn(NAMED, name)) return NAMED[name]!;
  if (KERNEL_LOGS.has(name)) return "bridle:/kernel-log";
  const namespace = SETTINGS.exec(name)?.[1];
  if (namespace !== undefined) return `bridle:/settings/${namespace}`;
  const temporary = TEMPORARY.exec(name)?.[1];
  if (temporary !== undefined) return toCanonical(`/data/local/tmp/${temporary}`, "android");
  const copied = COPIED.exec(name)?.[1];
  return copied === undefined ? `bridle:/androidqf/${name}` : toCanonical(`/${copied}`, "android");
}

/** Folders of intrusion logs: AndroidQF's, and the one its documents name. */
export const INTRUSION_FOLDERS = ["intrusion_logs", "intrusion-logs"];
export const isIntrusionLog = (name: string): boolean => INTRUSION_FOLDERS.some((folder) => name.startsWith(`${folder}/`));
