import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import programFileOnStorage from "./program-file-on-storage.ts";

const judge = (...paths: string[]) =>
  hitsOf(
    programFileOnStorage,
    paths.map((path) => ({ path })),
  );

test("tells of all of them in one finding", () => {
  expect(judge("/data/media/0/Download/DEMO.so", "/storage/1234-ABCD/x/CLASSES.DEX")).toMatchObject([
    {
      subject: "program-files-on-storage",
      count: 2,
      params: { paths: "/data/media/0/Download/DEMO.so, /storage/1234-ABCD/x/CLASSES.DEX" },
    },
  ]);
});

test("is silent where code belongs, on what apps keep of their own, on files to install from, and on other names", () => {
  expect(
    judge(
      "/system/lib64/libc.so",
      "/data/app/x/lib/arm64/libx.so",
      "/data/media/0/Android/data/com.x/files/core.so",
      "/data/media/0/Download/a.apk",
      "/data/media/0/Download/also",
      "/data/media/0/a.so.txt",
    ),
  ).toEqual([]);
});
