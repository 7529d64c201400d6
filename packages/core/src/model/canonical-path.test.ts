import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { baseName, isBelow, MAX_PATH_LENGTH, toCanonical } from "./canonical-path.ts";

const UUID = "0A1B2C3D-0000-1111-2222-333344445555";
const containers = new Map([[UUID, "com.example.heron"]]);

test.each([
  ["/var/tmp/x", "/private/var/tmp/x"],
  ["/var", "/private/var"],
  ["/variable/x", "/variable/x"],
  ["/etc/hosts", "/private/etc/hosts"],
  ["/tmp/x", "/private/var/tmp/x"],
  ["/private/tmp/x", "/private/var/tmp/x"],
  ["/private/var/db/x/", "/private/var/db/x"],
  ["//var//db/./x/../y", "/private/var/db/y"],
  ["/../../var/x", "/private/var/x"],
  ["~/Library/SMS/Attachments/a.gif", "/private/var/mobile/Library/SMS/Attachments/a.gif"],
  ["file:///var/mobile/a%20b", "/private/var/mobile/a b"],
  ["file://localhost/var/x", "/private/var/x"],
  ["file:///var/%zz", "/private/var/%zz"],
  ["Library/Preferences/x.plist", "Library/Preferences/x.plist"],
  ["bridle:/backup/Odd/x", "bridle:/backup/Odd/x"],
  ["/", "/"],
  ["", ""],
])("on iOS %s is %s", (raw, expected) => {
  expect(toCanonical(raw, "ios")).toBe(expected);
});

test.each([
  ["/sdcard/Download/a.apk", "/data/media/0/Download/a.apk"],
  ["/storage/emulated/0/a", "/data/media/0/a"],
  ["/storage/emulated/10/a", "/data/media/10/a"],
  ["/storage/self/primary/a", "/data/media/0/a"],
  ["/mnt/sdcard/a", "/data/media/0/a"],
  ["/data/user/0/com.x/files", "/data/data/com.x/files"],
  ["/data/user/10/com.x", "/data/user/10/com.x"],
  ["/etc/hosts", "/etc/hosts"],
  ["~/x", "~/x"],
])("on Android %s is %s", (raw, expected) => {
  expect(toCanonical(raw, "android")).toBe(expected);
});

test("a container carries the id in place of the UUID when it is known, in either case; else the UUID stays", () => {
  const inside = (uuid: string): string => `/var/mobile/Containers/Data/Application/${uuid}/Library/x`;
  expect(toCanonical(inside(UUID), "ios", containers)).toBe("/private/var/mobile/Containers/Data/Application/com.example.heron/Library/x");
  expect(toCanonical(inside(UUID.toLowerCase()), "ios", containers)).toBe(
    "/private/var/mobile/Containers/Data/Application/com.example.heron/Library/x",
  );
  expect(toCanonical(inside(UUID), "ios")).toBe(`/private${inside(UUID)}`);
  expect(toCanonical(`/private/var/containers/Bundle/Application/${UUID}`, "ios", containers)).toBe(
    "/private/var/containers/Bundle/Application/com.example.heron",
  );
  expect(toCanonical(`/private/var/elsewhere/${UUID}/x`, "ios", containers)).toBe(`/private/var/elsewhere/${UUID}/x`);
});

test("letter case and Unicode forms are told apart, as the file systems do", () => {
  expect(toCanonical("/VAR/x", "ios")).toBe("/VAR/x");
  expect(toCanonical("/var/e\u0301", "ios")).not.toBe(toCanonical("/var/\u00e9", "ios"));
});

test("over-long text is left as it is", () => {
  const long = `/var/${"a/".repeat(MAX_PATH_LENGTH)}`;
  expect(toCanonical(long, "ios")).toBe(long);
});

test("what is canonical stays as it is", () => {
  const path = fc
    .array(fc.constantFrom("var", "private", "tmp", "etc", "mobile", "..", ".", "", "a b", "sdcard", "data", "user", "0", UUID))
    .map((parts) => `/${parts.join("/")}`);
  fc.assert(
    fc.property(path, fc.constantFrom("ios" as const, "android" as const), (raw, platform) => {
      const once = toCanonical(raw, platform, containers);
      expect(toCanonical(once, platform, containers)).toBe(once);
    }),
    { seed: inject("seed") },
  );
});

test("below means below, at a component boundary", () => {
  expect(isBelow("/private/var/tmp/evil/x", "/private/var/tmp/evil")).toBe(true);
  expect(isBelow("/private/var/tmp/evilX", "/private/var/tmp/evil")).toBe(false);
  expect(isBelow("/private/var/tmp/evil", "/private/var/tmp/evil")).toBe(false);
  expect([isBelow("/x", "/"), isBelow("/", "/")]).toEqual([true, false]);
  expect(baseName("/a/b.plist")).toBe("b.plist");
  expect(baseName("b.plist")).toBe("b.plist");
});
