import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputFolder } from "@bridle/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_OPEN_FILES, nodeInput } from "./input.ts";

const folder = mkdtempSync(join(tmpdir(), "bridle-input-"));
const root = join(folder, "backup");
const text = (input: InputFolder, path: string): string => {
  const file = input.file(path)!;
  const into = new Uint8Array(file.size);
  file.open().readSync(0, into);
  return new TextDecoder().decode(into);
};
const opened = (): InputFolder => {
  const input = nodeInput(root);
  if (input.kind !== "folder") throw new Error("not a folder");
  return input;
};

beforeAll(() => {
  mkdirSync(join(root, "ab"), { recursive: true });
  writeFileSync(join(folder, "outside"), "secret");
  writeFileSync(join(root, "b"), "bytes");
  writeFileSync(join(root, "ab", "inner"), "inner bytes");
  symlinkSync("ab/inner", join(root, "link"));
  symlinkSync("ab", join(root, "folder-link"));
  symlinkSync("../outside", join(root, "way-out"));
  symlinkSync("nowhere", join(root, "broken"));
  symlinkSync("loop", join(root, "loop"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("lists files and folders by name, with sizes, and follows links that stay inside", () => {
  const input = opened();
  expect(input.name).toBe("backup");
  expect(input.list("")).toEqual([
    { name: "ab", isFolder: true, size: 0 },
    { name: "b", isFolder: false, size: 5 },
    { name: "folder-link", isFolder: true, size: 0 },
    { name: "link", isFolder: false, size: 11 },
  ]);
  expect(input.list("ab")).toEqual([{ name: "inner", isFolder: false, size: 11 }]);
  expect(text(input, "link")).toBe("inner bytes");
});

test("has nothing outside the folder, whatever the path says", () => {
  const input = opened();
  for (const path of ["way-out", "../outside", "ab/../../outside", "/etc/hosts", "broken", "loop", "x/y", "b/x", "b\0", "ab//inner", "."]) {
    expect(input.file(path), path).toBeUndefined();
  }
  expect(input.list("..")).toBeUndefined();
  expect(input.list("b")).toBeUndefined();
});

test("does not touch what is no file", () => {
  execFileSync("mkfifo", [join(root, "pipe")]);
  const input = opened();
  expect(input.file("pipe")).toBeUndefined();
  expect(input.list("")!.map(({ name }) => name)).not.toContain("pipe");
  rmSync(join(root, "pipe"));
});

test("reads at any place, and past the end nothing", () => {
  const source = opened().file("b")!.open();
  const into = new Uint8Array(10);
  expect([source.byteLength, source.readSync(2, into), source.readSync(5, into), source.readSync(99, into)]).toEqual([5, 3, 0, 0]);
  expect(new TextDecoder().decode(into.subarray(0, 3))).toBe("tes");
});

test.skipIf(process.platform !== "linux")("keeps a bounded number of files open", () => {
  mkdirSync(join(root, "many"));
  for (let index = 0; index < 200; index++) writeFileSync(join(root, "many", `${index}`), `${index}`);
  const input = opened();
  const before = readdirSync("/proc/self/fd").length;
  const sources = Array.from({ length: 200 }, (_, index) => input.file(`many/${index}`)!.open());
  const read = () => sources.map((source) => (source.readSync(0, new Uint8Array(1)) === 1 ? 1 : 0)).filter(Boolean).length;
  expect([read(), read()]).toEqual([200, 200]);
  expect(readdirSync("/proc/self/fd").length - before).toBeLessThanOrEqual(MAX_OPEN_FILES);
  rmSync(join(root, "many"), { recursive: true });
});

test("says when a path is not there or not ours to read", () => {
  expect(() => nodeInput(join(folder, "nothing"))).toThrow(
    expect.objectContaining({ code: "unreadable", params: { name: "nothing", detail: "ENOENT" } }),
  );
  expect(nodeInput(join(folder, "outside"))).toMatchObject({ kind: "file", name: "outside", size: 6 });
});

// The administrator may read everything.
test.skipIf(process.getuid?.() === 0)("names a file without permission", () => {
  writeFileSync(join(root, "locked"), "x");
  chmodSync(join(root, "locked"), 0);
  const file = opened().file("locked");
  expect(() => file!.open().readSync(0, new Uint8Array(1))).toThrow(expect.objectContaining({ code: "unreadable" }));
  rmSync(join(root, "locked"), { force: true });
});
