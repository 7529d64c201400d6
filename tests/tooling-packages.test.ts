import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkLockfile, checkManifests, checkPackages, checkTargets } from "../scripts/packages/check.ts";
import { checkDependencyPage } from "../scripts/packages/dependency-page.ts";
import type { Manifest } from "../scripts/packages/manifest.ts";

const top: Manifest = { name: "workspace", version: "1.0.0", license: "Apache-2.0" };
const core: Manifest = { ...top, name: "@bridle/core" };

test("ranges, foreign versions of ours and install scripts are refused", () => {
  const bad: Manifest = { ...top, name: "bad", dependencies: { ajv: "^8.0.0", "@bridle/core": "0.9.0" }, scripts: { postinstall: "x" } };
  expect(checkManifests([top, core, bad])).toEqual([
    "bad has a script postinstall",
    "bad does not pin ajv: ^8.0.0",
    "bad depends on @bridle/core 0.9.0, not 1.0.0",
  ]);
  expect(checkManifests([top, core, { ...top, name: "good", dependencies: { ajv: "8.0.0", "@bridle/core": "1.0.0" } }])).toEqual([]);
});

test("another build of SQLite is refused, exact or not", () => {
  const other: Manifest = { ...core, dependencies: { "@sqlite.org/sqlite-wasm": "3.54.2-build1" } };
  expect(checkManifests([top, other])).toEqual(["@bridle/core depends on @sqlite.org/sqlite-wasm 3.54.2-build1, not 3.54.1-build1"]);
});

test("a package of another version or licence is refused", () => {
  expect(checkManifests([top, { name: "a", version: "2.0.0", license: "MIT" }])).toEqual([
    "a has version 2.0.0, not 1.0.0",
    "a does not say Apache-2.0",
  ]);
});

test("an export must have its source, and its built form at the same place", () => {
  const good = { "bridle-source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" };
  expect(checkTargets({ ...core, exports: { ".": good } }, () => true)).toEqual([]);
  expect(checkTargets({ ...core, exports: { ".": good } }, () => false)).toEqual(["@bridle/core exports .: ./src/index.ts is not there"]);
  const moved = { ...good, default: "./dist/main.js" };
  expect(checkTargets({ ...core, exports: { ".": moved } }, () => true)).toEqual([
    "@bridle/core exports .: default is not ./dist/index.js",
  ]);
  expect(checkTargets({ ...core, bin: { bridle: "./bin/x.mjs" } }, () => false)).toEqual(["@bridle/core: ./bin/x.mjs is not there"]);
});

test("the lockfile may hold no address, no install script, no unchecked download and no foreign licence", () => {
  const integrity = "sha512-x";
  const packages = {
    "": { license: "Apache-2.0" },
    "node_modules/@bridle/core": { link: true, resolved: "packages/core" },
    "node_modules/good": { license: "MIT", integrity },
    "node_modules/tool": { license: "MPL-2.0", dev: true, integrity },
    "node_modules/address": { license: "MIT", integrity, resolved: "https://example.org/a.tgz" },
    "node_modules/script": { license: "MIT", integrity, hasInstallScript: true },
    "node_modules/unchecked": { license: "MIT" },
    "node_modules/viral": { license: "AGPL-3.0", integrity },
    "node_modules/a/node_modules/mpl": { license: "MPL-2.0", integrity },
  };
  expect(checkLockfile({ packages })).toEqual([
    "package-lock.json: node_modules/address has a download address",
    "package-lock.json: node_modules/script runs a script when it is installed",
    "package-lock.json: node_modules/unchecked has no SHA-512",
    "package-lock.json: node_modules/viral is under AGPL-3.0",
    "package-lock.json: node_modules/a/node_modules/mpl is under MPL-2.0",
  ]);
});

describe("the page of dependencies", () => {
  const manifest: Manifest = { ...core, dependencies: { ajv: "8.0.0" }, devDependencies: { yaml: "2.0.0" } };
  const lock = {
    packages: { "node_modules/ajv": { version: "8.0.0", license: "MIT" }, "node_modules/yaml": { version: "2.0.0", license: "ISC" } },
  };
  const check = (handedOn: string, tools: string) =>
    checkDependencyPage([top, manifest], lock, `## Handed on with Bridle\n\n${handedOn}\n\n## Tools of the repository\n\n${tools}\n`);
  const ajv = "| `ajv` | 8.0.0 | MIT | x | y |";
  const yaml = "| `yaml` | 2.0.0 | ISC | x | y |";

  test("has a whole row for each, and none for what has gone", () => {
    expect(check(ajv, yaml)).toEqual([]);
    expect(check("| `ajv` | 8.0.0 | MIT |  | y |", "| `gone` | 1.0.0 | MIT | x | y |")).toEqual([
      "docs/dependencies.md has no row for yaml",
      "docs/dependencies.md has a row for gone, which nothing depends on",
      "docs/dependencies.md has an empty field: | `ajv` | 8.0.0 | MIT |  | y |",
    ]);
  });

  test("tells what is handed on from what is a tool", () => {
    expect(check("", `${ajv}\n${yaml}`)).toEqual(['docs/dependencies.md does not have ajv below "## Handed on with Bridle"']);
  });

  test("has the version and licence of the lockfile", () => {
    expect(check("| `ajv` | 7.0.0 | MIT | x | y |", "| `yaml` | 2.0.0 | BSD | x | y |")).toEqual([
      "docs/dependencies.md says ajv 7.0.0, installed is 8.0.0",
      "docs/dependencies.md says BSD of yaml, the lockfile ISC",
    ]);
  });
});

test("this repository's lockfile, manifests and page of dependencies agree", () => {
  const problems = checkPackages(fileURLToPath(new URL("..", import.meta.url)));
  expect(problems.filter((problem) => !problem.includes("is not there"))).toEqual([]);
});
