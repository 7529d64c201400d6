import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("what the README's commands write into a checkout is neither committed nor linted", () => {
  const { files } = JSON.parse(read("biome.json")) as { files: { includes: string[] } };
  const written = ["bridle-cases", "bridle-demo"];
  expect(files.includes).toEqual(expect.arrayContaining(written.map((folder) => `!${folder}`)));
  expect(read(".gitignore").split("\n")).toEqual(expect.arrayContaining(written.map((folder) => `/${folder}/`)));
});
