import { compareText } from "../../model/json.ts";
import type { InputFolder } from "../input.ts";

/** Sub-folders of a plain folder that are looked into. */
const MAX_SUBFOLDERS = 10_000;

/**
 * The folders that hold a file of one of these names, as prefixes ("" or "phone/backup/"). The top folder alone, if it does; else
 * those directly below it, and in an archive those at any depth: archives are often packed with the folders that led to them.
 */
export function basesHolding(folder: InputFolder, names: readonly string[]): readonly string[] {
  if (holds(folder, "", names)) return [""];
  if (folder.archive) return basesInArchive(folder.archive.members.keys(), new Set(names));
  const subfolders = (folder.list("") ?? []).filter(({ isFolder }) => isFolder).slice(0, MAX_SUBFOLDERS);
  return subfolders.map(({ name }) => `${name}/`).filter((base) => holds(folder, base, names));
}

const holds = (folder: InputFolder, base: string, names: readonly string[]): boolean =>
  names.some((name) => folder.file(base + name) !== undefined);

function basesInArchive(paths: Iterable<string>, names: ReadonlySet<string>): readonly string[] {
  const bases = new Set<string>();
  for (const path of paths) {
    const end = path.lastIndexOf("/") + 1;
    if (names.has(path.slice(end))) bases.add(path.slice(0, end));
  }
  return [...bases].sort(compareText);
}
