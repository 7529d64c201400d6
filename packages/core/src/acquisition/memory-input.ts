import { bytesSource } from "../bytes/byte-source.ts";
import { compareText } from "../model/json.ts";
import type { InputEntry, InputFile, InputFolder } from "./input.ts";

/** A folder that stands in memory: synthetic phones, tests, and what a browser has already read. Keys are relative paths. */
export function memoryInput(name: string, files: ReadonlyMap<string, Uint8Array>): InputFolder {
  const folders = foldersOf([...files].map(([path, bytes]) => ({ path, size: bytes.length })));
  return {
    kind: "folder",
    name,
    list: (path) => folders.get(path),
    file: (path) => {
      const bytes = files.get(path);
      return bytes && memoryFile(path.slice(path.lastIndexOf("/") + 1), bytes);
    },
  };
}

/** One file in memory. */
export const memoryFile = (name: string, bytes: Uint8Array): InputFile => ({
  kind: "file",
  name,
  size: bytes.length,
  open: () => bytesSource(bytes),
});

/** The entries of every folder that a list of relative file paths implies, sorted by name. */
export function foldersOf(files: readonly { readonly path: string; readonly size: number }[]): ReadonlyMap<string, readonly InputEntry[]> {
  const folders = new Map<string, Map<string, InputEntry>>([["", new Map()]]);
  for (const { path, size } of files) {
    let folder = "";
    const parts = path.split("/");
    const name = parts.pop()!;
    for (const part of parts) {
      addEntry(folders, folder, { name: part, isFolder: true, size: 0 });
      folder = folder === "" ? part : `${folder}/${part}`;
      if (!folders.has(folder)) folders.set(folder, new Map());
    }
    addEntry(folders, folder, { name, isFolder: false, size });
  }
  return new Map([...folders].map(([path, entries]) => [path, [...entries.values()].sort((a, b) => compareText(a.name, b.name))]));
}

const addEntry = (folders: Map<string, Map<string, InputEntry>>, folder: string, entry: InputEntry): void => {
  const entries = folders.get(folder)!;
  if (!entries.has(entry.name)) entries.set(entry.name, entry);
};
