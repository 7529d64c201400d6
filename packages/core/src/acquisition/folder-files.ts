import type { CreateHasher } from "../bytes/hasher.ts";
import { compareText } from "../model/json.ts";
import { message } from "../model/message.ts";
import { containersOf } from "./archive/containers-of.ts";
import { MAX_MEMBERS, MAX_NAME_DEPTH } from "./archive/limits.ts";
import { AcquisitionError, type ContainerMember, type EvidenceFile } from "./file-system.ts";
import type { InputFolder, Problem } from "./input.ts";

export interface FolderFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly size: number;
}

/** What lies below a folder. */
export interface FolderList {
  /** In path order. */
  readonly files: readonly FolderFile[];
  /** The folder holds more files, or deeper ones, than are looked at: to be told, once. An archive tells its own. */
  readonly problems: readonly Problem[];
}

const LIST_CUT: Problem = { problem: message("acquisition/too-many-files"), reason: "over-budget" };

/** Every file below a folder of what was handed over; of an archive its members. */
export function filesOf(folder: InputFolder, below = ""): FolderList {
  const prefix = below === "" ? "" : `${below}/`;
  if (folder.archive) {
    const files = [...folder.archive.members].flatMap(([path, { size }]) => (path.startsWith(prefix) ? [{ path, size }] : []));
    return { files: inOrder(files), problems: [] };
  }
  const files: FolderFile[] = [];
  const isWhole = walk(folder, below, 0, files);
  return { files: inOrder(files), problems: isWhole ? [] : [LIST_CUT] };
}

const inOrder = (files: FolderFile[]): readonly FolderFile[] => files.sort((a, b) => compareText(a.path, b.path));

/** Gathers the files below a path; false where a limit left some out. */
function walk(folder: InputFolder, path: string, depth: number, into: FolderFile[]): boolean {
  if (depth > MAX_NAME_DEPTH) return false;
  let isWhole = true;
  for (const { name, isFolder, size } of folder.list(path) ?? []) {
    const below = path === "" ? name : `${path}/${name}`;
    if (isFolder) isWhole = walk(folder, below, depth + 1, into) && isWhole;
    else if (into.length < MAX_MEMBERS) into.push({ path: below, size });
    else return false;
  }
  return isWhole;
}

/** A file of the folder as evidence. `outer`: the members on the way to the folder, where it lies in an archive itself. */
export function evidenceIn(
  folder: InputFolder,
  { path: rawPath, size }: FolderFile,
  path: string,
  outer: readonly ContainerMember[] = [],
): EvidenceFile {
  const own = containersOf(folder, rawPath);
  return {
    path,
    rawPath,
    containers: outer.length === 0 ? own : [...outer, ...own],
    size,
    open() {
      const file = folder.file(rawPath);
      if (!file) throw new AcquisitionError("payload-missing", { path: rawPath });
      return file.open();
    },
    problems: () => folder.file(rawPath)?.problems?.() ?? [],
  };
}

/** SHA-256 over the sorted raw paths and sizes of all stored files, one per line. */
export function fingerprintOf(files: readonly FolderFile[], createHasher: CreateHasher): string {
  const lines = files.map(({ path, size }) => `${path}\t${size}\n`).sort(compareText);
  const hasher = createHasher();
  hasher.update(new TextEncoder().encode(lines.join("")));
  return hasher.hex();
}
