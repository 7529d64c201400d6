import { describe, expect, test } from "vitest";
import type { PackageEntry } from "../artifacts/android/packages.ts";
import packages from "../artifacts/android/packages.ts";
import { appSample, KEYS, ORDINARY_APPS, sourced, storeSample } from "../testing/index.ts";
import { appListOf, factOf } from "./android-apps.ts";
import { lookalikeOf, ownerOf } from "./android-owners.ts";

const listOf = (...entries: readonly PackageEntry[]) =>
  appListOf(sourced(packages, entries).map((record) => ({ fact: factOf(record.data), record })));
const originOf = (entry: PackageEntry) => listOf(...ORDINARY_APPS, entry).originOf(factOf(entry));

describe("where an app came from", () => {
  test("the flag of the system, or a system app below it, makes it the system's", () => {
    expect(ORDINARY_APPS.slice(0, 5).map(originOf)).toEqual(Array(5).fill("system"));
    expect(originOf(appSample("com.android.chrome", { signerHashes: [KEYS.google] }))).toBe("system");
  });

  test("a key that signed a system app here makes it the maker's, whoever installed it", () => {
    expect(originOf(appSample("com.samsung.android.heron", { signerHashes: [KEYS.maker] }))).toBe("vendor");
  });

  test("stores and tools that move apps are told by the installer", () => {
    expect(originOf(storeSample("org.example.a"))).toBe("store");
    expect(originOf(appSample("org.example.a", { installer: "org.fdroid.fdroid" }))).toBe("store");
    expect(originOf(appSample("org.example.a", { installer: "com.sec.android.easyMover" }))).toBe("transfer");
  });

  test("no installer, a file, a browser: from outside", () => {
    for (const installer of [undefined, "com.google.android.packageinstaller", "com.android.chrome"])
      expect(originOf(appSample("org.example.a", installer === undefined ? {} : { installer }))).toBe("outside");
  });

  test("the shell may name a store as installer, and is told by who asked", () => {
    expect(originOf(storeSample("org.example.a", { initiator: "com.android.shell" }))).toBe("outside");
  });
});

describe("owners of names", () => {
  test("are told at the border of a name's part", () => {
    expect(["com.android.framework.safety", "com.google.android.service", "android", "android.auto", "com.sec.x"].map(ownerOf)).toEqual([
      "com.android",
      "com.google",
      "android",
      "android",
      "com.sec",
    ]);
    expect(["com.androidx.y", "org.example", "com.secret.x"].map(ownerOf)).toEqual([undefined, undefined, undefined]);
  });

  test("have neighbours that differ by a letter or go on, where the name is long enough", () => {
    expect(["com.linkedln.service", "cm.google.android.apps.assistant", "com.oneplussync.bat", "com.googel.x"].map(lookalikeOf)).toEqual([
      "com.linkedin",
      "com.google",
      "com.oneplus",
      "com.google",
    ]);
    expect(["com.android.x", "com.vito.x", "com.example.x", "org.bird", "x"].map(lookalikeOf)).toEqual(Array(5).fill(undefined));
  });
});
