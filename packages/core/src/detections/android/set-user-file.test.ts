import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import setUserFile from "./set-user-file.ts";

const judge = (path: string, mode?: string) => hitsOf(setUserFile, [{ path, ...(mode && { mode }) }]);

test("speaks of set-user programs in letters and digits", () => {
  expect(judge("/system/xbin/su", "-rwsr-sr-x")).toHaveLength(1);
  expect(judge("/data/local/tmp/x", "4755")).toHaveLength(1);
  expect(judge("/vendor/bin/x", "urwxr-xr-x")).toHaveLength(1);
});

test("is silent on ordinary files, on folders, on Android's own, and where the bit means nothing", () => {
  expect(judge("/system/bin/sh", "-rwxr-xr-x")).toEqual([]);
  expect(judge("/system/bin/run-as", "-rwsr-x---")).toEqual([]);
  expect(judge("/data/media/0/x", "-rwsr-xr-x")).toEqual([]);
  expect(judge("/data/x", "durwxr-xr-x")).toEqual([]);
  expect(judge("/x")).toEqual([]);
});
