import { compareText } from "../../../model/json.ts";
import { message } from "../../../model/message.ts";
import type { InputFolder, Problem } from "../../input.ts";
import { beginningOf } from "./device.ts";
import { placeOf } from "./places.ts";
import { stampIn } from "./stamp.ts";

/**
 * The phone's folder of reports, as iTunes, Finder and `idevicecrashreport` copy it (CrashReporter): loose reports, `Retired/`,
 * `Panics/`, and below DiagnosticLogs/sysdiagnose/ the archives that were made. The folders inside are named by published inventories of it.
 */
const FOLDERS = ["Retired", "Panics", "DiagnosticLogs", "Assistant", "SpringBoard"];
const REPORT = /\.ips(?:\.(?:synced|beta))?$/;
const ARCHIVES = "DiagnosticLogs/sysdiagnose";
const ARCHIVE = /^sysdiagnose_.*\.tar\.gz$/;

/** Folders inside what was given that are looked into. */
const MAX_FOLDERS = 1_000;

/** The folder of reports: the top, or the one folder in it that looks like one. */
export function treeBaseOf(folder: InputFolder): string | undefined {
  if (isTree(folder, "")) return "";
  const inner = (folder.list("") ?? []).filter(({ isFolder }) => isFolder).map(({ name }) => `${name}/`);
  const trees = inner.slice(0, MAX_FOLDERS).filter((base) => isTree(folder, base));
  return trees.length === 1 ? trees[0] : undefined;
}

/** Reports themselves, or an archive where the phone keeps it, or one archive alone: several side by side may be of several phones. */
function isTree(folder: InputFolder, base: string): boolean {
  const holdsReports = (path: string): boolean => namesIn(folder, base + path).some((name) => REPORT.test(name) && !name.startsWith("._"));
  if (["", ...FOLDERS].some(holdsReports)) return true;
  return archivesAt(folder, base + ARCHIVES).length > 0 || archivesAt(folder, base).length === 1;
}

/** Names of the files directly in a folder, given with or without a slash at the end. */
const namesIn = (folder: InputFolder, path: string): readonly string[] =>
  (folder.list(path.replace(/\/$/, "")) ?? []).filter(({ isFolder }) => !isFolder).map(({ name }) => name);

const archivesAt = (folder: InputFolder, path: string): readonly string[] => namesIn(folder, path).filter((name) => ARCHIVE.test(name));

/** Archives of the owner's own making that lie in the tree, the newest first. */
export const archivesIn = (folder: InputFolder, base: string): readonly string[] =>
  [
    ...archivesAt(folder, base + ARCHIVES).map((name) => `${base}${ARCHIVES}/${name}`),
    ...archivesAt(folder, base).map((name) => base + name),
  ].sort((a, b) => compareText(madeOf(b), madeOf(a)) || compareText(a, b));

const madeOf = (path: string): string => stampIn(path.slice(path.lastIndexOf("/") + 1))?.made ?? "";

/** A report's place on the phone. */
export const treePlaceOf = (member: string): string => placeOf(`crashes_and_spins/${member}`);

/** Examined is the newest; each of the others is a time of its own. */
export function olderArchives(paths: readonly string[]): readonly Problem[] {
  const names = paths.slice(1).map((path) => path.slice(path.lastIndexOf("/") + 1));
  const [first] = names;
  if (first === undefined) return [];
  return [{ problem: message("acquisition/sysdiagnose-older", { count: names.length, examples: first }), count: names.length }];
}

/** Reports whose beginnings are looked at for the system's version. */
const MAX_LOOKED_AT = 20;
const VERSION = /"os_version"\s*:\s*"[^"(]*?(\d+(?:\.\d+){0,3}) \((\w{1,12})\)"/;

/** The system's version by the newest report that tells it; names of reports bear their time. */
export function versionIn(folder: InputFolder, base: string): { readonly osVersion?: string; readonly osBuild?: string } {
  const names = (folder.list(base.slice(0, -1)) ?? [])
    .filter(({ name, isFolder }) => !isFolder && REPORT.test(name))
    .map(({ name }) => name);
  const stamp = (name: string): string => /\d{4}-\d\d-\d\d-\d{6}/.exec(name)?.[0] ?? "";
  for (const name of names.sort((a, b) => compareText(stamp(b), stamp(a))).slice(0, MAX_LOOKED_AT)) {
    const [, osVersion, osBuild] = VERSION.exec(beginningOf(folder, base + name)) ?? [];
    if (osVersion !== undefined && osBuild !== undefined) return { osVersion, osBuild };
  }
  return {};
}
