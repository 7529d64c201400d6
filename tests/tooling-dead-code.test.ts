import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findDeadCode } from "../scripts/packages/dead-code.ts";

let root = "";
const write = (files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};
const config = (more: object = {}): string =>
  JSON.stringify({ entry: ["src/index.ts!", "tests/*.ts"], project: ["src/**!", "tests/**"], ...more });

/** A package without dead code. */
const WHOLE = {
  "package.json": JSON.stringify({ name: "sample", type: "module" }),
  "knip.jsonc": config(),
  "src/index.ts": 'import { used } from "./part.ts";\nexport default used;\n',
  "src/part.ts": "export const used = 1;\n",
  "tests/part.ts": 'import { used } from "../src/part.ts";\nvoid used;\n',
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-dead-code-"));
});
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  write(WHOLE);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("nothing is said where everything is used", async () => {
  expect(await findDeadCode(root)).toEqual([]);
});

test("files and exports that nothing uses are named", async () => {
  write({ "src/left.ts": "export const left = 1;\n", "src/part.ts": "export const used = 1;\nexport const orphan = 2;\n" });
  const [said] = await findDeadCode(root);
  expect(said).toMatch(/src\/left\.ts/);
  expect(said).toMatch(/orphan.*src\/part\.ts:2/);
});

test("what only tests use is dead in production alone", async () => {
  write({
    "src/part.ts": "export const used = 1;\nexport const staged = 2;\n",
    "tests/part.ts": 'import { staged } from "../src/part.ts";\nvoid staged;\n',
  });
  const said = await findDeadCode(root);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^knip, tests aside:[\s\S]*staged/);
});

test("a dependency that nobody imports, and one that nobody named, are told", async () => {
  write({
    "package.json": JSON.stringify({ name: "sample", type: "module", dependencies: { "left-behind": "1.0.0" } }),
    "src/part.ts": 'import "not-named";\nexport const used = 1;\n',
  });
  const [said] = await findDeadCode(root);
  expect(said).toMatch(/left-behind/);
  expect(said).toMatch(/not-named/);
});

test("an exception that covers nothing any more fails", async () => {
  write({ "knip.jsonc": config({ ignoreDependencies: ["gone-package"] }) });
  expect((await findDeadCode(root)).join()).toMatch(/gone-package/);
});

test("a configuration that cannot be read is no success", async () => {
  write({ "knip.jsonc": "{" });
  expect(await findDeadCode(root)).toHaveLength(2);
});
