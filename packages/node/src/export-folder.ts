import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { EXPORTED_REPORT, EXPORTS_FOLDER, type ExportFormat, isExportName, UNFINISHED_EXPORT } from "@bridle/core";
import { CaseFolderError } from "./case-folder.ts";
import { UNFINISHED } from "./file-store.ts";

const FOLDER_MODE = 0o700;

/** Where an export is written. */
export interface ExportFolder {
  /** Where its files go until it is whole. */
  readonly path: string;
  /** Puts it in its place, and gives that. */
  finish(): string;
}

/** The folder of a format below a case: written beside the one that stands there, and put in its place when it is whole. */
export function claimExportInCase(caseFolder: string, format: ExportFormat): ExportFolder {
  const exports = join(caseFolder, EXPORTS_FOLDER);
  const place = join(exports, format);
  const unfinished = place + UNFINISHED_EXPORT;
  refuseUnlessFolder(exports);
  for (const folder of [place, unfinished]) refuseForeign(folder);
  remove(unfinished);
  mkdirSync(unfinished, { recursive: true, mode: FOLDER_MODE });
  return {
    path: unfinished,
    finish() {
      remove(place);
      renameSync(unfinished, place);
      return place;
    },
  };
}

/** Looks whether the report may be written below a case; gives where. */
export function claimReportInCase(caseFolder: string): string {
  refuseUnlessFolder(join(caseFolder, EXPORTS_FOLDER));
  const place = join(caseFolder, EXPORTED_REPORT);
  for (const file of [place, place + UNFINISHED]) {
    const entry = lstatSync(file, { throwIfNoEntry: false });
    if (entry && !entry.isFile()) throw new CaseFolderError("exports/folder-foreign", file);
  }
  return place;
}

/** A folder that was asked for: new or empty. */
export function claimExportFolder(folder: string): ExportFolder {
  const path = resolve(folder);
  if (lstatSync(path, { throwIfNoEntry: false })) {
    refuseUnlessFolder(path);
    if (readdirSync(path).length > 0) throw new CaseFolderError("exports/folder-not-empty", folder);
  }
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  return { path, finish: () => folder };
}

/** A link would lead what is written out of the case: a case may have come from somebody else. */
function refuseUnlessFolder(folder: string): void {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  if (entry && !entry.isDirectory()) throw new CaseFolderError("exports/folder-foreign", folder);
}

function refuseForeign(folder: string): void {
  refuseUnlessFolder(folder);
  if (!existsSync(folder)) return;
  const isOurs = (name: string): boolean => isExportName(name.endsWith(UNFINISHED) ? name.slice(0, -UNFINISHED.length) : name);
  const entries = readdirSync(folder, { withFileTypes: true });
  if (!entries.every((entry) => entry.isFile() && isOurs(entry.name))) throw new CaseFolderError("exports/folder-foreign", folder);
}

/** Of files that were looked at just now; what came since keeps its folder, and that is an error. */
function remove(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) unlinkSync(join(folder, name));
  rmdirSync(folder);
}
