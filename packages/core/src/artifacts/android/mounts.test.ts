import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import mounts from "./mounts.ts";

const PATH = "bridle:/androidqf/mounts.json";
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

test("reads lines of mount", async () => {
  const lines = ["/dev/block/dm-4 on / type ext4 (ro,seclabel,relatime)", "tmpfs on /mnt/a on b type tmpfs (rw)"];
  expect(await recordsOf(mounts, PATH, bytes(lines))).toEqual([
    { device: "/dev/block/dm-4", mountPoint: "/", fileSystem: "ext4", options: ["ro", "seclabel", "relatime"] },
    { device: "tmpfs", mountPoint: "/mnt/a on b", fileSystem: "tmpfs", options: ["rw"] },
  ]);
});

test("MVT 26: reads lines of /proc/mounts, and tells a mount that both lists name once", async () => {
  const lines = [
    "/dev/block/dm-4 on / type ext4 (ro,seclabel)",
    "",
    "/dev/block/dm-4 / ext4 ro,seclabel 0 0",
    "magisk /system/bin\\040x tmpfs rw,relatime 0 0\nKSU /product overlay ro,lowerdir=/a:/b 0 0",
  ];
  const { records, problems } = await read(mounts, { [PATH]: bytes(lines) });
  expect(problems).toEqual([]);
  expect(records.map(({ device, mountPoint }) => [device, mountPoint])).toEqual([
    ["/dev/block/dm-4", "/"],
    ["magisk", "/system/bin x"],
    ["KSU", "/product"],
  ]);
});

test("reads mountinfo, and tells which folder of a device is mounted", async () => {
  const text =
    "95 22 253:4 / / ro,relatime master:1 - ext4 /dev/block/dm-4 ro,seclabel\n120 95 0:30 /adb/su /system/bin/su ro - tmpfs magisk rw\n";
  const [root, bound] = await recordsOf(mounts, "/proc/1/mountinfo", bytes(text));
  expect(root).toEqual({ device: "/dev/block/dm-4", mountPoint: "/", fileSystem: "ext4", options: ["ro", "relatime", "seclabel"] });
  expect(bound).toMatchObject({ device: "magisk", mountPoint: "/system/bin/su", mountedFolder: "/adb/su" });
});

test("a damaged line costs itself", async () => {
  const { records, problems } = await read(
    mounts,
    { "/proc/mounts": bytes("tmpfs /a tmpfs rw 0 0\nwhat\ntmpfs /b tmpfs rw 0 0\n") },
    "/proc/mounts",
  );
  expect(records).toHaveLength(2);
  expect(problems).toMatchObject([{ problem: { at: [{ line: 2 }] } }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(mounts, PATH, bytes(["/dev/block/dm-4 on / type ext4 (ro,seclabel)", "a /b c d 0 0"]))).toEqual([]);
});
