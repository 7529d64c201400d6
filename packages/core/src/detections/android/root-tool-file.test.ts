import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rootToolFile from "./root-tool-file.ts";

const judge = (...paths: string[]) =>
  hitsOf(
    rootToolFile,
    paths.map((path) => ({ path })),
  ).map(({ params }) => params!["path"]);

test("speaks of folders and programs of root tools", () => {
  const told = ["/data/adb/magisk", "/data/adb/modules/x/module.prop", "/system/xbin/su", "/sbin/su", "/data/adb/ksud"];
  expect(judge(...told)).toEqual(told);
});

test("is silent on the same names elsewhere", () => {
  expect(judge("/sdcard/su", "/system/bin/sub/su", "/system/bin/sum", "/data/adb", "/data/adb/magiskx", "/system/bin/sh")).toEqual([]);
});
