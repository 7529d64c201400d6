import type { CreateHasher } from "../bytes/hasher.ts";
import { compareText } from "../model/json.ts";
import { containersOf } from "./archive/containers-of.ts";
import { MAX_MEMBERS, MAX_NAME_DEPTH } from "./archive/limits.ts";
import { AcquisitionError, type ContainerMember, type EvidenceFile } from "./file-system.ts";
import type { InputFolder } from "./input.ts";

export interface FolderFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly size: number;
}

/** Every file below a folder of what was handed over, in path order; of an archive its members. */
export function filesOf(folder: InputFolder, below = ""): readonly FolderFile[] {
  const prefix = below === "" ? "" : `${below}/`;
  const files = folder.archive
    ? [...folder.archive.members].flatMap(([path, { size }]) => (path.startsWith(prefix) ? [{ path, size }] : []))
    : [...walk(folder, below, 0)].slice(0, MAX_MEMBERS);
  return files.sort((a, b) => compareText(a.path, b.path));
}

function* walk(folder: InputFolder, path: string, depth: number): Generator<FolderFile> {
  if (depth > MAX_NAME_DEPTH) return;
  for (const { name, isFolder, size } of folder.list(path) ?? []) {
    const below = path === "" ? name : `${path}/${name}`;
    if (isFolder) yield* walk(folder, below, depth + 1);
    else yield { path: below, size };
  }
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
