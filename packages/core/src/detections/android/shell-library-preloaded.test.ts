import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import shellLibraryPreloaded from "./shell-library-preloaded.ts";

test("speaks of a library from outside of the system", () => {
  expect(hitsOf(shellLibraryPreloaded, [{ variable: "LD_PRELOAD", value: "/data/local/tmp/x.so" }])).toMatchObject([
    { params: { libraries: "/data/local/tmp/x.so" } },
  ]);
});

test("is silent on libraries of the system, and on other variables", () => {
  const silent = [
    { variable: "LD_PRELOAD", value: "libsigchain.so:/system/lib64/x.so" },
    { variable: "LD_LIBRARY_PATH", value: "/data/local/tmp" },
  ];
  expect(hitsOf(shellLibraryPreloaded, silent)).toEqual([]);
});
