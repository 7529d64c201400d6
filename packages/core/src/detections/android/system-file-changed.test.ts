import { expect, test } from "vitest";
import { fromUnixSeconds } from "../../model/time.ts";
import { joinedOf } from "../../testing/index.ts";
import systemFileChanged from "./system-file-changed.ts";

const DAY = 86_400;
const BUILT = 1_700_000_000;
const FIXED = 1_230_768_000;
const file = (path: string, seconds: number, mode = "-rwxr-xr-x") => ({ path, mode, changed: fromUnixSeconds(seconds) });
const built = (value = String(BUILT), property = "ro.build.date.utc") => ({ property, value });
const ORDINARY = [file("/system/bin/sh", FIXED), file("/vendor/bin/sh", FIXED)];
const judge = (changes: readonly object[], dates: readonly object[] = [built()]) =>
  joinedOf(systemFileChanged, { changes: [...ORDINARY, ...changes], built: dates });

test("names a file of each later day, and the partition", () => {
  const late = [
    file("/system/bin/x", BUILT + 60 * DAY),
    file("/system/bin/y", BUILT + 60 * DAY),
    file("/system/etc/hosts", BUILT + 90 * DAY),
  ];
  expect(judge(late)).toMatchObject([
    { subject: "changed in /system", params: { partition: "/system", days: 2, paths: "/system/bin/x, /system/etc/hosts" } },
  ]);
});

test("goes by the newest of the build dates", () => {
  const late = [file("/system/bin/x", BUILT + 60 * DAY)];
  expect(judge(late, [built(), built(String(BUILT + 50 * DAY), "ro.vendor.build.date.utc")])).toEqual([]);
  expect(judge(late, [built(), built("never", "ro.vendor.build.date.utc")])).toHaveLength(1);
});

test("is silent where no build date is known, on images of one date, on folders, and elsewhere", () => {
  expect(judge([file("/system/bin/x", BUILT + 60 * DAY)], [])).toEqual([]);
  expect(judge([file("/product/app/x.apk", BUILT + 60 * DAY)])).toEqual([]);
  expect(judge([file("/system/bin/x", BUILT + 10 * DAY)])).toEqual([]);
  expect(judge([file("/system/mnt", BUILT + 60 * DAY, "drwxr-xr-x")])).toEqual([]);
  expect(judge([file("/data/media/0/a.jpg", BUILT + 60 * DAY)])).toEqual([]);
});
