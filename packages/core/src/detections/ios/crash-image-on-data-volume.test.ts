import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import crashImage from "./crash-image-on-data-volume.ts";

const crash = (...oddImages: string[]) => ({ kind: "report", bugType: "309", name: "powerd", oddImages });

test("speaks of code from a folder for data", () => {
  expect(hitsOf(crashImage, [crash("/private/var/mobile/Containers/x", "/private/var/tmp/upgrade.dylib")])).toMatchObject([
    { subject: { type: "file:path", value: "/private/var/tmp/upgrade.dylib" }, params: { program: "powerd" } },
  ]);
});

test("is silent on apps, on what the system fetched, and on reports without such images", () => {
  expect(
    hitsOf(crashImage, [
      crash("/private/var/MobileAsset/AssetsV2/x.dylib", "/private/var/containers/Shared/SystemGroup/x"),
      { kind: "report", bugType: "309" },
      { kind: "process", bugType: "298", name: "x" },
    ]),
  ).toEqual([]);
});
