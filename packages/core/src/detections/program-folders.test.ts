import { expect, test } from "vitest";
import { isInWritableFolder } from "./program-folders.ts";

const STAGING = "/private/var/db/com.apple.xpc.roleaccountd.staging";

test("counts folders for data as writable, whatever lies in them", () => {
  const writable = [
    "/private/var/tmp/x",
    "/private/var/root/x",
    "/private/var/logs/keybagd/x",
    "/private/var/mobile/Library/x",
    `${STAGING}/subridged`,
  ];
  for (const path of writable) expect(isInWritableFolder(path), path).toBe(true);
});

test("lets the update service alone only in its whole shape", () => {
  expect(isInWritableFolder(`${STAGING}/exec/16777219.1234.xpc/com.apple.NRD.UpdateBrainService`)).toBe(false);
  expect(isInWritableFolder(`${STAGING}/com.apple.NRD.UpdateBrainService`)).toBe(true);
  expect(isInWritableFolder(`${STAGING}/exec/16777219.1234.xpc/com.apple.NRD.UpdateBrainService/x`)).toBe(true);
  expect(isInWritableFolder(`${STAGING}/exec/a.b.xpc/com.apple.NRD.UpdateBrainService`)).toBe(true);
});

test("does not count the system, apps and fetched parts, nor names that only begin like a folder", () => {
  const others = ["/usr/libexec/x", "/private/var", "/private/variable/x", "/private/var/containers/Bundle/Application/a/A.app/A"];
  for (const path of [...others, "/private/var/MobileAsset/AssetsV2/x"]) expect(isInWritableFolder(path), path).toBe(false);
  expect(isInWritableFolder("/private/var/MobileAssets/x")).toBe(true);
});
