import type { InputFolder } from "./input.ts";

/** A file found on the way. */
export interface WalkedFile {
  /** Relative to the folder that was given. */
  readonly path: string;
  readonly size: number;
}

/** Of a plain folder; archives have limits of their own. Whole phones hold about two million. */
export const MAX_WALKED_FILES = 5_000_000;
export const MAX_WALKED_DEPTH = 64;

/** All files below `base` ("" or "phone/"), in order of their paths. `isWhole` is false where a limit ended the walk. */
export function walkFiles(folder: InputFolder, base = ""): { readonly files: readonly WalkedFile[]; readonly isWhole: boolean } {
  const files: WalkedFile[] = [];
  let isWhole = true;
  const walk = (path: string, depth: number): void => {
    for (const { name, isFolder, size } of folder.list(path) ?? []) {
      const below = path === "" ? name : `${path}/${name}`;
      if (!isFolder && files.length < MAX_WALKED_FILES) files.push({ path: below, size });
      else if (isFolder && depth < MAX_WALKED_DEPTH) walk(below, depth + 1);
      else isWhole = false;
    }
  };
  walk(base.replace(/\/$/, ""), 0);
  return { files, isWhole };
}
