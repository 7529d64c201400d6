import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** A file that follows from the code: its path from the root of the repository, and what must stand in it. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Writes what differs and nothing else, so that watchers and caches rest. */
export function writeFiles(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files.filter(isStale)) {
    const target = join(ROOT, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

export const isStale = ({ path, text }: GeneratedFile): boolean => {
  const target = join(ROOT, path);
  return !existsSync(target) || readFileSync(target, "utf8") !== text;
};

/** Files of folders that hold generated files only, and that nothing generates any more. */
export function leftovers(folders: readonly string[], files: readonly GeneratedFile[]): string[] {
  const expected = new Set(files.map(({ path }) => path));
  return folders.flatMap(filesBelow).filter((path) => !expected.has(path));
}

export function removeFiles(paths: readonly string[]): void {
  for (const path of paths) rmSync(join(ROOT, path));
}

const filesBelow = (folder: string): string[] =>
  existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(ROOT.length + 1)
            .replaceAll("\\", "/"),
        )
        .sort()
    : [];
