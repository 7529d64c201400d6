import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import appFileOnStorage from "./app-file-on-storage.ts";

const judge = (...paths: string[]) =>
  hitsOf(
    appFileOnStorage,
    paths.map((path) => ({ path })),
  );

test("tells of all of them in one finding", () => {
  expect(judge("/data/media/0/Download/a.apk", "/data/media/0/Documents/B.XAPK")).toMatchObject([
    { subject: "app-files-on-storage", count: 2, params: { paths: "/data/media/0/Download/a.apk, /data/media/0/Documents/B.XAPK" } },
  ]);
});

test("is silent on installed apps, on what apps keep of their own, and on other files", () => {
  expect(
    judge("/data/app/x/base.apk", "/system/app/x/x.apk", "/data/media/0/Android/data/com.x/cache/u.apk", "/data/media/0/a.apk.txt"),
  ).toEqual([]);
});
