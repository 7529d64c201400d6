import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** A checkout in small: the real launcher, bundler, entry and paths around a planted program, with our node_modules. */
const REPOSITORY = resolve(import.meta.dirname, "..");
const REAL = [
  "packages/cli/bin",
  "packages/cli/src/entry.ts",
  "packages/node/src/runtime-paths.ts",
  "scripts/bundle",
  "package-lock.json",
  "package.json",
];
const MANIFESTS = ["cli", "core", "node", "corpus"].map((name) => `packages/${name}/package.json`);
const MAIN = `
import { spawnSync } from "node:child_process";
import { childEntry, sqliteWasmPath } from "../../node/src/runtime-paths.ts";
export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === "throw") throw new Error("planted");
  if (argv[0] === "late") setTimeout(() => { throw new Error("late"); }, 0);
  if (argv[0] === "wait" || argv[0] === "late") {
    process.stdout.write("waiting");
    await new Promise((done) => setTimeout(done, 60_000));
  }
  if (argv[0] !== "child") return Number(argv[0] ?? 0);
  const { file, execArgv, readable } = childEntry();
  const allowed = [...readable, sqliteWasmPath()].map((path) => \`--allow-fs-read=\${path}\`);
  const { stdout, status } = spawnSync(process.execPath, [...execArgv, "--permission", ...allowed, file, sqliteWasmPath()], { encoding: "utf8" });
  process.stdout.write(stdout);
  return status ?? 70;
}`;
const CHILD = `
import { readFileSync } from "node:fs";
const denied = (read: () => unknown): string => { try { read(); return "allowed"; } catch (error) { return (error as { code: string }).code; } };
// Without a word from a parent it does nothing, as the real one: the bundler runs it once.
if (process.argv[2]) process.stdout.write(\`\${readFileSync(process.argv[2]).subarray(0, 4).toString("latin1")} \${denied(() => readFileSync("/etc/hostname"))}\`);`;

let root = "";
const launcher = (): string => join(root, "packages/cli/bin/bridle.mjs");
const bundles = (): string => join(root, ".cache/bundle");
const bundleCount = (): number => readdirSync(bundles()).length;
const bridle = (...args: string[]) => spawnSync(process.execPath, [launcher(), ...args], { encoding: "utf8", cwd: tmpdir() });
const plant = (path: string, text: string): void => {
  mkdirSync(resolve(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-launcher-"));
  for (const path of [...REAL, ...MANIFESTS]) cpSync(join(REPOSITORY, path), join(root, path), { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
  plant("packages/cli/src/main.ts", MAIN);
  plant("packages/node/src/child.ts", CHILD);
  for (const name of ["core", "corpus"]) mkdirSync(join(root, `packages/${name}/src`), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("bundles once, says nothing, and passes the status on", () => {
  expect(bridle("3")).toMatchObject({ status: 3, stdout: "", stderr: "" });
  expect(bridle("0")).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(readdirSync(bundles())).toHaveLength(1);
});

test("a changed source gives another bundle", () => {
  bridle("0");
  const before = readdirSync(bundles()).length;
  plant("packages/cli/src/other.ts", "export const other = 1;\n");
  expect(bridle("0").status).toBe(0);
  expect(readdirSync(bundles())).toHaveLength(before + 1);
});

test("so does one that is changed in its place, or away", () => {
  const other = join(root, "packages/cli/src/other.ts");
  const folders = [bundleCount()];
  for (const change of [() => writeFileSync(other, "export const other = 22;\n"), () => rmSync(other)]) {
    bridle("0");
    change();
    expect(bridle("0").status).toBe(0);
    folders.push(bundleCount());
  }
  // The second change leads back to a bundle that is there.
  expect(folders).toEqual([folders[0], folders[0]! + 1, folders[0]! + 1]);
});

test("the parsing child reads its bundle and SQLite, and nothing else", () => {
  expect(bridle("child")).toMatchObject({ status: 0, stdout: "\0asm ERR_ACCESS_DENIED", stderr: "" });
});

test.each(["throw", "late"])("an error of ours ends with 70 and never with 1 (%s)", (how) => {
  const { status, stderr } = bridle(how);
  expect(status).toBe(70);
  expect(stderr).toContain("bridle: internal error: Error:");
});

test("a signal reaches the program and ends the launcher likewise", async () => {
  const child = spawn(process.execPath, [launcher(), "wait"], { stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.once("data", () => child.kill("SIGTERM"));
  const ended = await new Promise((done) => child.on("exit", (status, signal) => done({ status, signal })));
  expect(ended).toEqual({ status: null, signal: "SIGTERM" });
});

test("where nothing can be written it runs from the sources, and says so in one line", () => {
  rmSync(join(root, ".cache"), { recursive: true, force: true });
  writeFileSync(join(root, ".cache"), "");
  try {
    const { status, stdout, stderr } = bridle("child");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "\0asm ERR_ACCESS_DENIED" });
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/^bridle: running from sources, not bundled: Error: /)]);
  } finally {
    rmSync(join(root, ".cache"));
  }
});

test("sources that do not parse end with 70", () => {
  plant("packages/cli/src/main.ts", "export const main = ;");
  try {
    expect(bridle("0").status).toBe(70);
  } finally {
    plant("packages/cli/src/main.ts", MAIN);
  }
});

/** The host's own Node, found outside node_modules, where there is one and it is an old one. */
const hostNode = (process.env["PATH"] ?? "")
  .split(":")
  .filter((folder) => !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .find((file) => existsSync(file) && spawnSync(file, ["--version"], { encoding: "utf8" }).stdout?.trim() !== process.version);

test.skipIf(hostNode === undefined)("another Node of the host hands over to the pinned one", () => {
  plant("packages/cli/src/main.ts", "export const main = async () => { process.stdout.write(process.version); return 4; };");
  try {
    const { status, stdout } = spawnSync(hostNode!, [launcher()], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 4, stdout: process.version });
  } finally {
    plant("packages/cli/src/main.ts", MAIN);
  }
});
