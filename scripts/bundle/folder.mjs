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
  let text = process.version;
  for (const path of [...FILES, ...FOLDERS.flatMap((folder) => sourcesBelow(folder).sort())]) {
    const { size, mtimeMs } = statSync(`${ROOT}/${path}`);
    text += `${path}\0${size}\0${mtimeMs}\n`;
  }
  return join(BUNDLES, createHash("sha256").update(text).digest("hex").slice(0, 16));
}

/** By hand, and with names put together as they are: at each start a thousand are looked at, and Node's own way takes twice as long. */
function sourcesBelow(folder, into = []) {
  for (const entry of readdirSync(`${ROOT}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) sourcesBelow(path, into);
    else if (entry.isFile() && !/\.(?:test|contract)\.ts$/.test(entry.name)) into.push(path);
  }
  return into;
}
