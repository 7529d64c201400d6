import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import rootManagerCollected from "./root-manager-collected.ts";

const judge = (packageName: string) =>
  hitsOf(rootManagerCollected, [{ packageName, isDisabled: false, isSystem: false, packageFiles: [] }]);

test("speaks of apps that manage root", () => {
  expect(judge("com.topjohnwu.magisk")).toMatchObject([{ subject: { type: "app:id", value: "com.topjohnwu.magisk" } }]);
  expect(judge("me.weishu.kernelsu")).toHaveLength(1);
});

test("is silent on other apps, and on names that begin so", () => {
  expect(judge("com.topjohnwu.magiskx")).toEqual([]);
  expect(judge("com.android.settings")).toEqual([]);
});
