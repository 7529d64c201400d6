/**
 * Starts one of a bundle's two programs: a copy of this file lies beside each as `<name>.mjs`. The code lies there as scripts, each
 * with what V8 made of it when the bundle was made and its functions had run: to read that takes a fraction of what it takes to
 * compile a megabyte anew at each start. (Node's own compile cache keeps what the first run of all has called, a `--version` perhaps,
 * and asks for leave to write, which the reading process has not.) Code that does not fit this V8 is compiled as ever.
 *
 * Node's modules are asked for by name here and in the scripts, because an `import` of one loads all that it can do at once.
 */
const { existsSync, readFileSync } = process.getBuiltinModule("node:fs");
const { setFlagsFromString } = process.getBuiltinModule("node:v8");
const { Script } = process.getBuiltinModule("node:vm");

/** What V8 made of a script. */
export const compiledName = (name) => name.replace(/\.cjs$/, ".bin");

/** The script as a function of what Node gives to each CommonJS module. It is ASCII: read so, it takes half the time and memory. */
export function readScript(folder, name) {
  const compiled = `${folder}/${compiledName(name)}`;
  const source = readFileSync(`${folder}/${name}`, "latin1");
  return new Script(source, { filename: `${folder}/${name}`, ...(existsSync(compiled) && { cachedData: readFileSync(compiled) }) });
}

/**
 * Runs a script of the folder, and those it asks for when it does. `file`: what the code takes for itself, and looks for others
 * beside. Gives what the first exports, and all by name as they come.
 */
export function runScripts(folder, name, file) {
  const scripts = new Map();
  const modules = new Map();
  const require = (id) => process.getBuiltinModule(id) ?? modules.get(id)?.exports ?? load(id.replace(/^\.\//, ""));
  const load = (wanted) => {
    const script = readScript(folder, wanted);
    const module = { exports: {} };
    scripts.set(wanted, script);
    modules.set(`./${wanted}`, module);
    script.runInThisContext()(module.exports, require, module, file, folder);
    return module.exports;
  };
  return { exports: load(name), scripts };
}

/** How often a function runs before V8 compiles it well, and very well; whether garbage is looked for bit by bit: at first, and as V8 has it. */
const FIRST_FLAGS = ["--invocation-count-for-maglev=1000", "--invocation-count-for-turbofan=100000", "--no-incremental-marking"];
export const USUAL_FLAGS = ["--invocation-count-for-maglev=400", "--invocation-count-for-turbofan=3000", "--incremental-marking"];
const FIRST_MILLISECONDS = 2_000;

/**
 * Most checks end within a second or two. What V8 prepares for later costs them a tenth of all their work and comes too late: code
 * that is optimized, old garbage that is marked. What takes longer gets both as ever. Not before the program has begun: Node's modules
 * too lie there as V8 made them, for the usual flags, and are compiled anew under others.
 */
function prepareLater() {
  const setFlags = (flags) => {
    for (const flag of flags) setFlagsFromString(flag);
  };
  setImmediate(setFlags, FIRST_FLAGS);
  setTimeout(setFlags, FIRST_MILLISECONDS, USUAL_FLAGS).unref();
}

const code = import.meta.filename.replace(/^.*[\\/](\w+)\.mjs$/, "$1.cjs");
if (existsSync(`${import.meta.dirname}/${code}`)) {
  runScripts(import.meta.dirname, code, import.meta.filename);
  prepareLater();
}
