import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type RolldownOptions, rolldown } from "rolldown";
import { BUNDLES, bundleFolder } from "./folder.mjs";
import { CODE, COMPILED_CODE, childScript, runChild } from "./start-child.mjs";

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
const MINIFY = { compress: true, mangle: false, codegen: { removeWhitespace: true } };

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
  const bundle = await rolldown({
    ...OPTIONS,
    input: {
      bridle: join(ROOT, "packages/cli/src/entry.ts"),
      ...(existsSync(COMPILED) && { compiled: COMPILED }),
    },
  });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "chunk-[hash].mjs", minify: MINIFY });
  await bundle.close();
  await writeChild(folder);
  copyFileSync(createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm"), join(folder, "sqlite3.wasm"));
  if (!existsSync(COMPILED)) return;
  const { compiledFiles } = await import(pathToFileURL(join(folder, "compiled.mjs")).href);
  for (const { name, bytes } of compiledFiles()) writeFileSync(join(folder, name), bytes);
}

/** The reading process as one script, and what V8 makes of it once it has run: that holds the functions that each start calls. */
async function writeChild(folder: string): Promise<void> {
  const bundle = await rolldown({ ...OPTIONS, input: join(ROOT, "packages/node/src/child.ts") });
  await bundle.write({ file: join(folder, CODE), format: "cjs", codeSplitting: false, minify: MINIFY });
  await bundle.close();
  const starter = join(folder, "child.mjs");
  copyFileSync(join(import.meta.dirname, "start-child.mjs"), starter);
  const script = childScript(folder);
  runChild(script, folder, starter);
  writeFileSync(join(folder, COMPILED_CODE), script.createCachedData());
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
