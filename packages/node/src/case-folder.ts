import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { EXPORTS_FOLDER, type Message, message } from "@bridle/core";
import { UNFINISHED } from "./file-store.ts";
import { SPOOL_NAME } from "./sealed-spool.ts";
import { readRun } from "./survey-case.ts";

/** A folder that may not be used; `reason` says why, for a person. */
export class CaseFolderError extends Error {
  override readonly name = "CaseFolderError";
  readonly reason: Message;

  constructor(id: string, folder: string) {
    super(`${id} ${folder}`);
    this.reason = message(id, { folder });
  }
}

/** What a case is of: an acquisition, or several of one phone. */
export interface CaseSubject {
  readonly id: string;
  readonly kind: string;
}

const FOLDER_MODE = 0o700;
/** What a run of ours leaves in a case folder, and nothing else. */
const OUR_FILES = ["data", "run.json", "audit.jsonl", "manifest-sha256.txt"];
/** Where cases go without -o. */
export const DEFAULT_PARENT = "bridle-cases";
/** Cases of one acquisition on one day. */
const MAX_SAME_NAME = 1_000;

/** The folder that was asked for: made, or empty, or holding our own incomplete run of the same acquisition, which is begun anew. */
export function claimFolder(folder: string, { id }: CaseSubject): string {
  const path = resolve(folder);
  const state = stateOf(path, id);
  if (state === "foreign") throw new CaseFolderError("cli/folder-not-empty", folder);
  if (state === "complete") throw new CaseFolderError("cli/folder-complete", folder);
  if (state === "other-acquisition") throw new CaseFolderError("cli/folder-other-acquisition", folder);
  if (state === "not-a-folder") throw new CaseFolderError("cli/folder-is-a-file", folder);
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  const left = readdirSync(path).filter(isLeftOver);
  for (const name of state === "incomplete" ? [...OUR_FILES, ...left] : left) rmSync(join(path, name), { recursive: true, force: true });
  return path;
}

/** The folder itself where it exists, else the nearest above it that does: of the same disk, and ours to write to if the case is. */
export function nearestFolder(folder: string): string {
  const path = resolve(folder);
  return dirname(path) === path || statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : nearestFolder(dirname(path));
}

/** A folder of our own naming below `parent`: date, kind and the first digits of the acquisition's id; no name from the evidence. */
export function claimDefaultFolder(parent: string, subject: CaseSubject, date: string): string {
  const name = `${date}-${subject.kind}-${subject.id.slice(0, 8)}`;
  for (let number = 1; number <= MAX_SAME_NAME; number++) {
    const folder = join(parent, number === 1 ? name : `${name}-${number}`);
    const state = stateOf(resolve(folder), subject.id);
    if (state === "free" || state === "incomplete") return claimFolder(folder, subject);
  }
  throw new CaseFolderError("cli/folder-not-empty", join(parent, name));
}

/** What a killed run may leave: a file that was not whole yet and, where the system keeps the names of open files, noise without a key. */
const isLeftOver = (name: string): boolean => SPOOL_NAME.test(name) || OUR_FILES.some((ours) => name === ours + UNFINISHED);

type FolderState = "free" | "incomplete" | "complete" | "other-acquisition" | "foreign" | "not-a-folder";

function stateOf(folder: string, acquisition: string): FolderState {
  if (!existsSync(folder)) return "free";
  if (!lstatSync(folder).isDirectory()) return "not-a-folder";
  const names = readdirSync(folder).filter((name) => !isLeftOver(name));
  if (names.length === 0) return "free";
  const run = readRun(join(folder, "run.json"));
  // Exports are made of finished cases: beside an unfinished one the folder is somebody else's.
  const isOurs = (name: string): boolean => OUR_FILES.includes(name) || (name === EXPORTS_FOLDER && run?.isComplete === true);
  if (!run || !names.every(isOurs)) return "foreign";
  if (run.isComplete) return "complete";
  return run.acquisition === acquisition ? "incomplete" : "other-acquisition";
}
