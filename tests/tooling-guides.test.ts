import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The guides' examples are written into a copy of core as their readers would, compiled, registered, formatted and run. */
const REPOSITORY = resolve(import.meta.dirname, "..");
const COPIED = ["packages/core", "packages/cli", "scripts", "vitest.setup.ts", "vitest.setup.each.ts", "tsconfig.base.json"];
const GUIDES = ["docs/writing-an-artifact.md", "docs/writing-a-detection.md", "docs/writing-a-loader.md"];

/** A block of code below the path of the file it is: alone on a line, or at the end of a sentence. */
const EXAMPLE = /`(packages\/core\/src\/[^`]+\.ts)`[^\n`]*\n\n```ts\n(.*?)```/gs;
const examples = GUIDES.flatMap((guide) =>
  [...readFileSync(join(REPOSITORY, guide), "utf8").matchAll(EXAMPLE)].map(([, path, text]) => ({ path: path!, text: text! })),
);

const CONFIG = `import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";
const resolve = { conditions: ["bridle-source", ...defaultServerConditions] };
export default defineConfig({ resolve, ssr: { resolve }, test: { globalSetup: ["./vitest.setup.ts"], setupFiles: ["./vitest.setup.each.ts"], include: ["packages/**/*.test.ts"] } });
`;

let root = "";
const run = (...args: string[]) =>
  spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-guides-"));
  const isSource = (path: string): boolean => !/[\\/](?:dist|node_modules)$/.test(path);
  for (const path of COPIED) cpSync(join(REPOSITORY, path), join(root, path), { recursive: true, filter: isSource });
  writeFileSync(join(root, "vitest.config.mts"), CONFIG);
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
  for (const { path, text } of examples) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("each guide shows whole files, with their tests", () => {
  const tests = examples.filter(({ path }) => path.endsWith(".test.ts")).map(({ path }) => path);
  expect(tests.map((path) => path.slice("packages/core/src/".length).split("/")[0])).toEqual(
    expect.arrayContaining(["artifacts", "detections", "acquisition"]),
  );
  expect(new Set(examples.map(({ path }) => path)).size).toBe(examples.length);
});

test("the examples are registered by `generate`", () => {
  const { status, stderr } = run("--conditions=bridle-source", "scripts/generate.ts");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the examples compile, and are formatted as ours are", () => {
  const { stdout } = run("node_modules/typescript/bin/tsc", "-p", "packages/core/tsconfig.json", "--noEmit", "--pretty", "false");
  expect(stdout.split("\n").filter((line) => examples.some(({ path }) => line.includes(path.slice("packages/core/".length))))).toEqual([]);
  cpSync(join(REPOSITORY, "biome.json"), join(root, "biome.json"));
  const checked = run("node_modules/@biomejs/biome/bin/biome", "check", "--max-diagnostics=20", ...examples.map(({ path }) => path));
  expect(checked.status, checked.stderr + checked.stdout).toBe(0);
});

test("the examples' tests pass", () => {
  const tests = examples.map(({ path }) => path).filter((path) => path.endsWith(".test.ts"));
  const { status, stdout, stderr } = run("node_modules/vitest/vitest.mjs", "run", ...tests);
  expect(status, stdout + stderr).toBe(0);
});
