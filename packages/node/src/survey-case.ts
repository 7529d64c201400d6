import { lstatSync, readdirSync, readFileSync, rmdirSync, unlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { CASE_FILES, compareText, isCaseFile, isCaseFolder, isExportFile, isExportFolder } from "@bridle/core";
import { UNFINISHED } from "./file-store.ts";
import { SPOOL_NAME } from "./sealed-spool.ts";

/** What lies in a folder of ours, every path told apart: what a run or an export of ours wrote, and what it did not. */
export interface CaseSurvey {
  /** Paths of files below the folder, in the order in which they may go: run.json, by which the folder is known as ours, last. */
  readonly files: readonly string[];
  /** Deepest first. */
  readonly folders: readonly string[];
  readonly bytes: number;
  /** Links, and whatever else no run of ours writes; a folder among them is not looked into. */
  readonly foreign: readonly string[];
  readonly isComplete: boolean;
}

/** Looks at every entry and follows no link. Undefined where no case of ours lies. */
export function surveyCase(folder: string): CaseSurvey | undefined {
  const root = resolve(folder);
  if (!lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const run = readRun(join(root, CASE_FILES.run));
  if (!run) return undefined;
  const found = { files: [] as string[], folders: [] as string[], bytes: 0, foreign: [] as string[] };
  look(root, "", found);
  const isRun = (path: string): boolean => path === CASE_FILES.run;
  return {
    ...found,
    files: [...found.files.filter((path) => !isRun(path)), ...found.files.filter(isRun)],
    folders: found.folders.reverse(),
    isComplete: run.isComplete,
  };
}

function look(root: string, below: string, found: { files: string[]; folders: string[]; bytes: number; foreign: string[] }): void {
  const names = readdirSync(join(root, below)).sort(compareText);
  for (const name of names) {
    const path = below === "" ? name : `${below}/${name}`;
    const { isFile, isFolder, size } = kindOf(join(root, path));
    if (isFile && isOurFile(path)) {
      found.files.push(path);
      found.bytes += size;
    } else if (isFolder && (isCaseFolder(path) || isExportFolder(path))) {
      found.folders.push(path);
      look(root, path, found);
    } else found.foreign.push(path);
  }
}

function kindOf(file: string): { isFile: boolean; isFolder: boolean; size: number } {
  const entry = lstatSync(file);
  return { isFile: entry.isFile(), isFolder: entry.isDirectory(), size: entry.size };
}

/** Also what a killed run leaves: a file that was not whole yet, the noise of a spool. */
const isOurFile = (path: string): boolean => {
  const whole = path.endsWith(UNFINISHED) ? path.slice(0, -UNFINISHED.length) : path;
  return isCaseFile(whole) || isExportFile(whole) || SPOOL_NAME.test(path);
};

/** A run.json of ours says which acquisition it is of and whether it is complete. */
export function readRun(file: string): { isComplete: boolean; acquisition: string } | undefined {
  try {
    const run: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof run !== "object" || run === null || !("isComplete" in run) || !("acquisition" in run)) return undefined;
    return { isComplete: run.isComplete === true, acquisition: String(run.acquisition) };
  } catch {
    return undefined;
  }
}

/** Deletes what the survey named, one by one, and folders only once they are empty: what came since stays, and is an error. */
export function removeSurveyed(folder: string, { files, folders }: CaseSurvey): void {
  const root = resolve(folder);
  for (const path of files) unlinkSync(join(root, path));
  for (const path of folders) rmdirSync(join(root, path));
  rmdirSync(root);
}
