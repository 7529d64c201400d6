import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import protectionAppDisabled from "./protection-app-disabled.ts";

const judge = (packageName: string, isDisabled: boolean) =>
  hitsOf(protectionAppDisabled, [{ packageName, isDisabled, isSystem: true, packageFiles: [] }]).map(({ message }) => message);

test("speaks of a disabled updater and a disabled watcher", () => {
  expect(judge("com.wssyncmldm", true)).toEqual(["updates"]);
  expect(judge("com.samsung.android.securitylogagent", true)).toEqual(["watches"]);
});

test("is silent where they are enabled, and on other apps", () => {
  expect(judge("com.wssyncmldm", false)).toEqual([]);
  expect(judge("com.facebook.appmanager", true)).toEqual([]);
});
