import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rootBinary from "./root-binary.ts";

test("speaks of each program; busybox gives nobody root and weighs less", () => {
  const hits = hitsOf(rootBinary, [
    { path: "/sbin/su", program: "su" },
    { path: "/system/xbin/busybox", program: "busybox" },
  ]);
  expect(hits.map(({ subject, severity }) => [subject, severity])).toEqual([
    [{ type: "file:path", value: "/sbin/su" }, undefined],
    [{ type: "file:path", value: "/system/xbin/busybox" }, "low"],
  ]);
});

test("is silent where nothing was found", () => {
  expect(hitsOf(rootBinary, [])).toEqual([]);
});
