import { expect, test } from "vitest";
import packages, { type PackageEntry } from "../../artifacts/android/packages.ts";
import { hitsOf } from "../../testing/index.ts";
import rootManager from "./root-manager.ts";

const entry = (packageName: string, kind: PackageEntry["kind"] = "package") =>
  ({
    kind,
    packageName,
    isSystem: false,
    flags: [],
    signerHashes: [],
    pastSignerHashes: [],
    permissions: [],
    requested: [],
    users: [],
  }) as PackageEntry;

test("speaks of apps that manage root", () => {
  expect(rootManager.form === "match" && rootManager.reads).toBe(packages);
  expect(hitsOf(rootManager, [entry("eu.chainfire.supersu")])).toMatchObject([{ subject: { value: "eu.chainfire.supersu" } }]);
});

test("is silent on other apps, and on a user that apps share", () => {
  expect(hitsOf(rootManager, [entry("com.android.settings"), entry("com.topjohnwu.magisk", "shared-user")])).toEqual([]);
});
