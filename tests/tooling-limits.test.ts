import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

/** The numbers of docs/limits.md are those of the code: `| what | limit | \`NAME\` in \`file\` | … |`. */
const ROOT = resolve(import.meta.dirname, "..");
const ROW = /^\|[^|]*\|\s*([\d,]+)(?: ([A-Za-z]+))?\s*\|\s*`(\w+)` in `([^`]+)`\s*\|/gm;
const UNITS: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40, days: 1 };

const rows = [...readFileSync(join(ROOT, "docs/limits.md"), "utf8").matchAll(ROW)].map(([, number, unit, name, file]) => ({
  name: name!,
  file: file!,
  value: Number(number!.replaceAll(",", "")) * (unit === undefined ? 1 : UNITS[unit]!),
}));

test("there are limits to compare", () => {
  expect(rows.length).toBeGreaterThan(10);
});

test.each(rows)("$name is told as it is", async ({ name, file, value }) => {
  const module = (await import(join(ROOT, file))) as Record<string, unknown>;
  expect(module[name]).toBe(value);
});
