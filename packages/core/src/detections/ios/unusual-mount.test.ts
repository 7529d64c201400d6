import { expect, test } from "vitest";
import type { MountedVolume } from "../../artifacts/ios/mounts.ts";
import { hitsOf } from "../../testing/index.ts";
import rule from "./unusual-mount.ts";

const volume = (mountPoint: string, isWritable = true): MountedVolume => ({
  device: "/dev/disk5",
  mountPoint,
  fileSystem: "apfs",
  options: [],
  isWritable,
});

test("speaks of a writable system volume and of volumes over the system's folders", () => {
  const hits = hitsOf(rule, [volume("/"), volume("/usr/lib"), volume("/cores/binpack", false)]);
  expect(hits.map(({ message }) => message)).toEqual(["summary-writable", "summary-covered", "summary-covered"]);
});

test("is silent on the volumes that every phone mounts", () => {
  const places = ["/private/var", "/dev", "/private/xarts", "/private/preboot", "/private/var/hardware", "/Developer", "/userlands"];
  expect(hitsOf(rule, [volume("/", false), ...places.map((place) => volume(place))])).toEqual([]);
  expect(
    hitsOf(rule, [volume("/System/Developer", false), volume("/System/Cryptexes/OS", false), volume("/usr/standalone/firmware", false)]),
  ).toEqual([]);
});
