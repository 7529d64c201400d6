/**
 * Starts the bundled process that reads evidence. Its code lies beside as one script with what V8 made of it when the bundle was
 * made: to read that takes half as long as to compile a megabyte anew, and Node's own compile cache asks for leave to write, which
 * this process has not. Code that does not fit this V8 is compiled as ever.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

export const CODE = "child-code.cjs";
export const COMPILED_CODE = "child-code.bin";

/** The script as a function of what Node gives to each CommonJS module. */
export function childScript(folder) {
  const filename = join(folder, CODE);
  const compiled = join(folder, COMPILED_CODE);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, "utf8")}\n})`;
  return new Script(source, { filename, ...(existsSync(compiled) && { cachedData: readFileSync(compiled) }) });
}

/** `file`: what the code takes for itself, and looks for others beside. */
export function runChild(script, folder, file) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, folder);
}

const [, started] = process.argv;
if (started === import.meta.filename) runChild(childScript(import.meta.dirname), import.meta.dirname, import.meta.filename);
