import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import libraryPreloaded from "./library-preloaded.ts";

const judge = (...loaderVariables: string[]) => hitsOf(libraryPreloaded, [{ pid: 7, processName: "app_process64", loaderVariables }]);

test("speaks of a library from outside of the system, and of one beside those of the system", () => {
  expect(judge("LD_PRELOAD=/data/local/tmp/x.so")).toMatchObject([{ params: { libraries: "/data/local/tmp/x.so" } }]);
  expect(judge("LD_PRELOAD=/system/lib64/libsigchain.so:/data/data/a/x.so")).toHaveLength(1);
});

test("is silent on libraries of the system, and on other variables", () => {
  expect(judge("LD_PRELOAD=libsigchain.so", "LD_LIBRARY_PATH=/data/local/tmp")).toEqual([]);
  expect(judge("LD_PRELOAD=/system/lib64/libsigchain.so", "LD_SHIM_LIBS=x")).toEqual([]);
  expect(hitsOf(libraryPreloaded, [{ pid: 7, processName: "x" }])).toEqual([]);
});
