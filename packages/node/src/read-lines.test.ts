import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLines } from "./read-lines.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bridle-lines-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const linesOf = (text: string, most = 1 << 20): string[] => {
  writeFileSync(join(root, "file"), text);
  return [...readLines(join(root, "file"), most)];
};

test("gives each line without its end, also a last one without", () => {
  expect(linesOf("")).toEqual([]);
  expect(linesOf("a\nb\n")).toEqual(["a", "b"]);
  expect(linesOf("a\n\nb")).toEqual(["a", "", "b"]);
});

test("joins lines and letters that stand across the cuts of reading", () => {
  const line = "密é".repeat(100_001);
  expect(linesOf(`${line}\n${line}\n`)).toEqual([line, line]);
});

test("separators of other kinds belong to the line", () => {
  expect(linesOf("a\u2028b\rc\u0085d\n")).toEqual(["a\u2028b\rc\u0085d"]);
});

test("a line without end is an error before it fills the memory", () => {
  expect(() => linesOf("x".repeat(600_000), 1_000)).toThrow(RangeError);
});

test("a file that is not there has no lines", () => {
  expect([...readLines(join(root, "none"), 10)]).toEqual([]);
});
