import { expect, test } from "vitest";
import { readMountLine } from "../../artifacts/mount-line.ts";
import { hitsOf } from "../../testing/index.ts";
import rootToolMounts from "./root-tool-mounts.ts";

const judge = (...lines: string[]) =>
  hitsOf(
    rootToolMounts,
    lines.map((line) => readMountLine(line)!),
  ).map(({ message, params }) => [message, params!["path"]]);

test("MVT 26: speaks of a root that can be written to, of memory over the system and of root tools' mounts", () => {
  expect(
    judge(
      "/dev/block/dm-4 on / type ext4 (rw,seclabel)",
      "/dev/block/by-name/odm /odm ext4 rw 0 0",
      "tmpfs /system/bin tmpfs rw,relatime 0 0",
      "magisk /system/etc/hosts tmpfs rw 0 0",
      "KSU /product overlay ro,lowerdir=/product:/data/adb/modules/x/product 0 0",
      "overlay /vendor overlay ro,lowerdir=/data/local/x:/vendor 0 0",
    ),
  ).toEqual([
    ["writable", "/"],
    ["writable", "/odm"],
    ["writable", "/system/bin"],
    ["tool", "/system/etc/hosts"],
    ["tool", "/product"],
    ["covered", "/vendor"],
  ]);
});

test("MVT 26: is silent on folders whose names begin like a partition's, and on a phone as it is sold", () => {
  expect(
    judge(
      "/dev/block/x /vendor_boot ext4 rw 0 0",
      "tmpfs /system_dlkm_x tmpfs rw 0 0",
      "rootfs on / type rootfs (rw)",
      "/dev/block/dm-4 / ext4 ro,seclabel,relatime 0 0",
      "/dev/block/dm-5 /system_ext erofs ro,noatime 0 0",
      "tmpfs /dev tmpfs rw 0 0",
      "tmpfs /apex tmpfs rw 0 0",
      "/dev/fuse /storage/emulated fuse rw 0 0",
      "overlay /product/app overlay ro,lowerdir=/product/app:/vendor/preload 0 0",
      "/dev/block/dm-40 /data f2fs rw 0 0",
    ),
  ).toEqual([]);
});
