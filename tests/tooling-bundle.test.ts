import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSync } from "vite";
import { beforeAll, expect, test } from "vitest";
import { bundleFolder } from "../scripts/bundle/folder.mjs";
import { CODE, COMPILED_CODE, childScript } from "../scripts/bundle/start-child.mjs";
import { runNode } from "../scripts/test/command.ts";

/** A start costs what it loads; these are measured sizes with room for some growth. One that is passed is looked at, then raised. */
const MAX_CODE_BYTES = 3_000_000;
const MAX_CHILD_BYTES = 1_700_000;

let folder = "";
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const bytesOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** The file and all that it imports at its start. */
function loadedBy(name: string, known: Set<string> = new Set()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const { type, source } of parseSync(name, read(name)).program.body as unknown as { type: string; source?: { value: string } }[]) {
    if (/^(?:Import|Export)/.test(type) && source?.value.startsWith("./")) loadedBy(source.value.slice(2), known);
  }
  return known;
}

beforeAll(async () => {
  folder = bundleFolder();
  const { status, output } = existsSync(folder) ? { status: 0, output: "" } : await runNode(["scripts/bundle/make.ts"]);
  expect({ status, output }).toEqual({ status: 0, output: "" });
});

test("the code of the command line stays within its budget", () => {
  const code = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  expect(bytesOf(code)).toBeGreaterThan(MAX_CODE_BYTES / 3);
  expect(bytesOf(code)).toBeLessThan(MAX_CODE_BYTES);
});

test("a parsing process loads what it parses with, and no sets of indicators", () => {
  expect([...loadedBy("child.mjs")]).toEqual(["child.mjs"]);
  expect(bytesOf([CODE])).toBeGreaterThan(MAX_CHILD_BYTES / 3);
  expect(bytesOf([CODE])).toBeLessThan(MAX_CHILD_BYTES);
  expect(read(CODE)).not.toContain("pegasus-amnesty");
});

test("a parsing process starts with what V8 made of its code, and compiles it where that does not fit", () => {
  expect(existsSync(join(folder, COMPILED_CODE))).toBe(true);
  expect(childScript(folder).cachedDataRejected).toBe(false);
  const other = mkdtempSync(join(tmpdir(), "bridle-bundle-"));
  try {
    copyFileSync(join(folder, CODE), join(other, CODE));
    copyFileSync(join(folder, "sqlite3.wasm"), join(other, COMPILED_CODE));
    expect(childScript(other).cachedDataRejected).toBe(true);
  } finally {
    rmSync(other, { recursive: true });
  }
});

test("the launcher's entry loads next to nothing before it can tell a fault", () => {
  expect(bytesOf(loadedBy("bridle.mjs"))).toBeLessThan(10_000);
});
