import { expect, test } from "vitest";
import { MAX_NAME_DEPTH } from "./archive/limits.ts";
import { filesOf } from "./folder-files.ts";
import { memoryInput } from "./memory-input.ts";

const folderOf = (...paths: string[]) => memoryInput("given", new Map(paths.map((path) => [path, new Uint8Array(3)])));

test("lists the files below a folder in path order, each with its size", () => {
  const { files, problems } = filesOf(folderOf("b/x", "a", "b/c/y"), "b");
  expect([files, problems]).toEqual([
    [
      { path: "b/c/y", size: 3 },
      { path: "b/x", size: 3 },
    ],
    [],
  ]);
});

test("a folder deeper than is looked at is said, and costs no other", () => {
  const deep = `${"d/".repeat(MAX_NAME_DEPTH + 1)}x`;
  const { files, problems } = filesOf(folderOf(deep, "a"));
  expect(files.map(({ path }) => path)).toEqual(["a"]);
  expect(problems).toEqual([{ problem: { message: "acquisition/too-many-files" }, reason: "over-budget" }]);
});
