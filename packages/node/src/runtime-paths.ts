import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** How to start the process that parses evidence, and what it has to read for that; all else it may be denied. */
export interface ChildEntry {
  readonly file: string;
  readonly execArgv: readonly string[];
  /** Files and folders for --allow-fs-read. */
  readonly readable: readonly string[];
}

/** In a bundle this module and the child's entry lie in one folder, with all that they need; so they do unbuilt and built, without it. */
const HERE = fileURLToPath(import.meta.url);
const FOLDER = dirname(HERE);
const isBundled = HERE.endsWith(".mjs");
const isUnbuilt = HERE.endsWith(".ts");

export const childEntry = (): ChildEntry => ({
  file: resolve(FOLDER, isBundled ? "child.mjs" : isUnbuilt ? "child.ts" : "child.js"),
  execArgv: isUnbuilt ? ["--conditions=bridle-source"] : [],
  readable: isBundled ? [FOLDER] : moduleRoots(),
});

/** SQLite as WebAssembly; whoever starts a child gives it the bytes or the leave to read them. */
export const sqliteWasmPath = (): string =>
  isBundled ? resolve(FOLDER, "sqlite3.wasm") : createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm");

/** The package itself and every node_modules that Node would look into from there. Modules may lie in any of them. */
function moduleRoots(): readonly string[] {
  const roots = [resolve(FOLDER, "..")];
  for (let folder = resolve(FOLDER, ".."); ; folder = dirname(folder)) {
    const modules = resolve(folder, "node_modules");
    if (existsSync(modules)) roots.push(modules, ...(isUnbuilt ? [resolve(folder, "packages"), resolve(folder, "package.json")] : []));
    if (dirname(folder) === folder) return roots;
  }
}
