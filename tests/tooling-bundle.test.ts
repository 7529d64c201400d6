import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bundleFolder } from "../scripts/bundle/folder.mjs";
import { compiledName, readScript, USUAL_FLAGS } from "../scripts/bundle/start.mjs";
import { runNode } from "../scripts/test/command.ts";

/** A start costs what it loads; these are measured sizes with room for some growth. One that is passed is looked at, then raised. */
const MAX_CODE_BYTES = 3_000_000;
const MAX_CHILD_BYTES = 1_700_000;

const CHILD = "child.cjs";

let folder = "";
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const bytesOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** The script and all that it asks for as it runs, `import()` apart. */
function loadedBy(name: string, known: Set<string> = new Set()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, other] of read(name).matchAll(/(?<!then\(\(?\w*\)?=>)require\(["'`]\.\/([\w.-]+)["'`]\)/g)) loadedBy(other!, known);
  return known;
}

beforeAll(async () => {
  folder = bundleFolder();
  const { status, output } = existsSync(folder) ? { status: 0, output: "" } : await runNode(["scripts/bundle/make.ts"]);
  expect({ status, output }).toEqual({ status: 0, output: "" });
});

test("the code of the command line stays within its budget", () => {
  const code = readdirSync(folder).filter((name) => name.endsWith(".cjs") && name !== CHILD);
  expect(bytesOf(code)).toBeGreaterThan(MAX_CODE_BYTES / 3);
  expect(bytesOf(code)).toBeLessThan(MAX_CODE_BYTES);
});

test("a parsing process loads what it parses with, and no sets of indicators", () => {
  expect([...loadedBy(CHILD)]).toEqual([CHILD]);
  expect(bytesOf([CHILD])).toBeGreaterThan(MAX_CHILD_BYTES / 3);
  expect(bytesOf([CHILD])).toBeLessThan(MAX_CHILD_BYTES);
  expect(read(CHILD)).not.toContain("pegasus-amnesty");
});

test("both programs start with what V8 made of their code when it had run, and it is compiled where that does not fit", () => {
  const trained = readdirSync(folder).filter((name) => name.endsWith(".cjs") && existsSync(join(folder, compiledName(name))));
  for (const name of trained) expect(readScript(folder, name).cachedDataRejected, name).toBe(false);
  // Of each the large part is among them.
  expect(trained).toContain(CHILD);
  expect(bytesOf(trained.filter((name) => name !== CHILD))).toBeGreaterThan(MAX_CODE_BYTES / 3);
  const other = mkdtempSync(join(tmpdir(), "bridle-bundle-"));
  try {
    copyFileSync(join(folder, CHILD), join(other, CHILD));
    copyFileSync(join(folder, "sqlite3.wasm"), join(other, compiledName(CHILD)));
    expect(readScript(other, CHILD).cachedDataRejected).toBe(true);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test("what takes long runs as V8 has it by default", async () => {
  const { output } = await runNode(["--v8-options"]);
  for (const flag of USUAL_FLAGS) expect(output).toContain(`default: ${flag}\n`);
});

test("scripts are read as ASCII, and are", () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".cjs"))) expect(read(name), name).toMatch(/^[\0-\x7f]*$/);
});

test("the launcher's entry loads next to nothing before it can tell a fault", () => {
  expect(bytesOf(loadedBy("bridle.cjs"))).toBeLessThan(10_000);
});
