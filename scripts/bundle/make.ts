import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { type OutputOptions, type RolldownOptions, rolldown } from "rolldown";
import { BUNDLES, bundleFolder } from "./folder.mjs";
import { runScripts } from "./start.mjs";
import { train } from "./train.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** Says what stands in a bundle beside code. */
const COMPILED = join(ROOT, "packages/cli/src/compiled-files.ts");
/** A bundle that no run can still be using. */
const KEEP_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

const OPTIONS: RolldownOptions = {
  platform: "node",
  external: /^node:/,
  resolve: { conditionNames: ["bridle-source", "import", "node", "default"] },
  logLevel: "warn",
};
const OUTPUT: OutputOptions = {
  format: "cjs",
  exports: "named",
  entryFileNames: "[name].cjs",
  chunkFileNames: "chunk-[hash].cjs",
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
};

/**
 * Bundles the command line and the child process it starts into one folder, with the one other file that they read. The folder gets
 * its name only when it is whole, so that runs at the same time do not meet half a bundle.
 */
const target = bundleFolder();
if (!existsSync(target)) {
  mkdirSync(BUNDLES, { recursive: true });
  const temporary = mkdtempSync(join(BUNDLES, "making-"));
  try {
    await writeBundle(temporary);
    place(temporary);
    removeOld();
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function writeBundle(folder: string): Promise<void> {
  await writeScripts(folder, {
    bridle: join(ROOT, "packages/cli/src/entry.ts"),
    ...(existsSync(COMPILED) && { compiled: COMPILED }),
  });
  // On its own: a process that reads evidence holds nothing of the command.
  await writeScripts(folder, { child: join(ROOT, "packages/node/src/child.ts") });
  for (const name of ["bridle.mjs", "child.mjs"]) copyFileSync(join(import.meta.dirname, "start.mjs"), join(folder, name));
  copyFileSync(createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm"), join(folder, "sqlite3.wasm"));
  if (existsSync(COMPILED)) writeCompiledFiles(folder);
  await train(folder);
}

async function writeScripts(folder: string, input: Record<string, string>): Promise<void> {
  const bundle = await rolldown({ ...OPTIONS, input });
  const { output } = await bundle.write({ dir: folder, ...OUTPUT });
  await bundle.close();
  for (const { fileName } of output) {
    const file = join(folder, fileName);
    writeFileSync(file, `(function (exports, require, module, __filename, __dirname) {${asciiOf(readFileSync(file, "utf8"))}\n})`);
  }
}

/** What stands in strings and expressions is spelt out. An escape of a character that needs none would turn into another thing. */
function asciiOf(code: string): string {
  if (/\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error("a bundled text cannot be written in ASCII");
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function writeCompiledFiles(folder: string): void {
  const { exports } = runScripts(folder, "compiled.cjs", join(folder, "compiled.mjs"));
  const { compiledFiles } = exports as typeof import("../../packages/cli/src/compiled-files.ts");
  for (const { name, bytes } of compiledFiles()) writeFileSync(join(folder, name), bytes);
}

function place(temporary: string): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

function removeOld(): void {
  for (const name of readdirSync(BUNDLES)) {
    const path = join(BUNDLES, name);
    if (path !== target && Date.now() - statSync(path).mtimeMs > KEEP_MILLISECONDS) rmSync(path, { recursive: true, force: true });
  }
}
