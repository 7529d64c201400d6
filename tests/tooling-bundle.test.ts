import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { beforeAll, expect, test } from "vitest";
import { bundleFolder } from "../scripts/bundle/folder.mjs";
import { runNode } from "../scripts/test/command.ts";

/** A start costs what it loads; these are measured sizes with room for some growth. One that is passed is looked at, then raised. */
const MAX_CODE_BYTES = 3_200_000;
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
  const loaded = loadedBy("child.mjs");
  expect(bytesOf(loaded)).toBeGreaterThan(MAX_CHILD_BYTES / 3);
  expect(bytesOf(loaded)).toBeLessThan(MAX_CHILD_BYTES);
  for (const name of loaded) expect(read(name), name).not.toContain("pegasus-amnesty");
});

test("the launcher's entry loads next to nothing before it can tell a fault", () => {
  expect(bytesOf(loadedBy("bridle.mjs"))).toBeLessThan(10_000);
});
