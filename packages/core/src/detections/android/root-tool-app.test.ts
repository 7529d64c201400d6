import { expect, test } from "vitest";
import packages from "../../artifacts/android/packages.ts";
import { appSample, hitsOf, ORDINARY_APPS } from "../../testing/index.ts";
import rootToolApp from "./root-tool-app.ts";

test("names apps for root access that are installed", () => {
  expect(hitsOf(rootToolApp, [appSample("me.weishu.kernelsu")])).toMatchObject([{ subject: { value: "me.weishu.kernelsu" } }]);
});

test("MVT 21: an app for root access is compared with indicators all the same", () => {
  expect(packages.observables!(appSample("com.topjohnwu.magisk"))).toEqual([
    { type: "app:id", role: "installed", value: "com.topjohnwu.magisk" },
  ]);
});

test("is silent on ordinary apps and on names that merely begin so", () => {
  expect(hitsOf(rootToolApp, [...ORDINARY_APPS, appSample("com.topjohnwu.magisk.docs")])).toEqual([]);
});
