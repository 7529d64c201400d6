import { expect, test } from "vitest";
import { appSample, hitsOf } from "../../testing/index.ts";
import oddAppFolder from "./odd-app-folder.ts";

const judge = (...paths: readonly string[]) =>
  hitsOf(
    oddAppFolder,
    paths.map((codePath, index) => appSample(`org.example.a${index}`, { codePath })),
  );

test("speaks of apps below folders where apps do not lie", () => {
  expect(judge("/data/local/tmp/x.apk", "/data/adb/modules/y", "/sdcard/z").map(({ params }) => params!["path"])).toEqual([
    "/data/local/tmp/x.apk",
    "/data/adb/modules/y",
    "/sdcard/z",
  ]);
});

test("is silent on the folder of apps, on the system's partitions and on those that makers add", () => {
  const silent = [
    "/data/app/~~a==/b",
    "/system/framework/framework-res.apk",
    "/product/app/X",
    "/apex/com.android.y/app/Y",
    "/prism/app/Z",
    "/my_stock/app/A",
  ];
  expect(judge(...silent)).toEqual([]);
  expect(hitsOf(oddAppFolder, [appSample("org.example.none")])).toEqual([]);
});
