import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DETECTION_FORMS, RequestError, writeArtifact, writeDetection } from "../scripts/templates/new-files.ts";

/** The generators write into a copy of core; what they write there is compiled, run and registered as it would be here. */
const REPOSITORY = resolve(import.meta.dirname, "..");
const COPIED = ["packages/core", "packages/cli", "scripts", "vitest.setup.ts", "vitest.setup.each.ts", "tsconfig.base.json"];
const ARTIFACT = "ios/planted-by-a-test";

/** What the new tests need of this repository's own configuration, which reaches into packages that are not copied. */
const CONFIG = `import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";
const resolve = { conditions: ["bridle-source", ...defaultServerConditions] };
export default defineConfig({ resolve, ssr: { resolve }, test: { globalSetup: ["./vitest.setup.ts"], setupFiles: ["./vitest.setup.each.ts"], include: ["packages/**/*.test.ts"] } });
`;

let root = "";
let written: readonly string[] = [];
const run = (...args: string[]) =>
  spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-templates-"));
  const isSource = (path: string): boolean => !/[\\/](?:dist|node_modules)$/.test(path);
  for (const path of COPIED) cpSync(join(REPOSITORY, path), join(root, path), { recursive: true, filter: isSource });
  writeFileSync(join(root, "vitest.config.mts"), CONFIG);
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
  written = [...writeArtifact(root, ARTIFACT), ...DETECTION_FORMS.flatMap((form) => writeDetection(root, `ios/planted-${form}`, form))];
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("what the generators write", () => {
  test("is a source, a test and its sentences for each", () => {
    expect(written).toHaveLength(12);
    for (const path of written) expect(readFileSync(join(root, path), "utf8")).not.toMatch(/__[A-Z]+__/);
  });

  test("is registered by `generate` under its id", () => {
    const { status, stderr } = run("--conditions=bridle-source", "scripts/generate.ts");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(existsSync(join(root, `docs/reference/artifacts/${ARTIFACT}.md`))).toBe(true);
    const registry = readFileSync(join(root, "packages/core/src/detections/index.generated.ts"), "utf8");
    for (const form of DETECTION_FORMS) expect(registry).toContain(`./ios/planted-${form}.ts`);
  });

  test("compiles", () => {
    const { stdout } = run("node_modules/typescript/bin/tsc", "-p", "packages/core/tsconfig.json", "--noEmit", "--pretty", "false");
    expect(stdout.split("\n").filter((line) => line.includes("planted"))).toEqual([]);
    const tests = written.filter((path) => path.endsWith(".test.ts"));
    const flags = [
      "--noEmit",
      "--strict",
      "--target",
      "es2024",
      "--module",
      "nodenext",
      "--allowImportingTsExtensions",
      "--exactOptionalPropertyTypes",
      "--noUncheckedIndexedAccess",
      "--skipLibCheck",
    ];
    const checked = run("node_modules/typescript/bin/tsc", "--ignoreConfig", "--pretty", "false", ...flags, ...tests);
    expect(checked.stdout.split("\n").filter((line) => line.includes("planted"))).toEqual([]);
  });

  test("passes the tests that come with it", () => {
    const tests = written.filter((path) => path.endsWith(".test.ts"));
    const { status, stdout, stderr } = run("node_modules/vitest/vitest.mjs", "run", ...tests);
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Test Files\s+4 passed/);
  });

  test("passes the linter once it is formatted, which the generators do last", () => {
    const biome = join(REPOSITORY, "node_modules/@biomejs/biome/bin/biome");
    const { status, stderr } = run(
      biome,
      "check",
      "--write",
      "--error-on-warnings",
      "--colors=off",
      `--config-path=${REPOSITORY}`,
      ...written,
    );
    expect(status, stderr).toBe(0);
  });

  test("keeps the layers, and still says TODO where a fact is missing", () => {
    expect(run("scripts/check-layers.ts").stderr).not.toContain("planted");
    for (const path of written.filter((name) => !name.endsWith("test.ts")))
      expect(readFileSync(join(root, path), "utf8")).toContain("TODO");
  });
});

describe("the generators refuse, in one sentence,", () => {
  test.each([
    "",
    "ios",
    "example-name",
    "ios/Example",
    "ios/example_name",
    "ios/a/b",
    "../ios/x",
    "windows/x",
    "ios/-x",
    `ios/${"x".repeat(61)}`,
  ])("the id %j", (id) => {
    expect(() => writeArtifact(root, id)).toThrow(RequestError);
    expect(() => writeDetection(root, id, "match")).toThrow(/kebab-case, such as ios\/example-name\.$/);
  });

  test("an id that is taken, and write nothing then", () => {
    expect(() => writeArtifact(root, ARTIFACT)).toThrow(/is there already/);
    expect(() => writeDetection(root, "ios/planted-match", "fold")).toThrow(/is there already/);
  });

  test("a form that there is not", () => {
    expect(() => writeDetection(root, "ios/other", "guess")).toThrow('There is no form "guess"; there are match, fold, correlate.');
    expect(existsSync(join(root, "packages/core/src/detections/ios/other.ts"))).toBe(false);
  });
});
