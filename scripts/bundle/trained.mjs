/** Runs a program of a bundle as its starter does, and leaves what V8 has made of its scripts beside them when it ends. */
import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { compiledName, runScripts } from "./start.mjs";

const [, , folder, name, ...args] = process.argv;
const file = `${folder}/${name.replace(/\.cjs$/, ".mjs")}`;
process.argv.splice(1, process.argv.length, file, ...args);
// V8 forgets what was not called for a while. The flag is taken back before anything is written: that fits no other flags.
setFlagsFromString("--no-flush-bytecode");
const { scripts } = runScripts(folder, name, file);
process.on("exit", () => {
  setFlagsFromString("--flush-bytecode");
  for (const [script, compiled] of scripts) writeFileSync(`${folder}/${compiledName(script)}`, compiled.createCachedData());
});
