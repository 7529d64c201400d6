import { expect, test } from "vitest";
import type { InstalledPackage } from "../../artifacts/android/installed-packages.ts";
import { hitsOf } from "../../testing/index.ts";
import appFromElsewhere from "./app-from-elsewhere.ts";

const app = (packageName: string, fields: Partial<InstalledPackage> = {}): InstalledPackage => ({
  packageName,
  isDisabled: false,
  isSystem: false,
  packageFiles: [{ path: `/data/app/${packageName}/base.apk` }],
  ...fields,
});

test("tells of all of them in one finding", () => {
  const apps = [
    app("a.one"),
    app("a.two", { installer: "com.google.android.packageinstaller" }),
    app("a.three", { installer: "com.android.chrome" }),
  ];
  expect(hitsOf(appFromElsewhere, apps)).toMatchObject([
    { subject: "apps-from-elsewhere", count: 3, params: { apps: "a.one, a.two, a.three" } },
  ]);
});

test("is silent on apps of stores, of the system, on preloads outside of /data, and on apps that are gone", () => {
  const silent = [
    app("a.one", { installer: "com.android.vending" }),
    app("a.two", { installer: "org.fdroid.fdroid" }),
    app("a.three", { isSystem: true }),
    app("a.four", { packageFiles: [{ path: "/product/app/x/x.apk" }] }),
    app("a.five", { packageFiles: [] }),
  ];
  expect(hitsOf(appFromElsewhere, silent)).toEqual([]);
});
