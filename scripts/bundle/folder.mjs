// As in start.mjs: to import Node's modules would load all that they can do.
const { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } = process.getBuiltinModule("node:fs");
const { join, resolve } = process.getBuiltinModule("node:path");

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
/** The bundle that was looked for last, with the sources as they were then. */
const LAST = join(ROOT, ".cache", "last-bundle.json");

/** The folder of the bundle for the sources as they are now, named by their paths, sizes and times of change. Reads none of them. */
export function bundleFolder() {
  return lastFolder() ?? remembered(namedFolder());
}

/**
 * While no folder has changed, and no file in one, what was found in them last is what there is. To look at each again takes half as
 * long as to find and hash them all.
 */
function lastFolder() {
  try {
    const { name, version, states } = JSON.parse(readFileSync(LAST, "utf8"));
    return version === process.version && states.every(isAsItWas) ? join(BUNDLES, name) : undefined;
  } catch {
    return undefined;
  }
}

function isAsItWas([path, time, size]) {
  const state = statSync(`${ROOT}/${path}`);
  return state.mtimeMs === time && (size === undefined || state.size === size);
}

function namedFolder() {
  const { createHash } = process.getBuiltinModule("node:crypto");
  const folders = [];
  const files = FOLDERS.flatMap((folder) => sourcesBelow(folder, folders).sort());
  const states = [...FILES, ...files].map(stateOf);
  const name = createHash("sha256")
    .update(JSON.stringify([process.version, states]))
    .digest("hex")
    .slice(0, 16);
  return { name, version: process.version, states: [...folders, ...states] };
}

function stateOf(path) {
  const { mtimeMs, size } = statSync(`${ROOT}/${path}`);
  return [path, mtimeMs, size];
}

/** The folder's own time is taken before its entries: what comes meanwhile is met at the next look. */
function sourcesBelow(folder, folders, into = []) {
  folders.push([folder, statSync(`${ROOT}/${folder}`).mtimeMs]);
  for (const entry of readdirSync(`${ROOT}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) sourcesBelow(path, folders, into);
    else if (entry.isFile() && !/\.(?:test|contract)\.ts$/.test(entry.name)) into.push(path);
  }
  return into;
}

/** Where it cannot be written, the next start finds them all again. */
function remembered(found) {
  try {
    mkdirSync(join(ROOT, ".cache"), { recursive: true });
    writeFileSync(`${LAST}.${process.pid}`, JSON.stringify(found));
    renameSync(`${LAST}.${process.pid}`, LAST);
  } catch {
    // A read-only checkout.
  }
  return join(BUNDLES, found.name);
}
