import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
/** What the command line consists of; anything else may change without a new bundle. */
const FOLDERS = ["packages/core/src", "packages/node/src", "packages/corpus/src", "packages/cli/src", "scripts/bundle"];
const FILES = [
  "package-lock.json",
  "packages/core/package.json",
  "packages/node/package.json",
  "packages/corpus/package.json",
  "packages/cli/package.json",
];

export const BUNDLES = join(ROOT, ".cache", "bundle");

/** The folder of the bundle for the sources as they are now, named by their paths, sizes and times of change. Reads no file. */
export function bundleFolder() {
  const hash = createHash("sha256").update(process.version);
  for (const path of [...FILES, ...FOLDERS.flatMap(sourcesBelow)]) {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return join(BUNDLES, hash.digest("hex").slice(0, 16));
}

const sourcesBelow = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:test|contract)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
