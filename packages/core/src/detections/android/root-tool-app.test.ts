import { expect, test } from "vitest";
import packages from "../../artifacts/android/packages.ts";
import { appSample, joinedOf, ORDINARY_APPS } from "../../testing/index.ts";
import rootToolApp from "./root-tool-app.ts";

const collected = (packageName: string) => ({ packageName, isDisabled: false, isSystem: false, packageFiles: [] });

test("names apps for root access once, whichever list names them", () => {
  const apps = [appSample("me.weishu.kernelsu"), appSample("moe.shizuku.privileged.api")];
  expect(joinedOf(rootToolApp, { apps, collected: [collected("me.weishu.kernelsu"), collected("com.topjohnwu.magisk")] })).toMatchObject([
    { subject: { value: "com.topjohnwu.magisk" }, message: "summary-listed", confidence: "medium", records: { length: 1 } },
    { subject: { value: "me.weishu.kernelsu" }, message: "summary", confidence: "high", severity: "medium", records: { length: 2 } },
    { subject: { value: "moe.shizuku.privileged.api" }, severity: "low" },
  ]);
});

test("MVT 21: an app for root access is compared with indicators all the same", () => {
  expect(packages.observables!(appSample("com.topjohnwu.magisk"))).toEqual([
    { type: "app:id", role: "installed", value: "com.topjohnwu.magisk" },
  ]);
});

test("is silent on ordinary apps and on names that merely begin so", () => {
  const apps = [...ORDINARY_APPS, appSample("com.topjohnwu.magisk.docs")];
  expect(joinedOf(rootToolApp, { apps, collected: [collected("com.topjohnwu.magiskx"), collected("com.android.settings")] })).toEqual([]);
});
